// From an order folder to a BAT: check it, compose it, render the next version, freeze it.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Findings only; changes nothing. Without a workspace the files that `init` would copy stand in for
// issuer and profile.
Outcome check_order(const Desk& desk, const std::optional<Workspace>& workspace,
                    const world::Path& folder);

// Registers the order if it is new and renders the next version of its BAT if anything that the
// client would see has changed; else says which version stands. `copy`: where to put the PDF as well.
Outcome render_bat(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                   const std::optional<world::Path>& copy);

}  // namespace imprimatur::flow
