// Pictures inside a PDF (ISO 32000-1, 8.9.5).
#pragma once

#include "artwork/worker/workshop.h"

#include <qpdf/QPDFObjectHandle.hh>

#include <cstdint>

namespace imprimatur::artwork {

inline constexpr std::uint64_t most_pixels = 50'000'000;

// The picture as object of the form: RGB converted (or grey, where it is neutral), grey, CMYK, spot
// and stencils as they were. Its data are decoded and checked; DCT in grey or CMYK and CCITT are
// kept, all else is Flate. JPX, JBIG2 and colour keys over RGB are refused.
std::size_t add_image(Workshop& workshop, QPDFObjectHandle image, QPDFObjectHandle resources,
                      Painting painting);

}  // namespace imprimatur::artwork
