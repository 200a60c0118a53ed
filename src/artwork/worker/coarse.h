// Pictures of a drawing made smaller: artwork/coarsening.h.
#pragma once

#include "artwork/coarsening.h"

#include <string>

namespace imprimatur::artwork {

// The form, serialised; empty where it is none.
std::string coarse_form(const Coarsening& request);

}  // namespace imprimatur::artwork
