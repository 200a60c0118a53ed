// Questions, which change nothing.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// What each order (or this one) waits for, and until when.
Outcome status(const Desk& desk, const Workspace& workspace, const std::optional<std::string>& order);

// Well formed? issued? which serial, order, carnet, rank, state. Exit::done for a code that was
// issued, Exit::difference for any other. With `propose`, one that differs from the code of a pass
// in a single character is answered by which one to look at again: a question, never an answer.
Outcome check_code(const Desk& desk, const Workspace& workspace, const std::string& code,
                   bool propose = false);

}  // namespace imprimatur::flow
