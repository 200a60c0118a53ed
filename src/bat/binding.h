// A drawing of how the booklet is made: its leaves seen edge-on, where they are stapled, torn and
// folded.
#pragma once

#include "bat/paper.h"
#include "finding/finding.h"

namespace imprimatur::bat {

// Nothing where the passes are loose. Widths are to scale, thicknesses are not.
void draw_binding(Paper& paper, const page::Document& document, finding::Language language);

}  // namespace imprimatur::bat
