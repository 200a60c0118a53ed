// The BAT goes out by mail; what is still to go; whom to remind. docs/mail.md.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// The standing version to the order's addresses, each once; with `again` once more to all. What
// isn't taken is said, is Exit::world_failed, and stays in the outbox. mail.toml's faults are
// findings; a version that waits for no answer is Exit::gate_closed.
Outcome send(const Desk& desk, const Workspace& workspace, const std::string& order, bool again);

// Which mails are not out yet, and what became of the others. With `retry` those whose time has
// come are tried again: for a timer.
Outcome outbox(const Desk& desk, const Workspace& workspace,
               const std::optional<std::string>& order, bool retry);

// Sends what is due, each once: reminders by the orders' profiles, receipts of decisions to those
// who had the version by mail; and notes what was not answered in time. For a timer, once a day or
// more often.
Outcome remind(const Desk& desk, const Workspace& workspace);

}  // namespace imprimatur::flow
