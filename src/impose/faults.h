// The sentences of a layout that can't be. For the sources of this room.
#pragma once

#include "impose/grid.h"

namespace imprimatur::impose {

// `all` holds every grid that was tried, at least one.
finding::Finding too_small(const shop::Shop& shop, const std::vector<Grid>& all);
finding::Finding wish_too_large(const shop::Shop& shop, const std::vector<Grid>& all);
finding::Finding grain_across(const shop::Shop& shop, const std::vector<Grid>& all);
finding::Finding marks_in_bleed(const shop::Shop& shop, Length bleed);

// "12.4" and "12,4": tenths of a millimetre, rounded up so that following the advice is enough.
std::string millimetres(Length length, finding::Language language);

}  // namespace imprimatur::impose
