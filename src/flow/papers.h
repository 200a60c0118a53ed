// The papers of the shop floor: what goes with the sheets, and what is printed before them.
#pragma once

#include "flow/release.h"
#include "paperwork/fonts.h"
#include "press/press.h"

namespace imprimatur::flow {

// The fonts that every paper is set in.
paperwork::Fonts paper_fonts(const Desk& desk);

// Writes job-sheet.pdf, for the operator, and job.xjdf, for the shop's system, into the press
// folder and enters them into its manifest, which knows the sheets already.
void write_job_papers(const Desk& desk, const Prepared& prepared, const press::Job& job,
                      const world::Path& folder, press::Manifest& manifest);

}  // namespace imprimatur::flow
