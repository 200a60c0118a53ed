// What was decided last on a version: by whom, and that it is in the ledger. For the sources of
// this room.
#pragma once

#include "flow/prover.h"
#include "flow/workspace.h"

namespace imprimatur::flow {

// As typed on the page or at the desk; empty where that was erased, or nothing was decided.
std::string who_decided(const Workspace& workspace, const std::string& order,
                        const ledger::Version& version);

// The proof of its event. Something was decided.
std::string proof_of_decision(const ledger::Ledger& ledger, const Prover& prover,
                              const std::string& order, std::uint32_t version);

}  // namespace imprimatur::flow
