// The ledger as a log that others can hold to what it said: docs/formats/checkpoint.md.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Is every event as it was written, is the checkpoint in the workspace the ledger's, and, with
// `against` (a checkpoint's file or the line of a job sheet), does the ledger still go on from it?
// Changes nothing. Exit::difference for a no, Exit::findings where `against` can't be read.
Outcome verify_ledger(const Desk& desk, const Workspace& workspace,
                      const std::optional<std::string>& against = std::nullopt);

// The public key that checkpoints are checked with, as a line that others keep (a C2SP vkey).
Outcome show_ledger_key(const Workspace& workspace);

// The events' tree as it was right after this order's release: the same whenever it is asked. The
// order is released.
tlog::TreeHead tree_at_release(const ledger::Ledger& ledger, const std::string& order);

}  // namespace imprimatur::flow
