// A first look at an SVG's tags, without a parser: what librsvg would pass over in silence.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::artwork {

class Remarks;

// The local name of the first element, or empty where the text has none.
std::string_view root_element(std::string_view svg);

// Whether something in it will be painted in pixels (filters, by element or by CSS function).
bool has_effects(std::string_view svg);

// The same drawing in words that librsvg reads: var() with a value of its own where nothing sets
// the variable, colours without their icc-color(), pictures of the kind "jpg" under its name, jpeg.
std::string plainer(std::string_view svg);

// Refuses live text, anything that stands in another file, and what librsvg would pass over or
// paint black: colours of CSS 4, variables, shapes to clip by, origins of transforms, media rules
// but for dark screens, meshes, hatches, animations, languages, pictures other than PNG and JPEG.
// Links for people (<a>) and scripts draw nothing and are passed over, here as by librsvg.
void scan_svg(std::string_view svg, Remarks& remarks);

}  // namespace imprimatur::artwork
