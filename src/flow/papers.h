// The papers of the shop floor: what goes with the sheets, and what is printed before them.
#pragma once

#include "flow/desk.h"
#include "flow/versions.h"
#include "paperwork/deliveries.h"
#include "paperwork/fonts.h"
#include "press/press.h"
#include "tlog/checkpoint.h"

namespace imprimatur::flow {

// The fonts that every paper is set in.
paperwork::Fonts paper_fonts(const Desk& desk);

// What each delivery point of the order is given; `first` is the order's first serial. Throws
// finding::Failure where the points don't add up, which nobody's order does once it is released.
std::vector<paperwork::Share> shares_of(const order::Order& order, std::uint32_t passes_per_carnet,
                                        codes::Serial first);
// The same of a batch that was released.
std::vector<paperwork::Share> shares_of(const order::Order& order, const ledger::Batch& batch);

// Writes the papers of this job, which was made of `frozen`, into the press folder and enters them
// into its manifest, which knows the sheets already: bordereaux.pdf, a slip for each delivery
// point (not of a reprint: those of the run stand); job.xjdf, for the shop's system; job-sheet.pdf,
// for the operator, with `ledger` on it, the ledger's tree as it was with the release. Throws
// finding::Failure where a font can't be read and where the delivery points don't add up.
void write_papers(const Desk& desk, const Frozen& frozen, const press::Job& job,
                  const tlog::TreeHead& ledger, const world::Path& folder,
                  press::Manifest& manifest);

}  // namespace imprimatur::flow
