// The one way out for codes.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// Writes the codes of the order's good passes, encrypted to one certificate, for the platform that
// redeems: see docs/codes.md. The file is for its owner alone and never replaces another; it gets
// its name only once the ledger knows of it. Any number of passes takes the same memory.
struct ExportWishes {
  world::Path certificate;            // PEM
  std::optional<world::Path> output;  // else codes-ID.p7m, here
};
Outcome export_codes(const Desk& desk, const Workspace& workspace, const std::string& order,
                     const ExportWishes& wishes);

}  // namespace imprimatur::flow
