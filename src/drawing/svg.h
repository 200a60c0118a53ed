// A picture as SVG 1.1, in millimetres: text that a person can read and a version control compare.
#pragma once

#include "drawing/picture.h"

namespace imprimatur::drawing {

// The same picture gives the same bytes. Words name the house's font and leave another to the
// reader who doesn't have it.
std::string to_svg(const Picture& picture);

}  // namespace imprimatur::drawing
