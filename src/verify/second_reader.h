// A PDF as PoDoFo sees it: what the file says about its pages and its printing condition. For this
// room's own sources.
#pragma once

#include "crypto/digest.h"
#include "verify/open_content.h"
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
  std::uint32_t first = 0;    // the first page that has it, from 0
  bool shared = false;        // told by the first page: another one has it too
  std::vector<Block> blocks;  // of modules, of this page
};

struct SecondReading {
  std::vector<PageBoxes> pages;
  // nullopt where the page isn't as simple as that: its content is not as `press` writes it
  // (open_content.h) or comes in several streams; it inherits something from the tree of pages,
  // or has entries that might turn, crop or scale it or draw over it; its resources have patterns,
  // fonts that are drawn (Type 3) or graphics states that say more than how inks overprint. And of
  // all pages of a file that another reader might read in another way (plain_form.h; a tree of
  // pages that counts wrongly) or that has more than 256 MiB.
  std::vector<std::optional<Look>> looks;
  bool rgb = false;  // a transparency group or an image is in RGB
  // Of the profile in the output intent for PDF/X; nullopt where there is none.
  std::optional<crypto::Digest> profile;

  // The file once more, without what pages of the same look share: their content paints no form and
  // no image (neither is in their resources), and black is plain black, without an output intent.
  // Empty where no page has a look, as the two others are.
  std::string open_parts;
  // The file, where of each shared look the first page has no characters of its own, and the
  // modules of its symbols turned to their opposites.
  std::string opposite;
  // Both in one.
  std::string opposite_open_parts;
};

// nullopt where PoDoFo can't read it. PoDoFo 0.9.8 is not safe with damaged files: only for those
// that are, to the byte, the ones we wrote.
std::optional<SecondReading> read_again(const world::Path& file);

}  // namespace imprimatur::verify
