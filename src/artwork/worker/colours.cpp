#include "artwork/worker/colours.h"

#include "artwork/worker/syntax.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::artwork {
namespace {

std::uint8_t byte_of(double component) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(component, 0.0, 1.0) * 255));
}

ink::Rgb rgb_of(double red, double green, double blue) {
  return {byte_of(red), byte_of(green), byte_of(blue)};
}

double coverage(ink::Tint tint) {
  return tint.per_mille() / 1000.0;
}

}  // namespace

std::string Colours::process(double red, double green, double blue, std::string_view profile) {
  converted_ = true;
  const ink::Rgb rgb = rgb_of(red, green, blue);
  if (!profile.empty() && (rgb.red != rgb.green || rgb.red != rgb.blue)) {
    const std::vector<double> inks = blend(red, green, blue, profile);
    return numbers_text({inks[0], inks[1], inks[2], inks[3]});
  }
  const ink::Process p = drawings_.to_process(rgb);
  return numbers_text(
      {coverage(p.cyan), coverage(p.magenta), coverage(p.yellow), coverage(p.black)});
}

std::vector<double> Colours::blend(double red, double green, double blue,
                                   std::string_view profile) {
  converted_ = true;
  if (!profile.empty()) {
    const ink::Rgb rgb = rgb_of(red, green, blue);
    const std::string pixel{static_cast<char>(rgb.red), static_cast<char>(rgb.green),
                            static_cast<char>(rgb.blue)};
    if (const auto inks = blends_.image_to_cmyk(pixel, profile)) {
      std::vector<double> coverages;
      for (const char one : *inks) coverages.push_back(static_cast<unsigned char>(one) / 255.0);
      return coverages;
    }
  }
  const ink::Process p = blends_.to_process(rgb_of(red, green, blue));
  return {coverage(p.cyan), coverage(p.magenta), coverage(p.yellow), coverage(p.black)};
}

std::string Colours::picture(std::string_view rgb) {
  converted_ = true;
  return blends_.image_to_cmyk(rgb);
}

std::optional<std::string> Colours::picture(std::string_view rgb, std::string_view profile) {
  converted_ = true;
  return blends_.image_to_cmyk(rgb, profile);
}

std::string Colours::picture_of(std::string_view rgb, std::string_view profile) {
  auto inks = profile.empty() ? std::nullopt : picture(rgb, profile);
  return inks ? *std::move(inks) : picture(rgb);
}

bool Colours::can_follow(std::string_view profile) const {
  return blends_.image_to_cmyk("", profile).has_value();
}

bool is_srgb(std::string_view profile) {
  return profile.find("sRGB") != std::string_view::npos ||
         profile.find(std::string_view("s\0R\0G\0B", 7)) != std::string_view::npos;
}

double luminosity(double red, double green, double blue) {
  return 0.30 * red + 0.59 * green + 0.11 * blue;
}

bool is_neutral(std::string_view rgb) {
  for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
    if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) return false;
  }
  return true;
}

std::string reds_of(std::string_view rgb) {
  std::string reds;
  reds.reserve(rgb.size() / 3);
  for (std::size_t i = 0; i < rgb.size(); i += 3) reds += rgb[i];
  return reds;
}

}  // namespace imprimatur::artwork
