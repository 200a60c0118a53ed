#include "artwork/worker/shading.h"

#include "artwork/worker/function.h"
#include "artwork/worker/space.h"
#include "artwork/worker/syntax.h"

#include <cmath>

namespace imprimatur::artwork {
namespace {

QPDFObjectHandle dictionary_of(QPDFObjectHandle shading) {
  if (shading.isStream()) return shading.getDict();
  if (shading.isDictionary()) return shading;
  throw Refused("artwork-damaged", "/Shading");
}

struct Conversion {
  std::string space;
  std::function<Values(const Values&)> of;
};

Values three(const Values& v) {
  if (v.size() != 3) throw Refused("artwork-damaged", "/Shading");
  return v;
}

// A gradient that is grey throughout is black ink throughout; any other is mixed throughout, so
// that no step shows where it comes near a grey.
Conversion conversion_from_rgb(Workshop& workshop, QPDFObjectHandle function, const Space& space,
                               Painting painting) {
  if (painting == Painting::mask) {
    return {"/DeviceGray", [](const Values& v) {
              const Values c = three(v);
              return Values{luminosity(c[0], c[1], c[2])};
            }};
  }
  bool neutral = true;
  visit(function, [&neutral](const Values& v) {
    const Values c = three(v);
    if (std::abs(c[0] - c[1]) > 0.001 || std::abs(c[0] - c[2]) > 0.001) neutral = false;
  });
  if (neutral) {
    return {"/DeviceCMYK", [](const Values& v) { return Values{0, 0, 0, 1 - three(v)[0]}; }};
  }
  return {"/DeviceCMYK", [&workshop, &space](const Values& v) {
            const Values c = three(v);
            return workshop.colours.blend(c[0], c[1], c[2], space.meaning());
          }};
}

std::string geometry(QPDFObjectHandle dict) {
  std::string text;
  for (const char* key :
       {"/Coords", "/Domain", "/Extend", "/BBox", "/AntiAlias", "/Matrix", "/BitsPerCoordinate",
        "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow"}) {
    if (dict.hasKey(key)) text += ' ' + std::string(key) + ' ' + direct_text(dict.getKey(key));
  }
  return text;
}

std::string kept_functions(Workshop& workshop, QPDFObjectHandle function) {
  if (function.isNull()) return {};
  if (!function.isArray()) return " /Function " + reference(add_copied(workshop, function));
  std::string text = " /Function [";
  for (QPDFObjectHandle one : function.getArrayAsVector()) {
    text += ' ' + reference(add_copied(workshop, one));
  }
  return text + " ]";
}

std::string background(QPDFObjectHandle dict, const Conversion* conversion) {
  if (!dict.hasKey("/Background")) return {};
  Values colour = numbers_in(dict.getKey("/Background"), 0, "/Background");
  if (conversion != nullptr) colour = conversion->of(colour);
  std::string text = " /Background [";
  for (const double component : colour) text += ' ' + number_text(component);
  return text + " ]";
}

}  // namespace

std::size_t add_shading(Workshop& workshop, QPDFObjectHandle shading, QPDFObjectHandle resources,
                        Painting painting) {
  QPDFObjectHandle dict = dictionary_of(shading);
  QPDFObjectHandle type = dict.getKey("/ShadingType");
  if (!type.isInteger()) throw Refused("artwork-damaged", "/ShadingType");
  const long long kind = type.getIntValue();
  const Space space = read_space(workshop, dict.getKey("/ColorSpace"), resources);
  const std::size_t index = workshop.reserve();
  std::string text = "<< /ShadingType " + std::to_string(kind) + geometry(dict);
  if (space.family == Family::rgb) {
    if (kind != 2 && kind != 3) {
      throw Refused("artwork-unsupported", "/ShadingType " + std::to_string(kind));
    }
    QPDFObjectHandle function = dict.getKey("/Function");
    const Conversion conversion = conversion_from_rgb(workshop, function, space, painting);
    text += " /ColorSpace " + conversion.space + " /Function " +
            reference(add_converted(workshop, function, conversion.of)) +
            background(dict, &conversion);
  } else {
    text += " /ColorSpace " + space.text + kept_functions(workshop, dict.getKey("/Function")) +
            background(dict, nullptr);
  }
  if (shading.isStream()) {
    const auto data = shading.getStreamData(qpdf_dl_specialized);
    workshop.objects[index].stream =
        deflated({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()});
    text += " /Filter /FlateDecode";
  }
  workshop.objects[index].value = text + " >>";
  return index;
}

}  // namespace imprimatur::artwork
