// The fonts of the papers.
#pragma once

#include "world/files.h"

namespace imprimatur::paperwork {

// TrueType files whose figures are all of one width; only the glyphs that are used are embedded.
struct Fonts {
  world::Path regular, bold;
};

}  // namespace imprimatur::paperwork
