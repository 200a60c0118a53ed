// A folder that somebody says `press` wrote. For the sources of this room.
#pragma once

#include "finding/finding.h"
#include "world/files.h"

namespace imprimatur::flow {

// "folder-not-there" and "manifest-missing", at the folder's name: what keeps anybody from asking
// what it should hold.
finding::Findings check_press_folder(const world::Path& folder);

}  // namespace imprimatur::flow
