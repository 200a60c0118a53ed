// What must be on the sheets of a release, from the frozen pages and the plan.
#pragma once

#include "impose/plan.h"
#include "shop/shop.h"
#include "verify/expected.h"

namespace imprimatur::verify {

// `carnets` booklets, whose passes are numbered on from `first_serial` in booklet order; the sheets
// laid out for `shop` and `document`. `files` are those that were pressed.
struct Release {
  std::uint64_t first_serial = 0;
  std::uint32_t carnets = 0;
  std::vector<SheetFile> files;
  CodeBook codes;
  std::optional<crypto::Digest> manifest;
};

// Document and shop are not needed afterwards. A document that can't be laid out on this shop's
// sheet or a file of a stock it hasn't is a mistake of the caller.
Expected expect(const page::Document& document, const shop::Shop& shop, Release release);

}  // namespace imprimatur::verify
