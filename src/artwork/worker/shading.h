// Gradients (ISO 32000-1, 8.7.4.5).
#pragma once

#include "artwork/worker/workshop.h"

#include <qpdf/QPDFObjectHandle.hh>

namespace imprimatur::artwork {

// Axial and radial shadings in any space; the others (functions, meshes) where they need no
// conversion.
std::size_t add_shading(Workshop& workshop, QPDFObjectHandle shading, QPDFObjectHandle resources,
                        Painting painting);

}  // namespace imprimatur::artwork
