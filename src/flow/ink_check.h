// Whether the sheets of a run lay more ink than their shop bears, asked before any serial is taken.
#pragma once

#include "flow/specimen.h"

namespace imprimatur::flow {

// Writes a specimen of each stock, has it separated, and measures the leaves with their bleed.
// Every page that has more ink on some square than [inks] limit of the shop is the error
// "ink-limit"; a shop without that limit is not asked. Finishing lines, which no press prints, are
// left out.
//
// `scratch` is a name that nothing has, in a folder that can be written; nothing is left there.
// Throws finding::Failure where that is not so and where nothing can be measured
// (coverage/coverage.h).
finding::Findings check_ink(const Desk& desk, const Intended& intended, const world::Path& scratch);

}  // namespace imprimatur::flow
