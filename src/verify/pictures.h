// A finished PDF's pages as pictures, by another library than wrote them: for mail and web.
#pragma once

#include "world/files.h"

#include <cstddef>
#include <string>

namespace imprimatur::verify {

// Writes FOLDER/page-01.png and so on, 8-bit RGB, each of at most `most_bytes`: at 120 dpi, or as
// much less as that takes. `folder` exists. Gives the number of pages; throws finding::Failure
// where the PDF can't be read.
std::size_t write_pictures(const std::string& pdf, const world::Path& folder,
                           std::size_t most_bytes);

}  // namespace imprimatur::verify
