// Marks for the guillotine, the perforator, the folder and the press, in the registration colour,
// and the fields of its colour bars.
//
// Those at cuts, perforations and folds stand only at the outer edges of the block of leaves,
// outside its bleed, never between leaves and never in margins or gripper (the layout has kept the
// room). Those of the back are the mirror image of those of the front: the same places of the
// paper. A shop whose crop marks have no length has none of these.
#pragma once

#include "impose/layout.h"
#include "page/page.h"

#include <string>
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

// Dash and dot at both ends of each fold: the one in the middle of a spread, and each fold or
// crease of a page that crosses a whole leaf and isn't perforated too.
std::vector<page::Path> fold_marks(const Layout& layout, Side side, const shop::CropMarks& crop,
                                   const std::vector<const page::Page*>& shown);

// A circle with a cross as wide as the square, in lines of that width.
page::Path registration_mark(const Rect& square, Length width);

// All of these that the shop wants on `side`.
std::vector<page::Path> line_marks(const Layout& layout, Side side, const shop::Shop& shop,
                                   const std::vector<const page::Page*>& shown);

// Solids of the process inks and of each spot, their halves, and a grey of three inks beside that
// of the black half (ISO 12647-2 balances them); the series as often as `bar`, as deep as its
// fields, holds it whole.
std::vector<page::Path> colour_bar(const Rect& bar, const std::vector<std::string>& spots);

}  // namespace imprimatur::impose
