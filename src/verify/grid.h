// A symbol and its quiet zone, module by module. For this room's own sources.
#pragma once

#include "codes/matrix.h"
#include "verify/pdf_reader.h"

#include <array>
#include <cstdint>

namespace imprimatur::verify {

// 29 × 29 modules as they lie on the page, the outer four on each side the quiet zone
// (ISO/IEC 18004, 6.3.8).
struct Grid {
  static constexpr int size = 29, margin = (size - codes::Matrix::size) / 2;
  // Top row first; bit x of a row is the module in column x. 1 is dark.
  std::array<std::uint32_t, size> rows{};

  bool dark(int x, int y) const { return (rows[static_cast<std::size_t>(y)] >> x & 1) != 0; }
  static bool is_margin(int x, int y) {
    return x < margin || y < margin || x >= size - margin || y >= size - margin;
  }
  bool operator==(const Grid&) const = default;
};

// A module of the symbol is what its middle pixel is: where it is two pixels wide or more, that has
// the module's own colour, although poppler blackens every pixel that a black one touches. One of
// the quiet zone is as dark as its darkest pixel: a quarter of the scale is too much. The half
// module beside the symbol doesn't count, nor the outermost half, where a ground may begin.
// `picture` is of `strip`, which holds `area`.
Grid grid_of(const Picture& picture, const measure::Rect& area, const measure::Rect& strip);

bool is_margin_free(const Grid& grid);
// Module by module, in any of the four ways that it may lie. The quiet zone is not looked at.
bool shows(const Grid& grid, const codes::Matrix& matrix);
// The three finder patterns of a symbol have 33 dark modules each: where there are much fewer,
// there is no symbol.
bool may_hold_symbol(const Grid& grid);
// With three pixels to a module, for ZXing.
Picture picture_of(const Grid& grid);

}  // namespace imprimatur::verify
