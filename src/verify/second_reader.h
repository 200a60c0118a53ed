// A PDF as PoDoFo sees it: what the file says about its pages and its printing condition. For this
// room's own sources.
#pragma once

#include "crypto/digest.h"
#include "verify/pdf_reader.h"

#include <optional>
#include <vector>

namespace imprimatur::verify {

struct SecondReading {
  std::vector<PageBoxes> pages;
  // A digest of all that makes a page look as it does, but for the strings of its text and the
  // modules of its symbols: pages of one file that have the same look bear the same artwork.
  // nullopt where the page isn't as simple as that.
  std::vector<std::optional<crypto::Digest>> looks;
  bool rgb = false;            // a transparency group or an image is in RGB
  bool output_intent = false;  // one for PDF/X, with its profile in the file
};

// nullopt where PoDoFo can't read it. PoDoFo 0.9.8 is not safe with damaged files: only for those
// that are, to the byte, the ones we wrote.
std::optional<SecondReading> read_again(const world::Path& file);

}  // namespace imprimatur::verify
