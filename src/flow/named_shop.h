// A print shop as a command names it that needs no workspace. For the sources of this room.
#pragma once

#include "flow/workspace.h"
#include "shop/shop.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// `name` is that of a file of shops/ (of the workspace, else of those that `init` would make), or
// the path of a file where it has a '/' or ends with ".toml". What is wrong with it goes into
// `findings`; nullopt where that is an error.
std::optional<shop::Shop> read_named_shop(const Desk& desk,
                                          const std::optional<Workspace>& workspace,
                                          const std::string& name, finding::Findings& findings);

}  // namespace imprimatur::flow
