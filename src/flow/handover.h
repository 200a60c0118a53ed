// Sheets on their way to the print shop: sealed to its certificate, and gone from here once they
// are printed.
#pragma once

#include "flow/desk.h"
#include "flow/outcome.h"
#include "flow/workspace.h"

#include <string>

namespace imprimatur::flow {

// Encrypts every file of a press folder that was read back whole, manifest.json among them, to a
// certificate: `output` is a new folder with NAME.p7m for each, and LISEZ-MOI.txt, which says how
// they are opened. The ledger is told before that folder has its name. A file that isn't the
// manifest's is the error "file-changed", and there is no folder then.
Outcome seal_sheets(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                    const world::Path& certificate, const world::Path& output);

// Removes the files of a press folder whose printing was attested; `by` says that the shop has all
// it needs. What isn't in the manifest stays, and is named. Where it is broken off, the same
// command finishes it.
Outcome destroy_sheets(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                       const std::string& by);

}  // namespace imprimatur::flow
