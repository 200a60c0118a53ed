// What was noticed while the BAT was made, as its client reads it.
#pragma once

#include "bat/bat.h"

#include <string>
#include <vector>

namespace imprimatur::bat {

// Whole sentences in the order's language, in the order of the findings. What concerns several
// logos alike is told once; a finding for which there are no words for a client is told as it is.
// What asks nothing of the client (a picture larger than any press needs) is left out.
std::vector<std::string> remarks_of(const Proof& proof);

}  // namespace imprimatur::bat
