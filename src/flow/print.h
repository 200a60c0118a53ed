// From an approved, paid order to press sheets, and back from the sheets to the ledger.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Sheets as they are counted within one stock, from 1, both included.
struct SheetRange {
  std::uint32_t first = 0, last = 0;
};

// Passes the gate, takes the serials (once), and writes `output`, which must not exist or be empty.
// The same order, ledger and shop give the same bytes. Two at once for one order: the second is a
// finding::Failure that says to wait.
Outcome press(const Desk& desk, const Workspace& workspace, const std::string& order,
              const world::Path& output, const std::optional<SheetRange>& sheets);

// Reads the folder back and compares it with what the ledger, the frozen pages and the keys say must
// be there. `sample`: that many sheets instead of all.
Outcome verify(const Desk& desk, const Workspace& workspace, const world::Path& folder,
               const std::optional<std::uint32_t>& sample);

}  // namespace imprimatur::flow
