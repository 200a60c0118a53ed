// A sheet in small: where its slots lie, how they are turned, and which booklet they hold. For the
// sources of this room.
#pragma once

#include "impose/reprint.h"
#include "impose/run.h"
#include "paperwork/document.h"

#include <cstdint>

namespace imprimatur::paperwork {

struct PictureOfSheet {
  const shop::Shop& shop;
  const impose::Run& run;
  const impose::StockPlan& stock;
  std::uint32_t sheet = 0;  // counted from 0
  finding::Language language = finding::Language::french;
  const impose::Reprint* reprint = nullptr;  // what it doesn't hold is void
};

// As large as fits into `box`, at its top, the proportions kept; the gripper's edge is a grey
// strip with its name, versos are shaded, the head of each leaf bears a bar. Leaves are counted in
// the finished booklet, as in slots.csv.
void draw_sheet(Document& document, const PictureOfSheet& picture, impose::Side side,
                const measure::Rect& box);

}  // namespace imprimatur::paperwork
