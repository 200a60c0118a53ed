// job.xjdf: the job ticket that a shop's workflow system reads (docs/formats/job-ticket.md).
//
// XJDF 2.1 (CIP4, "Exchange Job Definition Format"), valid against its schema. It says what lies in
// the press folder and what becomes of it: product and its parts, paper, files, placement, cut
// blocks, finishing, amounts. It names no serial and no code.
#pragma once

#include "press/press.h"

#include <string>

namespace imprimatur::press {

// `manifest` is what write() gave of this job: amounts and files are those of the folder, also
// where only a part of the sheets was asked for. The same job gives the same bytes.
std::string job_ticket(const Job& job, const Manifest& manifest);

}  // namespace imprimatur::press
