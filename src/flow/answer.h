// Questions, which change nothing.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// What each order (or this one) waits for, and until when.
Outcome status(const Desk& desk, const Workspace& workspace, const std::optional<std::string>& order);

// Well formed? issued? which serial, order, carnet, rank, state. Exit::done for a code that was
// issued, Exit::difference for any other.
Outcome check_code(const Desk& desk, const Workspace& workspace, const std::string& code);

Outcome verify_ledger(const Desk& desk, const Workspace& workspace);

}  // namespace imprimatur::flow
