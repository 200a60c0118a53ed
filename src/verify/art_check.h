// The artwork of a sheet against the approved pages. For this room's own sources.
//
// Poppler draws both, five pixels a millimetre, the approved page turned as the leaf is: what it
// does to edges depends on how they lie. A pixel differs where one of its colours is outside the
// range of the other picture's 3 × 3 pixels around that place, and still is when both are smoothed
// over 3 × 3 pixels, outside the range of 5 × 5; by more than a tenth of the scale and the contrast
// of that neighbourhood. So artwork may lie 0.4 mm beside its place: a fraction of a pixel moves
// poppler's images and hairlines by a whole one, and our cut another. What differs over 1 mm² or
// more is a finding.
#pragma once

#include "crypto/digest.h"
#include "verify/notebook.h"
#include "verify/pdf_reader.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::verify {

class ArtCheck {
 public:
  ArtCheck(const Expected& expected, Notebook& notebook);

  // `look`: of the side's page and of what it shows of its own where artwork is compared, where
  // these are known; sides of one file that have the same look and must be the same are compared
  // once, and what was found is noted for each of them. May leave `reader` at that page. Once so
  // many shifted or other leaves were noted that no more are shown, it is no longer looked for by
  // how much a leaf is shifted, and it counts as another.
  void side(PdfReader& reader, const SheetFile& file, std::uint32_t sheet, Side side,
            const std::vector<Slot>& slots, const std::optional<crypto::Digest>& look);
  // How many sides were found to be as they must, or not.
  std::uint64_t compared() const { return compared_; }

 private:
  // Of one slot, by its place among the side's.
  struct Fault {
    std::size_t slot = 0;
    std::string rule;
    Sentence what;
  };
  std::optional<std::vector<Fault>> faults_of(PdfReader& reader, std::uint32_t page,
                                              const std::vector<Slot>& slots);
  std::optional<Fault> compare(const Colours& sheet, const Art& art);
  const Colours* approved(std::uint32_t page, Turn turn);

  const Expected& expected_;
  Notebook& notebook_;
  std::optional<PdfReader> reader_;
  std::map<std::pair<std::uint32_t, Turn>, Colours> approved_;
  std::map<std::string, std::vector<Fault>> known_;
  std::uint64_t compared_ = 0;
};

}  // namespace imprimatur::verify
