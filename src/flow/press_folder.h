// A folder that somebody says `press` wrote. For the sources of this room.
#pragma once

#include "finding/finding.h"
#include "world/files.h"

#include <cstdint>
#include <optional>
#include <string>

namespace imprimatur::flow {

// "folder-not-there", "manifest-missing" and "manifest-unreadable": what keeps anybody from asking
// what it should hold.
finding::Findings check_press_folder(const world::Path& folder);

// Whose sheets a folder holds, by the text of its manifest: whether that is to be believed, the
// ledger says.
struct Claim {
  std::string order;
  std::uint32_t reprint = 0;  // from 1; 0: of the run
};

// nullopt where it names no order.
std::optional<Claim> claim_in(const std::string& manifest);

}  // namespace imprimatur::flow
