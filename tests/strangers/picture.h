// Pictures as renderers leave them (netpbm), in rows from the top, and how much two of them differ.
#pragma once

#include "measure/measure.h"
#include "world/files.h"

#include <string>

namespace imprimatur::strangers {

// A byte a channel: one (grey), three (red, green, blue) or four (cyan, magenta, yellow, black).
struct Picture {
  int width = 0, height = 0, channels = 1;
  std::string bytes;

  // Of all channels; the picture's edge goes on for ever beyond it.
  const unsigned char* at(int x, int y) const;
};

// Reads P5, P6 and P7 of eight bits; throws for anything else.
Picture read_picture(const world::Path& file);
void write_grey(const Picture& picture, const world::Path& file);

// In pixels an inch. Every leaf of the layout begins on a whole one.
constexpr double five_a_millimetre = 127;

int pixels(measure::Length length, double per_inch);

// The picture of `area`, whose corner is moved to the nearest pixel.
Picture part(const Picture& picture, const measure::Rect& area, double per_inch);
Picture turned_by_half(Picture picture);

// How many pixels of one have no like, within an eighth of the scale, among the other's pixel in
// the same place and its eight neighbours, whichever picture is asked: edges may fall on either
// side of a pixel. Pictures of different size differ in all of them.
std::size_t pixels_that_differ(const Picture& one, const Picture& other);

}  // namespace imprimatur::strangers
