// Which pages a sheet shows. For the sources of this room.
#pragma once

#include "press/press.h"

#include <vector>

namespace imprimatur::press {

// What the sheets of `piece` show on their fronts, by slot, void or not; nullptr for a blank leaf.
std::vector<const page::Page*> front_pages(const Job& job, const impose::StockPlan& stock,
                                           std::uint32_t piece);

}  // namespace imprimatur::press
