// Spoiled passes printed again, with their codes or with new ones. See
// docs/decisions/0020-reprint.md.
#pragma once

#include "flow/choice.h"

#include <string>
#include <vector>

namespace imprimatur::flow {

// `output` must not exist or be empty. `passes` chooses nothing: all that are spoiled.
struct Reprinting {
  world::Path output;
  Choice passes;
  bool new_codes = false;                 // new serials, and the old ones void for ever
  std::vector<std::string> destroyed_by;  // two people: the paper that bore these codes is no more
  std::string by;                         // who decides on new codes
  std::string reason;                     // may be empty
};

// Writes the sheets that these passes lie on in the run, with nothing else on them. Asked again for
// the same passes before they are attested, it writes the same folder again, byte for byte: what
// was interrupted is taken up, and no further serial is taken. What was written is good once it is
// verified and attested as printed (decide.h).
Outcome reprint(const Desk& desk, const Workspace& workspace, const std::string& order,
                const Reprinting& wishes);

}  // namespace imprimatur::flow
