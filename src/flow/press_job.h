// What the press is asked to write of a batch: the same for the run and for a reprint of it. For
// the sources of this room.
#pragma once

#include "flow/desk.h"
#include "flow/release.h"
#include "press/press.h"

namespace imprimatur::flow {

// The whole run. `prepared` outlives the job; `batch` is released.
press::Job job_of(const Prepared& prepared, const ledger::Batch& batch);

// Writes it into `folder`, as the desk watches.
press::Manifest write_sheets(const Desk& desk, const press::Job& job, const world::Path& folder);

}  // namespace imprimatur::flow
