// The accounts of an order: issued = good + void.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

// What was issued, what is good and what is void, in passes and euros, as a whole and by delivery
// point; written to `output` as a statement (PDF) that two parties sign. With two names in `by` the
// accounts are closed; with none nothing changes.
Outcome reconcile(const Desk& desk, const Workspace& workspace, const std::string& order,
                  const std::optional<world::Path>& output, const std::vector<std::string>& by);

}  // namespace imprimatur::flow
