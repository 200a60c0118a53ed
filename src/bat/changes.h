// What differs from the version before: facts and texts word by word, changed pages side by side.
#pragma once

#include "bat/album.h"
#include "bat/bat.h"

namespace imprimatur::bat {

// Of the second version and later ones. Where the version before can't be read back, it says that
// all of this one has to be read.
Album tell_changes(const Proof& proof);

}  // namespace imprimatur::bat
