// What a file is, by its first bytes and never by its name.
#pragma once

#include "artwork/exchange.h"

#include <string_view>

namespace imprimatur::artwork {

struct Recognised {
  Kind kind = Kind::unknown;
  std::string_view seems;  // what an unknown kind seems to be ("GIF"), or empty
  std::string_view bytes;  // the part of the file that is of the kind
};

// A PDF may begin within the first 1024 bytes (ISO 32000-1, annex H), or anywhere inside a
// PostScript file, as Illustrator packs it. An SVG is text (UTF-8) whose first element is <svg>,
// whatever its prefix.
Recognised recognise(std::string_view bytes);

}  // namespace imprimatur::artwork
