#include "artwork/worker/space.h"

#include "artwork/worker/function.h"
#include "artwork/worker/syntax.h"

namespace imprimatur::artwork {
namespace {

constexpr int deepest_space = 4;

const Space grey{Family::grey, "/DeviceGray", Family::grey, {}};
const Space rgb{Family::rgb, "", Family::grey, {}};
const Space cmyk{Family::cmyk, "/DeviceCMYK", Family::grey, {}};

[[noreturn]] void refuse(const std::string& what) {
  throw Refused("artwork-unsupported", what);
}

Space named_space(Workshop& workshop, const std::string& name, QPDFObjectHandle resources,
                  int depth) {
  if (name == "/DeviceGray" || name == "/G" || name == "/CalGray") return grey;
  if (name == "/DeviceRGB" || name == "/RGB" || name == "/CalRGB") return rgb;
  if (name == "/DeviceCMYK" || name == "/CMYK") return cmyk;
  if (name == "/Pattern") return {Family::pattern, "/Pattern", Family::grey, {}};
  QPDFObjectHandle spaces =
      resources.isDictionary() ? resources.getKey("/ColorSpace") : QPDFObjectHandle::newNull();
  if (!spaces.isDictionary() || !spaces.hasKey(name)) throw Refused("artwork-damaged", name);
  return read_space(workshop, spaces.getKey(name), QPDFObjectHandle::newNull(), depth + 1);
}

// An RGB profile says what the numbers mean; one that can't be used is told, and they are sRGB.
Space rgb_by(Workshop& workshop, std::string profile) {
  if (is_srgb(profile)) return rgb;
  if (!workshop.colours.can_follow(profile)) {
    workshop.remarks.add("artwork-profile-unusable");
    return rgb;
  }
  Space space = rgb;
  space.profile = std::make_shared<const std::string>(std::move(profile));
  return space;
}

Space icc_space(Workshop& workshop, QPDFObjectHandle array) {
  QPDFObjectHandle profile = array.getArrayItem(1);
  QPDFObjectHandle n = profile.isStream() ? profile.getDict().getKey("/N") : profile;
  if (!profile.isStream() || !n.isInteger()) throw Refused("artwork-damaged", "/ICCBased");
  switch (n.getIntValue()) {
    case 1: return grey;
    case 4: return cmyk;
    case 3: break;
    default: refuse("/ICCBased");
  }
  // An ICC profile says at byte 16 which colours it is about (ICC.1:2010, 7.2.6).
  const auto data = profile.getStreamData(qpdf_dl_specialized);
  std::string bytes(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  if (bytes.size() >= 20 && bytes.substr(16, 4) == "Lab ") refuse("/ICCBased Lab");
  return rgb_by(workshop, std::move(bytes));
}

// From the tint of a spot ink to the process inks that stand for it.
std::size_t add_tint(Workshop& workshop, const Space& space, QPDFObjectHandle function) {
  const Family under = space.family;
  if (under == Family::cmyk) return add_copied(workshop, function);
  if (under == Family::grey) {
    return add_converted(workshop, function,
                         [](const Values& v) { return Values{0, 0, 0, v.empty() ? 0 : 1 - v[0]}; });
  }
  if (under != Family::rgb) refuse("/Separation");
  return add_converted(workshop, function, [&workshop, &space](const Values& v) {
    if (v.size() != 3) throw Refused("artwork-damaged", "/Separation");
    return workshop.colours.blend(v[0], v[1], v[2], space.meaning());
  });
}

Space spot_space(Workshop& workshop, QPDFObjectHandle array, int depth) {
  if (array.getArrayNItems() != 4 || !array.getArrayItem(1).isName()) {
    throw Refused("artwork-damaged", "/Separation");
  }
  const std::string name = array.getArrayItem(1).getName();
  // It would print on every plate, those of spot inks included.
  if (name == "/All") refuse("/Separation /All");
  const Space under =
      read_space(workshop, array.getArrayItem(2), QPDFObjectHandle::newNull(), depth + 1);
  const bool is_plate = name == "/Cyan" || name == "/Magenta" || name == "/Yellow" ||
                        name == "/Black" || name == "/None";
  if (!is_plate) workshop.remarks.add("artwork-spot", name.substr(1));
  const std::size_t function = add_tint(workshop, under, array.getArrayItem(3));
  return {Family::spot,
          "[ /Separation " + name_text(name) + " /DeviceCMYK " + reference(function) + " ]",
          Family::grey,
          {}};
}

std::string palette_bytes(QPDFObjectHandle lookup) {
  if (lookup.isString()) return lookup.getStringValue();
  if (!lookup.isStream()) throw Refused("artwork-damaged", "/Indexed");
  const auto data = lookup.getStreamData(qpdf_dl_specialized);
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

Space indexed_space(Workshop& workshop, QPDFObjectHandle array, QPDFObjectHandle resources,
                    int depth) {
  if (array.getArrayNItems() != 4 || !array.getArrayItem(2).isInteger()) {
    throw Refused("artwork-damaged", "/Indexed");
  }
  const Space base = read_space(workshop, array.getArrayItem(1), resources, depth + 1);
  const long long highest = array.getArrayItem(2).getIntValue();
  if (base.family == Family::indexed || base.family == Family::pattern) refuse("/Indexed");
  if (highest < 0 || highest > 255) throw Refused("artwork-damaged", "/Indexed");
  std::string palette = palette_bytes(array.getArrayItem(3));
  palette.resize(static_cast<std::size_t>(highest + 1) * base.components(), '\0');
  Space space{Family::indexed, {}, base.family, {}};
  std::string under = base.text;
  if (base.family == Family::rgb) {
    space.palette = palette;
    palette = workshop.colours.picture_of(palette, base.meaning());
    under = cmyk.text;
  }
  space.text = "[ /Indexed " + under + ' ' + std::to_string(highest) + ' ' +
               hexadecimal_text(palette) + " ]";
  return space;
}

Space pattern_space(Workshop& workshop, QPDFObjectHandle array, QPDFObjectHandle resources,
                    int depth) {
  if (array.getArrayNItems() < 2) return {Family::pattern, "/Pattern", Family::grey, {}};
  const Space under = read_space(workshop, array.getArrayItem(1), resources, depth + 1);
  if (under.family == Family::rgb || under.family == Family::pattern) refuse("/Pattern");
  return {Family::pattern, "[ /Pattern " + under.text + " ]", Family::grey, {}};
}

}  // namespace

std::size_t Space::components() const {
  switch (family) {
    case Family::rgb: return 3;
    case Family::cmyk: return 4;
    case Family::pattern: return 0;
    case Family::grey:
    case Family::spot:
    case Family::indexed: break;
  }
  return 1;
}

Space read_space(Workshop& workshop, QPDFObjectHandle space, QPDFObjectHandle resources,
                 int depth) {
  if (depth > deepest_space) throw Refused("artwork-complex");
  if (space.isName()) return named_space(workshop, space.getName(), resources, depth);
  if (!space.isArray() || space.getArrayNItems() == 0 || !space.getArrayItem(0).isName()) {
    throw Refused("artwork-damaged", "/ColorSpace");
  }
  const std::string family = space.getArrayItem(0).getName();
  if (family == "/ICCBased" && space.getArrayNItems() == 2) return icc_space(workshop, space);
  if (family == "/Separation") return spot_space(workshop, space, depth);
  if (family == "/Indexed" || family == "/I") {
    return indexed_space(workshop, space, resources, depth);
  }
  if (family == "/Pattern") return pattern_space(workshop, space, resources, depth);
  if (family == "/Lab" || family == "/DeviceN") refuse(family);
  return named_space(workshop, family, QPDFObjectHandle::newNull(), depth);
}

}  // namespace imprimatur::artwork
