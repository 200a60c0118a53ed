// How the piles of the first lift become booklets in order, in a small drawing. For the sources of
// this room.
#pragma once

#include "impose/run.h"
#include "paperwork/document.h"
#include "wording/wording.h"

namespace imprimatur::paperwork {

// Booklets are counted from 1, both included; no booklet: the pile is void throughout.
struct PileOfBooklets {
  std::uint32_t pile = 0;  // from 1
  std::uint32_t first = 0, last = 0, step = 1;
  bool is_void() const { return first == 0; }
  bool operator==(const PileOfBooklets&) const = default;
};

// The piles that lift `lift` (from 0) of this stock is cut into, read off the plan.
std::vector<PileOfBooklets> piles_of(const impose::Run& run, const impose::StockPlan& stock,
                                     std::uint32_t lift);

// Cut-and-stack: one stack, pile 1 at its top. Step-and-repeat: piles side by side, dealt out.
// `product` is what the numbers count.
void draw_piles(Document& document, const impose::Run& run, const impose::StockPlan& stock,
                const wording::Noun& product, const measure::Rect& box,
                finding::Language language);

}  // namespace imprimatur::paperwork
