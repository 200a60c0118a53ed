// Small sentences that several use cases say in the same way.
#pragma once

#include "flow/outcome.h"
#include "ledger/gate.h"

namespace imprimatur::flow {

// A closed gate, with what opens it.
Outcome shut(const ledger::Closed& closed);

// Findings of which one at least is an error: nothing was made, and how many of each kind.
Outcome refused(finding::Findings findings);

}  // namespace imprimatur::flow
