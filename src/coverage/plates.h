// The plates of a page, as Ghostscript's device psdcmyk leaves them: a Photoshop document of eight
// bits, without layers or compression, one plane for each plate ("Adobe Photoshop File Formats
// Specification"; the first four are cyan, magenta, yellow and black, the others spot inks). 255 is
// no ink, as Photoshop stores all of them.
#pragma once

#include "coverage/ink_map.h"
#include "world/files.h"

#include <cstdint>
#include <vector>

namespace imprimatur::coverage {

// Five pixels a millimetre: cells are whole pixels, and letters of the smallest print keep their
// weight to a few hundredths.
inline constexpr int pixels_per_millimetre = 5;
inline constexpr int pixels_per_inch = 127;

// What a plate at 100 % puts into a cell.
inline constexpr std::uint32_t full_cell = 255 * pixels_per_millimetre * pixels_per_millimetre;

struct PlateInk {
  std::vector<std::uint32_t> cells;    // row by row, all plates together
  std::vector<std::uint8_t> heaviest;  // the most in any pixel, plate by plate
};

// The ink in the cells of `grid`. The picture's corner is the
// sheet's; beyond the sheet there is no ink. Throws finding::Failure where the file can't be read,
// is of another kind or not whole.
PlateInk read_plates(const world::Path& file, const Grid& grid);

}  // namespace imprimatur::coverage
