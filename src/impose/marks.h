// Marks for the guillotine and the perforator, as lines in the registration colour.
//
// They stand only at the outer edges of the block of leaves, outside its bleed, never between
// leaves and never in margins or gripper (the layout has kept the room). Those of the back are the
// mirror image of those of the front: the same places of the paper. A shop whose crop marks have no
// length has none of these.
#pragma once

#include "impose/layout.h"
#include "page/page.h"

#include <vector>

namespace imprimatur::impose {

// One line at each end of each cut between pieces: two cuts between neighbours that have a gutter,
// one where they touch.
std::vector<page::Path> crop_marks(const Layout& layout, Side side, const shop::CropMarks& crop);

// Dashed ticks at both ends of each perforation that crosses a whole leaf, and so the whole row or
// column, in one straight line. `shown` holds, for each slot, the page on the sheet's front;
// nullptr for a blank leaf.
std::vector<page::Path> perforation_marks(const Layout& layout, Side side,
                                          const shop::CropMarks& crop,
                                          const std::vector<const page::Page*>& shown);

}  // namespace imprimatur::impose
