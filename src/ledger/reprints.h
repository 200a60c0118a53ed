// Passes that are printed again: with the same codes, or as new passes of a child batch. See
// docs/decisions/0020-reprint.md.
#pragma once

#include "ledger/event.h"

namespace imprimatur::ledger {

// New passes that stand in the place of others.
struct Child {
  Reissued what;
  world::Instant when{};
  bool holds(std::uint64_t serial) const {
    return what.first_serial <= serial && serial <= what.last_serial();
  }
};

// Sheets that bear passes again. They count once somebody attests that they are printed, which
// can't be where a later reprint bears a pass of them: it declared their paper destroyed.
struct Reprint {
  Reprinted what;
  world::Instant when{};
  bool attested = false, superseded = false;
  Spans lost{};  // of its passes, those that were spoiled again before it was attested
  bool is_open() const { return !attested && !superseded; }
  // What is good once it is attested.
  Spans sound() const { return what.passes.without(lost); }
};

}  // namespace imprimatur::ledger
