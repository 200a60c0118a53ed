// Fonts of a PDF (ISO 32000-1, 9): copied whole where they are embedded, refused where not.
#pragma once

#include "artwork/worker/workshop.h"

#include <qpdf/QPDFObjectHandle.hh>

namespace imprimatur::artwork {

// Not of Type 3, whose glyphs are drawings: see importer.cpp.
std::size_t add_font(Workshop& workshop, QPDFObjectHandle font);

}  // namespace imprimatur::artwork
