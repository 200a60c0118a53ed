// What must be on the sheets of a release, from the frozen pages and the plan.
#pragma once

#include "impose/plan.h"
#include "shop/shop.h"
#include "verify/expected.h"

namespace imprimatur::verify {

// The passes of `carnets` booklets have the serials of the range in booklet order. `files` are
// those that were pressed.
struct Release {
  codes::SerialRange serials;
  std::uint32_t carnets = 0;
  std::vector<SheetFile> files;
  std::optional<crypto::Digest> manifest;
};

// The coder outlives the answer; document and shop need not. Serials that are not as many as the
// booklets have passes, a layout of another document, plans of another run, a file of a stock that
// has no plan or past its last sheet: mistakes of the caller.
Expected expect(const page::Document& document, const shop::Shop& shop,
                const impose::Layout& layout, std::vector<impose::StockPlan> plans, Release release,
                const codes::Coder& coder);

}  // namespace imprimatur::verify
