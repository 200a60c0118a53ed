// From an approved, paid order to press sheets.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Sheets as they are counted within one stock, from 1, both included.
struct SheetRange {
  std::uint32_t first = 0, last = 0;
};

// `output` must not exist or be empty. `shop` stands in for the order's own at the first press; after that
// the ledger says which it was.
struct PressWishes {
  world::Path output;
  std::optional<SheetRange> sheets;
  std::optional<std::string> shop;
  bool one_up = false;  // leaf by leaf, for a shop that imposes itself
};

// Passes the gate, takes the serials (once), and writes the sheets. The same order, ledger and shop give the
// same bytes. Two at once for one order: the second is a finding::Failure that says to wait.
Outcome press(const Desk& desk, const Workspace& workspace, const std::string& order,
              const PressWishes& wishes);

}  // namespace imprimatur::flow
