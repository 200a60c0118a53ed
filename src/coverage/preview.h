// How a finished page looks on the paper of its printing condition, as Ghostscript paints it: CMYK
// through the condition's profile to sRGB (relative colorimetric, so that the paper is white), spot
// inks by their alternates, overprint simulated.
#pragma once

#include "world/files.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace imprimatur::coverage {

struct Raster {
  std::uint32_t width = 0, height = 0;
  std::string rgb;  // RGBRGB…, sRGB, from the top-left corner
};

// The first page of a PDF. `pixels_per_inch` is chosen by the caller so that at most 50 million
// pixels come out. `scratch` is an existing folder of the caller's. Throws finding::Failure where
// `ghostscript` is no program of this machine, ends badly, takes longer than two minutes, or says
// something that is no picture.
Raster render_preview(const world::Path& ghostscript, const world::Path& pdf,
                      std::string_view cmyk_profile, double pixels_per_inch,
                      const world::Path& scratch);

}  // namespace imprimatur::coverage
