// One logo through the door and onto paper, without an order: what would be placed, and every
// finding.
#pragma once

#include "flow/workspace.h"
#include "measure/measure.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// Without `width` it is taken at its natural size, and what only a size decides (resolution, thin
// lines, small text) is told as figures but not judged. `page` of a PDF counts from 1; 0 is the
// first, with a warning if there are more. `shop` is as for `impose`: its condition and its ink
// limit are those of the answer. Files at `pdf` and `png` are replaced.
struct ArtworkWishes {
  world::Path file;
  std::optional<world::Path> pdf, png;
  std::optional<measure::Length> width;
  std::uint32_t page = 0;
  std::string shop = "default";
};

// Neither file is written where a finding is an error. The same file and wishes at the same time
// give the same bytes.
Outcome show_artwork(const Desk& desk, const std::optional<Workspace>& workspace,
                     const ArtworkWishes& wishes);

}  // namespace imprimatur::flow
