// What the finishers do to a sheet, as lines on its front.
#pragma once

#include "impose/layout.h"
#include "page/page.h"

#include <vector>

namespace imprimatur::impose {

enum class Operation : std::uint8_t { cutting, perforating, creasing, folding, stapling, gluing };

struct FinishingLine {
  Operation operation = Operation::cutting;
  Point from, to;
  auto operator<=>(const FinishingLine&) const = default;
};

// Each line once, by operation, then by place: the edges of the pieces (one line where two of them
// touch), the fold in the middle of each spread, and the finishes of the pages, as they lie.
// `shown` holds, for each slot, the page on the sheet's front; nullptr for a blank leaf.
std::vector<FinishingLine> finishing_lines(const Layout& layout,
                                           const std::vector<const page::Page*>& shown);

// The folds in the middle of the spreads; none where pieces are leaves.
std::vector<FinishingLine> spread_folds(const Layout& layout);

}  // namespace imprimatur::impose
