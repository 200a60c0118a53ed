// A form of one picture, from samples that a decoder has put in order.
#pragma once

#include "artwork/worker/workshop.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace imprimatur::artwork {

enum class Samples : std::uint8_t { grey, rgb, cmyk };

struct Picture {
  Pixels size;
  Samples samples = Samples::rgb;
  std::string colour;  // eight bits a sample, interleaved
  std::string alpha;   // one a pixel; empty where all is opaque
  // Pixels per inch; where the file says nothing of use, 300.
  double across = 300, down = 300;
  std::string profile;       // the ICC profile in the file, or empty
  unsigned orientation = 1;  // as Exif and TIFF count: which edge is up; 1 is upright
};

// A density outside 20 to 10 000 pixels per inch is nobody's: false.
bool is_density(double across, double down);

// Refuses a picture of more than 50 million pixels, before it is decoded.
void check_size(const Pixels& size);

// The orientation that an Exif block (2.3, 4.6.4; it begins with the byte order) notes in its first
// directory. 1 is upright, or nothing.
unsigned orientation_in(std::string_view exif);

// Samples with an alpha after each pixel's `channels` colours, split.
void split(std::string samples, std::size_t channels, Picture& picture);

// Set upright, and brought to 4000 pixels where its longer side has more: no press shows more of a
// logo. Its profile is followed where it is RGB; CMYK keeps its numbers.
page::Form picture_form(Workshop& workshop, Picture picture);

}  // namespace imprimatur::artwork
