// From screen colours to a printing condition and back, through its ICC profile.
//
// sRGB → CMYK is relative colorimetric with black point compensation: logos are flat brand colours,
// which that intent keeps where they can be printed, while perceptual would shift every one of them
// to make room for those that cannot; paper white stays unprinted. The way back, for previews, is
// the same.
#pragma once

#include "finding/finding.h"
#include "ink/ink.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::ink {

// nullopt: `profile` is an ICC output profile for CMYK that can be embedded and converted with both
// ways (ICC.1:2010, 7.2 and 8.4; PDF/X-4 wants both tables). Otherwise the sentence says what is
// wrong.
std::optional<finding::Sentence> fault_of_profile(std::string_view profile);

// Throws finding::Failure with that sentence.
void check_condition(const OutputCondition& condition);
// The same by the profile's header alone: its size, class and colour space. For whoever embeds,
// time and again, what was looked at whole when it was read (shop::read_shop).
void check_header(const OutputCondition& condition);

struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  auto operator<=>(const Rgb&) const = default;
};

// What becomes of colours with red = green = blue: black ink alone, as clients mean it and as thin
// text wants it (the default), or the four the profile mixes. Alone, it covers 1 - grey, which is
// also how a /DeviceGray picture prints (PDF 1.6, 4.8.1), so drawings and pictures agree.
enum class Greys : std::uint8_t { black_ink, all_inks };

// Holds lcms2 transforms, some 18 ms each to make: make one and keep it. Not to be shared by
// threads.
class Converter {
 public:
  // Throws finding::Failure where fault_of_profile would have had something to say.
  explicit Converter(const OutputCondition& condition, Greys greys = Greys::black_ink);
  Converter(Converter&&) noexcept;
  Converter& operator=(Converter&&) noexcept;
  ~Converter();

  // To the nearest per mille of the profile's own answer; an exact white is no ink, an exact grey
  // black ink alone unless Greys says otherwise.
  Process to_process(Rgb colour) const;
  Rgb to_rgb(const Process& colour) const;

  // Interleaved 8-bit samples: RGBRGB… to CMYKCMYK… (255 is full ink, as /DeviceCMYK has it) and
  // back. The size is a multiple of three (four), or it is our mistake. Pictures keep the profile's
  // own mix of inks whatever Greys says, so that neutral areas have no edges; grey pictures stay
  // /DeviceGray and need no conversion.
  std::string image_to_cmyk(std::string_view rgb) const;
  std::string image_to_rgb(std::string_view cmyk) const;
  // image_to_cmyk of RGB that a profile of its own tells the meaning of, instead of sRGB. nullopt:
  // it is no ICC profile for RGB that can be converted with.
  std::optional<std::string> image_to_cmyk(std::string_view rgb, std::string_view profile) const;

 private:
  struct Transforms;
  std::unique_ptr<Transforms> transforms_;
  Greys greys_;
};

}  // namespace imprimatur::ink
