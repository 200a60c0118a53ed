// A finished PDF's pages as pictures for mail and web, as Ghostscript paints them: through the
// profile that the file itself names for its inks (PDF 1.6, 4.5.4), so that a screen shows the
// colours of the paper.
#pragma once

#include "world/files.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace imprimatur::coverage {

// How fine at most, in pixels an inch, and how many bytes at most: as much coarser as that takes.
struct Screen {
  std::size_t most_bytes = 200'000;
  std::uint32_t finest = 120;  // the smallest type of a proof can be read
};

// Page `page` (from 1) as PNG, 8-bit RGB, with its resolution in it (pHYs); empty where the PDF has
// no such page. Throws as write_screens does.
std::string screen_of(const world::Path& ghostscript, const world::Path& pdf, std::size_t page,
                      const Screen& screen);

// Writes FOLDER/page-01.png and so on, 8-bit RGB, each of at most `most_bytes`: at 120 pixels an
// inch, or as much less as that takes. `folder` is there and empty. Gives the number of pages.
// Throws finding::Failure where `ghostscript` is no program of this machine, Unpaintable
// (coverage.h) where it ends badly or takes longer than two minutes; what was written so far stays.
std::size_t write_screens(const world::Path& ghostscript, const world::Path& pdf,
                          const world::Path& folder, std::size_t most_bytes);

}  // namespace imprimatur::coverage
