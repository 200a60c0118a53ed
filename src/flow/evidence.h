// What shows years later who decided on a version of a BAT, on what, when and how: a folder that
// anyone can check without the workspace. docs/evidence.md.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// Makes the folder `output` about a version, the latest where none is named; changes nothing else.
// Exit::findings for a version that isn't there; throws finding::Failure where a frozen file isn't
// the one that the ledger knows.
Outcome evidence(const Desk& desk, const Workspace& workspace, const std::string& order,
                 std::optional<std::uint32_t> version, const world::Path& output);

// Without a workspace: is every event of such a folder in the ledger of `key` (or of the
// `checkpoint` that was kept), does evidence.json say what they say, and are the files those that
// they name? Exit::findings for what can't be read or is missing, Exit::difference for what doesn't
// hold.
Outcome check_evidence(const world::Path& folder, const std::optional<std::string>& key,
                       const std::optional<std::string>& checkpoint);

}  // namespace imprimatur::flow
