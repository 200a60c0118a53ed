// The press sheets in small, as the order's shop will print and cut them.
#pragma once

#include "bat/album.h"
#include "bat/bat.h"

namespace imprimatur::bat {

// Of each stock the first sheet, front and back, every page in its place with what no pass says and
// SPÉCIMEN on it, the shop's marks and where it is cut and folded; how many sheets of which size
// there are, and what each holds. Goes on where the album's paper has come to.
void show_sheets(Album& album, const Proof& proof);

}  // namespace imprimatur::bat
