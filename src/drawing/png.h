// A picture as pixels, for those who can't be sent an SVG.
#pragma once

#include "drawing/picture.h"

#include <string_view>

namespace imprimatur::drawing {

// Bytes of font files (OpenType with TrueType or CFF outlines). They outlive the call.
struct Faces {
  std::string_view regular, bold;
};

// `pixels_wide` is 1 to 10 000. Throws finding::Failure where a font can't be read or memory is
// out.
std::string to_png(const Picture& picture, int pixels_wide, const Faces& faces);

// A picture that is pixels already: RGBRGB…, sRGB, `width` × `height` of them. Neither is zero.
// Throws finding::Failure where memory is out.
std::string to_png(std::string_view rgb, int width, int height);

}  // namespace imprimatur::drawing
