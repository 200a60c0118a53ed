// From an order folder to a BAT: check it, compose it, render the next version, freeze it.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Findings only; changes nothing. Without a workspace the files that `init` would copy stand in for
// issuer and profile.
Outcome check_order(const Desk& desk, const std::optional<Workspace>& workspace,
                    const world::Path& folder);

// Where to put the BAT as well.
struct BatCopies {
  std::optional<world::Path> pdf = std::nullopt;  // replaces what is there
  std::optional<world::Path> pictures =
      std::nullopt;  // a new folder: page-01.png …, each of 200 kB at most
};

// Registers the order if it is new and renders the next version of its BAT if anything that the
// client would see has changed; else says which version stands.
Outcome render_bat(const Desk& desk, const Workspace& workspace, const world::Path& folder,
                   const BatCopies& copies);

// Any version of an order's BAT as it went out, byte for byte: the frozen file, proved against the
// ledger. Changes nothing. An order or version that isn't there is a finding.
Outcome show_bat(const Desk& desk, const Workspace& workspace, const std::string& order,
                 std::uint32_t version, const BatCopies& copies);

}  // namespace imprimatur::flow
