// A PDF as PoDoFo sees it: what the file says about its pages and its printing condition. For this
// room's own sources.
#pragma once

#include "verify/pdf_reader.h"

#include <optional>
#include <vector>

namespace imprimatur::verify {

struct SecondReading {
  std::vector<PageBoxes> pages;
  bool output_intent = false;  // one for PDF/X, with its profile in the file
};

// nullopt where PoDoFo can't read it. PoDoFo 0.9.8 is not safe with damaged files: only for those
// that are, to the byte, the ones we wrote.
std::optional<SecondReading> read_again(const world::Path& file);

}  // namespace imprimatur::verify
