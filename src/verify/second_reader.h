// A PDF as PoDoFo sees it: what the file says about its pages and its printing condition. For this
// room's own sources.
#pragma once

#include "crypto/digest.h"
#include "verify/pdf_reader.h"

#include <optional>
#include <vector>

namespace imprimatur::verify {

// Of a page: all that makes it look as it does, but for its open parts (open_content.h), which are
// the strings of its text and the modules of its symbols. In it are the rest of its content, so
// what is painted in which order, colour, clip and place, and every entry of the page by the
// numbers of the objects it names, resources above all: within one file, the same numbers are the
// same fonts, forms and images. Pages of one file that have the same look bear the same artwork,
// and differ in nothing that isn't text or a module of the page itself.
struct Look {
  crypto::Digest digest;
  std::uint32_t first = 0;  // the first page that has it, from 0
  bool shared = false;      // told by the first page: another one has it too
};

struct SecondReading {
  std::vector<PageBoxes> pages;
  // nullopt where the page isn't as simple as that: it inherits something from the tree of pages,
  // its content comes in several streams or has no look (open_content.h), or its resources have
  // patterns, fonts that are drawn (Type 3) or graphics states that set a font: text could then
  // paint a form.
  std::vector<std::optional<Look>> looks;
  bool rgb = false;  // a transparency group or an image is in RGB
  // Of the profile in the output intent for PDF/X; nullopt where there is none.
  std::optional<crypto::Digest> profile;

  // The file once more, without what pages of the same look share: their content paints no form and
  // no image (neither is in their resources), and black is plain black, without an output intent.
  // Empty where no page has a look.
  std::string open_parts;
  // And once more, where of each shared look the first page has the modules of its symbols turned
  // to their opposites.
  std::string inverted;
};

// nullopt where PoDoFo can't read it. PoDoFo 0.9.8 is not safe with damaged files: only for those
// that are, to the byte, the ones we wrote.
std::optional<SecondReading> read_again(const world::Path& file);

}  // namespace imprimatur::verify
