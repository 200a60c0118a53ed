// Placed logos as they will look on paper, whatever lies below them. For the sources of this room.
#pragma once

#include "flow/desk.h"
#include "ink/ink.h"
#include "page/page.h"
#include "typeset/compose.h"

namespace imprimatur::flow {

// Has Ghostscript paint, at once, the grounds that logos lie on: with them, without them, and the
// logos alone; then judges each place (artwork_look.h) at the line of the order that names the
// logo, a rule once. Where Ghostscript is not there or can't paint the pages nothing is looked at,
// which the note "logos-unseen" tells.
finding::Findings look_at_logos(const Desk& desk, const page::Document& document,
                                const page::Resources& resources,
                                const ink::OutputCondition& condition,
                                const std::vector<typeset::Logo>& logos);

}  // namespace imprimatur::flow
