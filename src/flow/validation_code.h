// The code on the first page of a BAT (bat/validation.h), as somebody gives it back.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// A finding "validation-code" where it isn't that of `version`, which exists: it is none, or
// another version's. Never repeats what was typed: it may be a letter away from the right one.
std::optional<finding::Findings> wrong_code(const Workspace& workspace, const ledger::Batch& batch,
                                            std::uint32_t version, const std::string& typed);

}  // namespace imprimatur::flow
