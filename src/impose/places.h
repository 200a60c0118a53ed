// Where the marks of a sheet's strips stand: slug, sheet code, registration marks, colour bars.
//
// The strip of the slug bears the sheet code at its beginning and the two lines of the slug on
// either side of its middle; the strip opposite bears the colour bars. A registration mark stands
// in the middle of both, and in the middle of the other two sides of the block where crop marks and
// margin leave room for one. No two of them overlap, all stand outside the crop marks and within
// the printable area, and those of the back are the same places of the paper.
#pragma once

#include "impose/layout.h"

#include <optional>
#include <vector>

namespace imprimatur::impose {

struct MarkPlaces {
  std::vector<Rect> registration;  // squares
  std::vector<Rect> colour_bars;   // as deep as their patches
  std::optional<Rect> sheet_code;  // a square, quiet zone included
  Rect sheet_line, content_line;   // of the slug: which sheet this is, and what is on it
};

// What the shop does without is left out.
MarkPlaces mark_places(const Layout& layout, Side side, const shop::Shop& shop);

}  // namespace imprimatur::impose
