// How much ink lies where on one side of a sheet, square by square.
#pragma once

#include "coverage/page_ink.h"
#include "measure/measure.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace imprimatur::coverage {

// What ink sets off from is an area, not a dot: prepress averages over squares of this edge.
inline constexpr Length square_edge = Length::from_micrometres(15'000);

// `place` is where it lies on the sheet, `percent` the ink of all plates on it, averaged and
// rounded to whole per cent: 100 % of cyan, magenta and yellow with 20 % of black are 320.
struct Square {
  Rect place;
  std::uint32_t percent = 0;
  bool operator==(const Square&) const = default;
};

// The cells that an area is measured in: whole square millimetres from its top-left corner. What is
// left at the right and bottom edges, less than a millimetre, is not measured.
struct Grid {
  Rect area;

  std::size_t columns() const;
  std::size_t rows() const;
  std::size_t cells() const { return columns() * rows(); }
};

// A page on a sheet: `at` places its top-left corner, and only what lies in `clip` of the sheet is
// there.
struct LaidPage {
  const PageInk* ink = nullptr;
  measure::Placement at;
  Rect clip;
};

// Of a grid, every square that begins with a cell of it and ends within it. Where the area is
// narrower or lower than a square, so are the squares.
class InkMap {
 public:
  // `cells`, row by row: the ink in each, in parts of `full`, which is a cell of one plate at 100
  // %.
  InkMap(const Grid& grid, const std::vector<std::uint32_t>& cells, std::uint32_t full);
  // The ink of pages that lie on the sheet, no clip on another's.
  InkMap(const Grid& grid, const std::vector<LaidPage>& pages);

  // The heaviest of the squares whose middle lies in `zone`; of several, the first from the
  // top-left. nullopt: no square's middle lies there.
  std::optional<Square> heaviest(const Rect& zone) const;

 private:
  Grid grid_;
  std::size_t wide_, high_;              // of a square, in cells
  std::size_t across_ = 0, down_ = 0;    // how many squares
  std::vector<std::uint32_t> percents_;  // row by row
};

}  // namespace imprimatur::coverage
