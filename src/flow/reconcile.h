// The accounts of an order: issued = good + void.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

// What was issued, what is good and what is void, in passes and euros, as a whole and by delivery
// point; written to `output`, where nothing may be, as a statement (PDF) that two parties sign.
// With two names in `by` the accounts are closed, once the statement is on the disk; with none
// nothing changes. Of closed accounts it is the account that was closed, with what was lost since
// beside it.
Outcome reconcile(const Desk& desk, const Workspace& workspace, const std::string& order,
                  const std::optional<world::Path>& output, const std::vector<std::string>& by);

}  // namespace imprimatur::flow
