// A finished PDF's pages as pictures for mail and web, as Ghostscript paints them: through the
// profile that the file itself names for its inks (PDF 1.6, 4.5.4), so that a screen shows the
// colours of the paper.
#pragma once

#include "world/files.h"

#include <cstddef>

namespace imprimatur::coverage {

// Writes FOLDER/page-01.png and so on, 8-bit RGB, each of at most `most_bytes`: at 120 pixels an
// inch, or as much less as that takes. `folder` is there and empty. Gives the number of pages.
// Throws finding::Failure where `ghostscript` is no program of this machine, Unpaintable
// (coverage.h) where it ends badly or takes longer than two minutes; what was written so far stays.
std::size_t write_screens(const world::Path& ghostscript, const world::Path& pdf,
                          const world::Path& folder, std::size_t most_bytes);

}  // namespace imprimatur::coverage
