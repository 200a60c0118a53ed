// The code area enlarged, and the first and the last booklet: what no single page at 100 % can
// show.
#pragma once

#include "bat/album.h"
#include "bat/bat.h"

namespace imprimatur::bat {

// Of each page with a symbol, the part around it with the longest numbers it will bear; of each
// page that bears the booklet's number, the first and the last one side by side; how the booklet is
// made.
Album show_closely(const Proof& proof);

}  // namespace imprimatur::bat
