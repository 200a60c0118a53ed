// A new master key, and an epoch with it.
#pragma once

#include "flow/workspace.h"

#include <string>

namespace imprimatur::flow {

// Draws the key of the next epoch into the workspace's folder, under the same passphrase as the
// newest, if that has one. What is released from then on is coded by it; what was released goes on
// under its own. Refused where the keys were handed in: the folder isn't where they are kept.
Outcome rotate_keys(const Desk& desk, const Workspace& workspace, const std::string& by,
                    const std::string& reason);

}  // namespace imprimatur::flow
