// The plates of a page, as Ghostscript's device psdcmyk leaves them: a Photoshop document of eight
// bits, without layers or compression, one plane for each plate ("Adobe Photoshop File Formats
// Specification"; the first four are cyan, magenta, yellow and black, the others spot inks). 255 is
// no ink, as Photoshop stores all of them.
#pragma once

#include "coverage/page_ink.h"
#include "world/files.h"

namespace imprimatur::coverage {

// Throws finding::Failure where the file can't be read, is of another kind or not whole.
PageInk read_plates(const world::Path& file);

}  // namespace imprimatur::coverage
