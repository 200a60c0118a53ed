// Finished pages in the four process inks, as Ghostscript paints it: CMYK is not converted, grey
// is black ink, spot inks are their alternates, overprint is honoured, edges are smoothed.
#pragma once

#include "world/files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::coverage {

struct ProcessRaster {
  std::uint32_t width = 0, height = 0;
  std::string cmyk;  // CMYKCMYK… from the top-left corner; 255 is full ink
};

// Every page of a PDF. `pixels_per_inch` is chosen by the caller so that at most 50 million pixels
// come out in all. Throws Unpaintable (coverage.h) where Ghostscript ends badly, takes longer than
// two minutes, or says something that is no picture; finding::Failure where it is not there.
std::vector<ProcessRaster> render_inks(const world::Path& ghostscript, const world::Path& pdf,
                                       double pixels_per_inch);

}  // namespace imprimatur::coverage
