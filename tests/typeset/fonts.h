// The fonts of the house, opened once for all tests of this room.
#pragma once

#include "typeset/shelf.h"

namespace imprimatur::typeset {

inline const FontShelf& shelf() {
  static const auto fonts = FontShelf::open(SOURCE_FOLDER "/fonts");
  return fonts;
}

}  // namespace imprimatur::typeset
