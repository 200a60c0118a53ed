// Whether the sheets of a run lay more ink than their shop bears, asked before any serial is taken.
#pragma once

#include "flow/specimen.h"

namespace imprimatur::flow {

// Writes a specimen of each stock, has it separated, and measures the leaves with their bleed.
// Every page that has more ink on some square than [inks] limit of the shop is the error
// "ink-limit"; a shop without that limit is not asked. Finishing lines, which no press prints, are
// left out.
//
// They are written into a scratch folder in `beside`, and nothing is left there. Throws
// finding::Failure where that can't be and where nothing can be measured (coverage/coverage.h).
finding::Findings check_ink(const Desk& desk, const Intended& intended, const world::Path& beside);

}  // namespace imprimatur::flow
