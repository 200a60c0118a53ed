// A run as text: what tells two runs apart.
#pragma once

#include "impose/run.h"

#include <string>

namespace imprimatur::impose {

// The same text wherever the same leaves lie at the same places of the same sheets, and another
// wherever one of them lies elsewhere: the layout with all its cells, and of each stock what its
// plan is computed from and what lies on its first, second and last sheet. Ledgers keep its digest
// (sheets-written): a change of this text shuts every run that is under way, and
// tests/impose/text_test.cpp pins it. Marks are left out: they move no leaf. One line a fact,
// lengths in micrometres; read by nobody but a hash.
std::string to_text(const Run& run);

}  // namespace imprimatur::impose
