// What no single page at 100 % can show: the code area enlarged, the first and the last booklet,
// how the booklet is made, the first sheets.
#pragma once

#include "bat/album.h"
#include "bat/bat.h"

namespace imprimatur::bat {

// Of each page with a symbol, the part around it with the widest code and numbers it can bear; of
// each page that bears the booklet's number, the first and the last one side by side; how the
// booklet is made; the first sheet of each stock (sheets.h).
Album show_closely(const Proof& proof);

}  // namespace imprimatur::bat
