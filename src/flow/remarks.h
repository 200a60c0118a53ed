// What a client wants changed, before it is noted.
#pragma once

#include "finding/finding.h"
#include "ledger/event.h"

#include <string>
#include <vector>

namespace imprimatur::flow {

// Bytes of all remarks together: they are noted whole, in one event.
inline constexpr std::size_t most_of_remarks = 20'000;

// "remarks" where there is none, one of them is blank, isn't UTF-8 or holds what can't be printed
// (line feeds can), there are more than ledger::most_remarks, or they are too long.
void check_remarks(const std::vector<ledger::Remark>& remarks, finding::Findings& findings);

// The same of the reason for a refusal: "reason".
void check_reason(const std::string& reason, finding::Findings& findings);

}  // namespace imprimatur::flow
