// How much ink lies where on one painted page, pixel by pixel.
#pragma once

#include "measure/measure.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace imprimatur::coverage {

using measure::Length;
using measure::Rect;

// Five pixels a millimetre: square millimetres are whole pixels, and letters of the smallest print
// keep their weight to a few hundredths.
inline constexpr int pixels_per_millimetre = 5;
inline constexpr int pixels_per_inch = 127;

// What a plate at 100 % puts into a pixel, and into a square millimetre.
inline constexpr std::uint32_t full_pixel = 255;
inline constexpr std::uint32_t full_cell =
    full_pixel * pixels_per_millimetre * pixels_per_millimetre;

// All plates of a page together. The page's corner is the picture's; beyond it there is no ink.
class PageInk {
 public:
  // `pixels`, row by row: the ink of each, in parts of `full_pixel`. `plates`: see there.
  PageInk(std::size_t width, std::vector<std::uint32_t> pixels, std::vector<std::uint8_t> plates);

  // The ink of the pixels of `area`, whose edges are taken to the nearest between two pixels. Right
  // of up to 40 000 square millimetres, were they full of the 14 plates that there can be.
  std::uint32_t in(const Rect& area) const;

  // The most ink that each plate has anywhere, of 255: cyan, magenta, yellow, black, then spot
  // inks.
  const std::vector<std::uint8_t>& plates() const { return plates_; }

 private:
  std::size_t width_, height_;
  // Ink of all pixels above and at the left of each corner of a pixel, modulo 2^32: the difference
  // that is asked for is right whatever the sums have come to.
  std::vector<std::uint32_t> sums_;
  std::vector<std::uint8_t> plates_;
};

}  // namespace imprimatur::coverage
