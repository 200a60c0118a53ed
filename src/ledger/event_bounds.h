// What an event may say of quantities and amounts. For the sources of this room.
#pragma once

#include "ledger/event.h"

namespace imprimatur::ledger {

// Throws finding::Failure where a number of it is out of its bounds. Within them no sum or product
// that is computed from events can overflow.
void expect_within_bounds(const Event& event);

}  // namespace imprimatur::ledger
