// What becomes of printed passes: spoiled, activated, blocked, expired.
#pragma once

#include "flow/choice.h"

#include <string>

namespace imprimatur::flow {

using ledger::Standing;

// Passes that are good no more. Those chosen by serial are void for ever, and others where
// `voided` says so; what is left is at hand, and undecided.
struct Spoiling {
  Choice passes;
  bool voided = false;
  std::string by, reason;
};
Outcome spoil(const Desk& desk, const Workspace& workspace, const std::string& order,
              const Spoiling& spoiling);

// The batch as a whole, or the passes chosen.
Outcome change_standing(const Desk& desk, const Workspace& workspace, const std::string& order,
                        Standing to, const Choice& passes, const std::string& by,
                        const std::string& reason);

}  // namespace imprimatur::flow
