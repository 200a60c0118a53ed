// Total ink coverage of finished pages, as a separating renderer sees them: how much ink all plates
// together lay on a square of 15 mm (ink_map.h). More than paper and press bear sets off on the
// next sheet; the shop says how much that is (ISO 12647-2: the sum of the tone values).
//
// The pages are separated by Ghostscript (device psdcmyk), a program of its own that is started as
// a child: process plates and a plate for each spot ink; overprint is honoured, CMYK is not
// converted. Of more than ten spot inks on a page it counts the rest as their process alternates.
// What a picture of 127 pixels an inch knows is measured; since Ghostscript inks every pixel that a
// shape touches, fine print measures a little too heavy, never too light.
#pragma once

#include "coverage/page_ink.h"
#include "finding/failure.h"
#include "world/files.h"

#include <cstdint>
#include <vector>

namespace imprimatur::coverage {

// Ghostscript ended badly over the PDF it was given.
class Unpaintable : public finding::Failure {
 public:
  using Failure::Failure;
};

// The ink of these pages of a PDF, whose MediaBox is the page and begins at 0, 0. They are named by
// their numbers from 1, in ascending order, at least one of them. `scratch` is an existing folder
// of the caller's, in which the separations stand meanwhile, a byte for each pixel of each plate;
// where it ends badly they are left there.
//
// Throws finding::Failure where `ghostscript` is no program of this machine, Unpaintable where it
// ends badly (it crashes, takes longer than two minutes or more than 3 GiB, the PDF is damaged) or
// leaves less than all pages.
std::vector<PageInk> measure_ink(const world::Path& ghostscript, const world::Path& pdf,
                                 const std::vector<std::uint32_t>& pages,
                                 const world::Path& scratch);

}  // namespace imprimatur::coverage
