// Words as shapes, where letters must stand slantwise or be drawn rather than set. Such words can
// be neither searched nor copied: for marks across a page, never for text.
#pragma once

#include "typeset/face.h"

namespace imprimatur::typeset {

// The filled contours of `text`, its baseline running from `from` to `to` and its size such that it
// fills that length exactly. `fill` paints it. The points must differ; a character that the font
// lacks is left out.
page::Path outline_along(const Face& face, std::string_view text, measure::Point from,
                         measure::Point to, const ink::Colour& fill);

}  // namespace imprimatur::typeset
