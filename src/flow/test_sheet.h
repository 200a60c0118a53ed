// The register test sheet of a print shop.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// Writes the test sheet of shops/NAME.toml to `output`, replacing what is there; else to
// test-sheet-NAME.pdf here. Without a workspace the settings that `init` would put into one are
// used. A name that no shop has ("unknown-shop"), faults of its file, and a sheet with no room for
// a scale ("test-sheet-too-small") are findings: nothing is written then.
Outcome write_test_sheet(const Desk& desk, const std::optional<Workspace>& workspace,
                         const std::string& name, const std::optional<world::Path>& output,
                         finding::Language language);

}  // namespace imprimatur::flow
