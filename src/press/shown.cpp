#include "press/shown.h"

namespace imprimatur::press {

std::vector<const page::Page*> front_pages(const Job& job, const impose::StockPlan& stock,
                                           std::uint32_t piece) {
  std::vector<const page::Page*> pages;
  for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
    const auto number = stock.plan.leaf_of(piece, slot);
    if (!number) {
      pages.push_back(nullptr);
      continue;
    }
    const page::Leaf& leaf = job.document.leaves[stock.booklet[*number].kind];
    const bool recto = job.run.layout.front[slot].face == impose::Face::recto;
    pages.push_back(&job.document.pages[recto ? leaf.front : leaf.back]);
  }
  return pages;
}

}  // namespace imprimatur::press
