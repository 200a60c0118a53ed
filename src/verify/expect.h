// What must be on the sheets of a release, from the frozen pages and the plan.
#pragma once

#include "impose/reprint.h"
#include "impose/run.h"
#include "shop/shop.h"
#include "verify/expected.h"

namespace imprimatur::verify {

// Sheets as they are counted within one stock, from 1, both included.
struct SheetRange {
  std::uint32_t first = 0, last = 0;
};

// The serials in booklet order, carnet after carnet; `sheets` where only some were pressed. Of a
// reprint, which says itself what is on the sheets, from its first serial to its last.
struct Release {
  codes::SerialRange serials;
  std::optional<SheetRange> sheets;
  std::optional<crypto::Digest> manifest;
  std::string approved = {};  // Expected::approved, a page for each of the document's
  const impose::Reprint* reprint = nullptr;
  // All serials that these are a part of, where that isn't themselves: any of them would be ours.
  std::optional<codes::SerialRange> issue = {};
};

// The files a press folder must hold (docs/formats/press-folder.md), in the order of slots.csv.
// `sheets_per_file` is at least 1.
std::vector<SheetFile> sheet_files(const impose::Run& run, std::uint32_t sheets_per_file,
                                   const std::optional<SheetRange>& range,
                                   const impose::Reprint* reprint = nullptr);

// The coder outlives the answer; document, shop and run need not. A run of another document or
// shop, and serials (but of a reprint) that are not as many as the booklets have passes, are
// mistakes of the caller.
Expected expect(const page::Document& document, const shop::Shop& shop, const impose::Run& run,
                const Release& release, const codes::Coder& coder);

}  // namespace imprimatur::verify
