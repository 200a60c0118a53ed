// From the colours of files to the press's, as the artwork door decides them.
//
// Drawings: greys become black ink alone, all else the profile's mix. Pictures and gradients that
// are neutral throughout become grey (which prints in black ink alone too); all others keep the
// profile's mix everywhere, so that no edge shows where a blend passes through grey.
#pragma once

#include "ink/converter.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace imprimatur::artwork {

// What a colour is for: ink on paper, or the luminosity of a soft mask (PDF 1.6, 7.4.1), which no
// profile may touch.
enum class Painting : std::uint8_t { ink, mask };

class Colours {
 public:
  explicit Colours(const ink::OutputCondition& condition)
      : drawings_(condition, ink::Greys::black_ink), blends_(condition, ink::Greys::all_inks) {}

  // "c m y k" for a drawing's colour, components from 0 to 1 (clamped). `profile` is the ICC
  // profile that says what they mean; empty, or unusable: sRGB.
  std::string process(double red, double green, double blue, std::string_view profile = {});
  // The four coverages of a colour in a blend, from 0 to 1.
  std::vector<double> blend(double red, double green, double blue, std::string_view profile = {});
  // CMYKCMYK… of RGBRGB…, which is sRGB.
  std::string picture(std::string_view rgb);
  // The same of RGB as its own ICC profile means it; nullopt where that is none for RGB.
  std::optional<std::string> picture(std::string_view rgb, std::string_view profile);

  // The same, sRGB where there is no profile or an unusable one.
  std::string picture_of(std::string_view rgb, std::string_view profile);

  // Whether it is a profile for RGB that can be converted by.
  bool can_follow(std::string_view profile) const;

  // Something was RGB.
  bool converted() const { return converted_; }

 private:
  ink::Converter drawings_, blends_;
  bool converted_ = false;
};

// Whether a profile, by its description, is sRGB's: it means what no profile means.
bool is_srgb(std::string_view profile);

// Luminosity by PDF 1.6, 6.2.1.
double luminosity(double red, double green, double blue);
bool is_neutral(std::string_view rgb);
// The reds of RGBRGB…, which are all there is to a neutral picture.
std::string reds_of(std::string_view rgb);

}  // namespace imprimatur::artwork
