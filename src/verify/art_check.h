// The artwork of a sheet against the approved pages. For this room's own sources.
//
// Poppler draws both, five pixels a millimetre. Both pictures are smoothed over 3 × 3 pixels; a
// pixel then differs where one of its colours lies outside the range of the other picture's 3 × 3
// pixels around that place, by more than a tenth of the scale. So lines may fall on either side of
// a pixel, and artwork may lie 0.2 mm beside its place; what differs over 1 mm² or more is a
// finding.
#pragma once

#include "crypto/digest.h"
#include "verify/notebook.h"
#include "verify/pdf_reader.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace imprimatur::verify {

class ArtCheck {
 public:
  ArtCheck(const Expected& expected, Notebook& notebook);

  // `reader` is turned to the page of that side. `look`: of its page, where it is known; sides of
  // one file that have the same look and must be the same are compared once, until one is wrong.
  // How many sides a comparison was made for is counted.
  void side(const PdfReader& reader, const SheetFile& file, std::uint32_t sheet, Side side,
            const std::optional<crypto::Digest>& look);
  std::uint64_t compared() const { return compared_; }

 private:
  bool compare(const Colours& sheet, const SheetFile& file, std::uint32_t number, Side side,
               const Slot& slot);
  const Colours* approved(std::uint32_t page);

  const Expected& expected_;
  Notebook& notebook_;
  std::optional<PdfReader> reader_;
  std::map<std::uint32_t, Colours> approved_;
  std::set<std::string> known_;
  std::uint64_t compared_ = 0;
};

}  // namespace imprimatur::verify
