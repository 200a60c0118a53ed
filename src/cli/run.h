// From a request to its answer: which use case is called with what.
#pragma once

#include "cli/arguments.h"
#include "flow/desk.h"

namespace imprimatur::cli {

// `here` is the folder the program was started in, `workspace` what IMPRIMATUR_WORKSPACE says.
flow::Outcome run(const Request& request, const flow::Desk& desk, const world::Path& here,
                  const std::string& workspace);

}  // namespace imprimatur::cli
