// From press sheets back to the ledger: whether they hold what they must.
#pragma once

#include "flow/desk.h"
#include "flow/outcome.h"
#include "flow/workspace.h"

#include <optional>

namespace imprimatur::flow {

// Reads the folder back and compares it with what the ledger, the frozen pages and the keys say
// must be there. `sample`: that many sheets instead of all. A report of it stays with the order
// (reading_report.h); `copy` is where another one goes, and replaces what is there.
Outcome verify(const Desk& desk, const Workspace& workspace, const world::Path& folder,
               const std::optional<std::uint32_t>& sample,
               const std::optional<world::Path>& copy = std::nullopt);

}  // namespace imprimatur::flow
