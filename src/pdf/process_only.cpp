#include "pdf/process_only.h"

#include "pdf/function.h"
#include "pdf/number.h"
#include "pdf/process_content.h"
#include "pdf/spot_space.h"
#include "pdf/syntax.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::pdf {
namespace {

constexpr std::size_t gradient_samples = 1024;

// Every spot space becomes what the tint function says; the spaces of a form that were objects of
// their own stand where they are used.
class Converter {
 public:
  Converter(page::Form form, const AlternateOf& alternate_of)
      : form_(std::move(form)), alternate_of_(alternate_of) {}

  page::Form convert() && {
    if (std::none_of(form_.objects.begin(), form_.objects.end(), [](const auto& object) {
          return object.value.find("/Separation") != object.value.npos;
        }))
      return std::move(form_);
    write_spaces_in_place();
    convert_contents();
    for (page::FormObject& object : form_.objects) {
      convert_shading(object);
      convert_image(object);
      convert_indexed(object.value);
      convert_plain(object.value);
    }
    form_.objects.insert(form_.objects.end(), added_.begin(), added_.end());
    return std::move(form_);
  }

 private:
  page::Form form_;
  const AlternateOf& alternate_of_;
  std::vector<page::FormObject> added_;

  // "[ /Separation /Gold /DeviceCMYK @3@ ]"
  Function inks_of(std::string_view space) const {
    const std::string spot = spot_of_space(space, 0);
    if (const auto alternate = alternate_of_(spot)) {
      const std::vector<double> full{
          alternate->cyan.per_mille() / 1000.0, alternate->magenta.per_mille() / 1000.0,
          alternate->yellow.per_mille() / 1000.0, alternate->black.per_mille() / 1000.0};
      return [full](double tint) {
        std::vector<double> inks;
        for (const double ink : full) inks.push_back(ink * tint);
        return inks;
      };
    }
    std::string_view rest = space.substr(1);
    std::string_view last;
    for (int i = 0; i < 4; ++i) {
      last = first_value(rest);
      rest.remove_prefix(static_cast<std::size_t>(last.data() + last.size() - rest.data()));
    }
    const Function own = function_of(form_.objects, last);
    return [own](double tint) {
      const auto inks = own(tint);
      if (inks.size() != 4) refuse_conversion();
      return inks;
    };
  }

  static bool is_space(std::string_view value) {
    return value.starts_with('[') && value.find("/Separation") != value.npos;
  }

  void write_spaces_in_place() {
    for (std::size_t k = 0; k < form_.objects.size(); ++k) {
      if (!is_space(form_.objects[k].value)) continue;
      const std::string reference = "@" + std::to_string(k) + "@";
      const std::string space = form_.objects[k].value;
      for (page::FormObject& other : form_.objects)
        for (auto at = other.value.find(reference); at != other.value.npos;
             at = other.value.find(reference, at + space.size()))
          other.value.replace(at, reference.size(), space);
    }
  }

  std::string_view resolved(std::string_view value) const {
    return value.starts_with('@') ? std::string_view(form_.objects.at(index_of(value)).value)
                                  : value;
  }

  void convert_contents() {
    for (page::FormObject& object : form_.objects) {
      if (!object.stream) continue;
      const std::string_view resources = resolved(entry_of(object.value, "/Resources"));
      const std::string spaces(resolved(entry_of(resources, "/ColorSpace")));
      if (spaces.find("/Separation") == spaces.npos) continue;
      const std::string content = content_in_process_inks(
          unfiltered(object),
          [&](const std::string& name) { return space_named(resolved(entry_of(spaces, name))); });
      set_stream(object, content);
    }
  }

  SpaceInContent space_named(std::string_view space) const {
    if (!spot_of_space(space, 0).empty()) return {SpaceInContent::Kind::spot, inks_of(space)};
    if (!space.starts_with("[")) return {};
    std::string_view rest = space.substr(1);
    if (first_value(rest) != "/Pattern") return {};
    rest.remove_prefix(rest.find("/Pattern") + 8);
    const std::string_view under = first_value(rest);
    if (spot_of_space(under.empty() ? " " : under, 0).empty()) return {};
    return {SpaceInContent::Kind::pattern_of_spot, inks_of(under)};
  }

  // Unfiltered: what the file squeezes is its own business, and these are small.
  static void set_stream(page::FormObject& object, std::string bytes) {
    object.stream = std::move(bytes);
    remove(object.value, "/Filter");
    remove(object.value, "/DecodeParms");
  }

  static void remove(std::string& dictionary, std::string_view key) {
    const std::string_view value = entry_of(dictionary, key);
    if (value.empty()) return;
    const auto at = static_cast<std::size_t>(value.data() - dictionary.data());
    const auto start = dictionary.rfind(key, at - 1);
    dictionary.erase(start, at + value.size() - start);
  }

  static void put(std::string& dictionary, std::string_view key, const std::string& value) {
    remove(dictionary, key);
    dictionary.insert(2, " " + std::string(key) + " " + value + " ");
  }

  static std::uint8_t byte_of(double ink) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(ink, 0.0, 1.0) * 255));
  }

  static std::string bytes_of(const Function& inks, double tint) {
    std::string bytes;
    for (const double ink : inks(tint)) bytes += static_cast<char>(byte_of(ink));
    return bytes;
  }

  // Grey levels of one ink become places in a palette of four.
  void convert_image(page::FormObject& object) const {
    if (entry_of(object.value, "/Subtype") != "/Image") return;
    const std::string space(entry_of(object.value, "/ColorSpace"));
    if (space.empty() || spot_of_space(space, 0).empty()) return;
    const auto bits = numbers_of(entry_of(object.value, "/BitsPerComponent"));
    if (bits.size() != 1 || bits[0] > 8) refuse_conversion();
    std::vector<double> decode = numbers_of(entry_of(object.value, "/Decode"));
    if (decode.size() != 2) decode = {0, 1};
    const int highest = (1 << static_cast<int>(bits[0])) - 1;
    const Function inks = inks_of(space);
    std::string palette;
    for (int i = 0; i <= highest; ++i)
      palette += bytes_of(inks, decode[0] + (decode[1] - decode[0]) * i / highest);
    remove(object.value, "/Decode");
    put(object.value, "/ColorSpace",
        "[ /Indexed /DeviceCMYK " + std::to_string(highest) + " <" + hex(palette) + "> ]");
  }

  // "[ /Indexed [ /Separation … ] 3 <00ff…> ]", wherever it stands.
  void convert_indexed(std::string& value) const {
    constexpr std::string_view family = "/Indexed ";
    for (auto at = value.find(family); at != value.npos; at = value.find(family, at + 1)) {
      const std::string under(first_value(std::string_view(value).substr(at + family.size())));
      if (under.empty() || spot_of_space(under, 0).empty()) continue;
      const std::size_t begin = value.find(under, at), end = begin + under.size();
      const std::size_t open = value.find('<', end), close = value.find('>', open);
      if (close == value.npos) refuse_conversion();
      const Function inks = inks_of(under);
      std::string palette;
      for (std::size_t i = open + 1; i + 1 < close; i += 2)
        palette += bytes_of(inks, std::stoi(value.substr(i, 2), nullptr, 16) / 255.0);
      value.replace(open + 1, close - open - 1, hex(palette));
      value.replace(begin, under.size(), "/DeviceCMYK");
    }
  }

  // What is left: spaces that content no longer names, and those under patterns.
  static void convert_plain(std::string& value) {
    for (std::size_t open = value.find('['); open != value.npos; open = value.find('[', open + 1))
      if (!spot_of_space(value, open).empty())
        value.replace(open, end_of_array(value, open) - open, "/DeviceCMYK");
  }

  // The gradient's tints, each through the ink's function.
  void convert_shading(page::FormObject& object) {
    const auto type = numbers_of(entry_of(object.value, "/ShadingType"));
    const std::string space(entry_of(object.value, "/ColorSpace"));
    if (type.empty() || space.empty() || spot_of_space(space, 0).empty()) return;
    const std::string own(entry_of(object.value, "/Function"));
    if (type[0] == 1) refuse_conversion();
    const Function inks = inks_of(space);
    const Function tints = own.empty() ? Function() : function_of(form_.objects, own);
    std::vector<double> domain = numbers_of(entry_of(object.value, "/Domain"));
    if (domain.size() != 2) domain = {0, 1};
    const std::string background(entry_of(object.value, "/Background"));
    if (!background.empty()) {
      std::string colour;
      for (const double ink : inks(numbers_of(background).at(0))) append_ink(colour += ' ', ink);
      put(object.value, "/Background", "[" + colour + " ]");
    }
    put(object.value, "/Function",
        sampled(domain, [&](double x) { return inks(tints ? tints(x).at(0) : x); }));
    put(object.value, "/ColorSpace", "/DeviceCMYK");
  }

  std::string sampled(const std::vector<double>& domain, const Function& function) {
    std::string samples;
    for (std::size_t i = 0; i < gradient_samples; ++i)
      samples += bytes_of(function, domain[0] + (domain[1] - domain[0]) * static_cast<double>(i) /
                                                    (gradient_samples - 1));
    std::string ends = "0 1";
    if (domain != std::vector<double>{0, 1}) {
      ends.clear();
      for (const double end : domain) append_decimal(ends += ' ', std::llround(end * 1'000'000), 6);
    }
    added_.push_back({"<< /FunctionType 0 /Domain [" + ends + "] /Range [0 1 0 1 0 1 0 1] /Size [" +
                          std::to_string(gradient_samples) + "] /BitsPerSample 8 >>",
                      std::move(samples)});
    return "@" + std::to_string(form_.objects.size() + added_.size() - 1) + "@";
  }
};

}  // namespace

page::Form in_process_inks(page::Form form, const AlternateOf& alternate_of) {
  return Converter(std::move(form), alternate_of).convert();
}

}  // namespace imprimatur::pdf
