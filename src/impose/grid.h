// How many pieces a sheet holds: the search behind lay_out(). For the sources of this room.
#pragma once

#include "impose/layout.h"

#include <array>

namespace imprimatur::impose {

// What one direction of the sheet has to offer.
struct Extent {
  Length from, to;  // the printable stretch
  Length around;    // kept on both ends of the block: bleed or marks, and the strips
  Length available() const { return to - from - 2 * around; }
};

struct Grid {
  shop::Paper paper;
  Turn turn = Turn::none;
  bool upright_strips = false;  // they run down the left and right sides
  Size piece;                   // as it lies
  Length strip;                 // their depth
  Extent x, y;
  std::int64_t columns = 0, rows = 0;         // as laid out
  std::int64_t fit_across = 0, fit_down = 0;  // as many as there is room for
  bool grain_fits = true;

  std::int64_t pieces() const { return columns * rows; }
};

// The trimmed piece, upright.
Size size_of(const Need& need);

// Every paper, both turns, strips beside or below.
std::vector<Grid> grids(const shop::Shop& shop, const Need& need);

Candidate candidate_of(const Grid& grid, const Need& need);

}  // namespace imprimatur::impose
