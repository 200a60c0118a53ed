// The server of the review page. docs/review.md.
#pragma once

#include "flow/workspace.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// Serves until the world is interrupted, which is its proper end: Exit::done. Where it listens is
// told to the watcher, and so is what the world refuses meanwhile. `listen`: in place of what
// serve.toml says. Faults of serve.toml are findings; an address that can't be listened at throws
// finding::Failure.
Outcome serve(const Desk& desk, const Workspace& workspace,
              const std::optional<std::string>& listen);

}  // namespace imprimatur::flow
