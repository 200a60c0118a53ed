#include "artwork/worker/image.h"

#include "artwork/worker/space.h"
#include "artwork/worker/syntax.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace imprimatur::artwork {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw Refused("artwork-unsupported", what);
}

struct Shape {
  std::uint64_t width = 0, height = 0;
  unsigned bits = 8;
  std::size_t components = 1;

  std::uint64_t stride() const { return (width * components * bits + 7) / 8; }
  std::uint64_t bytes() const { return stride() * height; }
};

Shape shape_of(QPDFObjectHandle dict) {
  QPDFObjectHandle width = dict.getKey("/Width"), height = dict.getKey("/Height");
  if (!width.isInteger() || !height.isInteger() || width.getIntValue() < 1 ||
      height.getIntValue() < 1) {
    throw Refused("artwork-damaged", "/Width /Height");
  }
  Shape shape;
  shape.width = static_cast<std::uint64_t>(width.getIntValue());
  shape.height = static_cast<std::uint64_t>(height.getIntValue());
  if (shape.width > most_pixels || shape.height > most_pixels ||
      shape.width * shape.height > most_pixels) {
    throw Refused("artwork-too-large",
                  std::to_string(shape.width) + " x " + std::to_string(shape.height));
  }
  QPDFObjectHandle bits = dict.getKey("/BitsPerComponent");
  if (bits.isInteger()) shape.bits = static_cast<unsigned>(bits.getIntValue());
  if (shape.bits != 1 && shape.bits != 2 && shape.bits != 4 && shape.bits != 8 &&
      shape.bits != 16) {
    throw Refused("artwork-damaged", "/BitsPerComponent");
  }
  return shape;
}

std::string last_filter(QPDFObjectHandle dict) {
  QPDFObjectHandle filter = dict.getKey("/Filter");
  if (filter.isArray()) {
    const int count = filter.getArrayNItems();
    filter = count == 0 ? QPDFObjectHandle::newNull() : filter.getArrayItem(count - 1);
  }
  return filter.isName() ? filter.getName() : "";
}

bool is_single_filter(QPDFObjectHandle dict) {
  QPDFObjectHandle filter = dict.getKey("/Filter");
  return filter.isName() || (filter.isArray() && filter.getArrayNItems() == 1);
}

std::string data_of(QPDFObjectHandle image, qpdf_stream_decode_level_e level) {
  const auto data = image.getStreamData(level);
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

std::string raw_data_of(QPDFObjectHandle image) {
  const auto data = image.getRawStreamData();
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

// All samples, none missing; what is beyond them is cut off.
std::string samples_of(QPDFObjectHandle image, const Shape& shape) {
  const std::string filter = last_filter(image.getDict());
  if (filter == "/JPXDecode" || filter == "/JBIG2Decode" || filter == "/CCITTFaxDecode") {
    refuse(filter);
  }
  std::string data = data_of(image, qpdf_dl_all);
  if (data.size() < shape.bytes()) throw Refused("artwork-damaged", "/Image");
  data.resize(shape.bytes());
  return data;
}

// One byte a sample, as /Decode maps it; rows closed up.
std::string eight_bits(const std::string& data, const Shape& shape, QPDFObjectHandle decode) {
  if (shape.bits == 8 && decode.isNull()) return data;
  std::vector<double> map;
  if (!decode.isNull()) map = numbers_in(decode, 2 * shape.components, "/Decode");
  const unsigned bits = shape.bits == 16 ? 8 : shape.bits, step = shape.bits / bits;
  const double highest = (1u << bits) - 1;
  std::string out;
  out.reserve(shape.width * shape.height * shape.components);
  for (std::uint64_t y = 0; y < shape.height; ++y) {
    const std::uint64_t row = y * shape.stride();
    for (std::uint64_t i = 0; i < shape.width * shape.components; ++i) {
      const std::uint64_t bit = i * shape.bits;
      const auto byte = static_cast<unsigned char>(data[row + bit / 8]);
      const unsigned shift = step == 2 ? 0 : 8 - bits - static_cast<unsigned>(bit % 8);
      double value = ((byte >> shift) & ((1u << bits) - 1)) / highest;
      const std::size_t k = 2 * (i % shape.components);
      if (!map.empty()) value = map[k] + value * (map[k + 1] - map[k]);
      out += static_cast<char>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
    }
  }
  return out;
}

std::string rgb_of_palette(const std::string& data, const Shape& shape, const Space& space) {
  std::string out;
  for (std::uint64_t y = 0; y < shape.height; ++y) {
    for (std::uint64_t x = 0; x < shape.width; ++x) {
      const std::uint64_t bit = x * shape.bits;
      const auto byte = static_cast<unsigned char>(data[y * shape.stride() + bit / 8]);
      const unsigned shift = 8 - shape.bits - static_cast<unsigned>(bit % 8);
      const std::size_t index = (byte >> shift) & ((1u << shape.bits) - 1);
      const std::size_t at = std::min(index * 3, space.palette.size() - 3);
      out += space.palette.substr(at, 3);
    }
  }
  return out;
}

std::string header(const Shape& shape) {
  return "<< /Type /XObject /Subtype /Image /Width " + std::to_string(shape.width) + " /Height " +
         std::to_string(shape.height);
}

std::string kept_keys(QPDFObjectHandle dict, bool with_decode) {
  std::string text;
  for (const char* key : {"/Decode", "/Intent", "/Interpolate"}) {
    if (key == std::string_view("/Decode") && !with_decode) continue;
    if (dict.hasKey(key)) text += ' ' + std::string(key) + ' ' + direct_text(dict.getKey(key));
  }
  return text;
}

std::size_t add_luminosity(Workshop& workshop, const Shape& shape, const std::string& rgb,
                           const std::string& rest) {
  std::string grey;
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    const auto at = [&rgb, i](std::size_t k) {
      return static_cast<double>(static_cast<unsigned char>(rgb[i + k]));
    };
    grey += static_cast<char>(std::lround(luminosity(at(0), at(1), at(2))));
  }
  return workshop.add(header(shape) +
                          " /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode" +
                          rest + " >>",
                      deflated(grey));
}

std::size_t add_rgb(Workshop& workshop, const Shape& shape, const std::string& rgb,
                    const std::string& rest, Painting painting, std::string_view profile) {
  if (painting == Painting::mask) return add_luminosity(workshop, shape, rgb, rest);
  const bool neutral = is_neutral(rgb);
  const std::string space = neutral ? "/DeviceGray" : "/DeviceCMYK";
  return workshop.add(header(shape) + " /ColorSpace " + space +
                          " /BitsPerComponent 8 /Filter /FlateDecode" + rest + " >>",
                      deflated(neutral ? reds_of(rgb) : workshop.colours.picture_of(rgb, profile)));
}

// Bytes that a decoder has proved right are kept as they are; the rest is deflated anew.
std::size_t add_kept(Workshop& workshop, QPDFObjectHandle image, const Shape& shape,
                     const std::string& space, const std::string& rest) {
  QPDFObjectHandle dict = image.getDict();
  const std::string filter = last_filter(dict);
  std::string text = header(shape) + space + " /BitsPerComponent " + std::to_string(shape.bits) +
                     rest + kept_keys(dict, true);
  if (filter == "/CCITTFaxDecode" && is_single_filter(dict)) {
    QPDFObjectHandle parameters = dict.getKey("/DecodeParms");
    if (parameters.isArray() && parameters.getArrayNItems() == 1) {
      parameters = parameters.getArrayItem(0);
    }
    if (parameters.isDictionary()) text += " /DecodeParms " + direct_text(parameters);
    return workshop.add(text + " /Filter /CCITTFaxDecode >>", raw_data_of(image));
  }
  const std::string samples = samples_of(image, shape);
  if (filter == "/DCTDecode" && is_single_filter(dict) && dict.getKey("/DecodeParms").isNull()) {
    return workshop.add(text + " /Filter /DCTDecode >>", raw_data_of(image));
  }
  return workshop.add(text + " /Filter /FlateDecode >>", deflated(samples));
}

// /SMask or /Mask, or nothing.
std::string mask_of(Workshop& workshop, QPDFObjectHandle dict, QPDFObjectHandle resources) {
  QPDFObjectHandle soft = dict.getKey("/SMask"), hard = dict.getKey("/Mask");
  if (soft.isStream()) {
    if (soft.getDict().hasKey("/Matte")) refuse("/Matte");
    workshop.transparent = true;
    return " /SMask " + reference(add_image(workshop, soft, resources, Painting::mask));
  }
  if (hard.isStream()) {
    return " /Mask " + reference(add_image(workshop, hard, resources, Painting::mask));
  }
  if (hard.isArray()) refuse("/Mask");
  return {};
}

}  // namespace

std::size_t add_image(Workshop& workshop, QPDFObjectHandle image, QPDFObjectHandle resources,
                      Painting painting) {
  QPDFObjectHandle dict = image.getDict();
  Shape shape = shape_of(dict);
  workshop.painted = true;
  if (last_filter(dict) == "/JPXDecode") refuse("/JPXDecode");
  QPDFObjectHandle stencil = dict.getKey("/ImageMask");
  if (stencil.isBool() && stencil.getBoolValue()) {
    shape.bits = 1;
    return add_kept(workshop, image, shape, " /ImageMask true", {});
  }
  const Space space = read_space(workshop, dict.getKey("/ColorSpace"), resources);
  if (space.family == Family::pattern) throw Refused("artwork-damaged", "/ColorSpace");
  shape.components = space.components();
  const std::string mask = mask_of(workshop, dict, resources);
  const std::string rest = mask + kept_keys(dict, false);
  if (space.family == Family::rgb) {
    const std::string rgb = eight_bits(samples_of(image, shape), shape, dict.getKey("/Decode"));
    return add_rgb(workshop, shape, rgb, rest, painting, space.meaning());
  }
  if (!space.palette.empty() && is_neutral(space.palette) && shape.bits <= 8 &&
      dict.getKey("/Decode").isNull()) {
    return add_rgb(workshop, shape, rgb_of_palette(samples_of(image, shape), shape, space), rest,
                   painting, {});
  }
  return add_kept(workshop, image, shape, " /ColorSpace " + space.text, mask);
}

}  // namespace imprimatur::artwork
