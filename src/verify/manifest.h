// manifest.json against the folder and against what must be in it. For this room's own sources.
#pragma once

#include "verify/notebook.h"
#include "world/files.h"
#include "world/world.h"

#include <set>
#include <string>

namespace imprimatur::verify {

// The names of the files that are there and, to the byte, those that the manifest lists, where the
// manifest is itself the one the ledger remembers. Throws
// finding::Failure where the folder can't be read, finding::Interrupted between two files.
std::set<std::string> check_manifest(const world::Path& folder, const Expected& expected,
                                     const world::World& world, Notebook& notebook);

}  // namespace imprimatur::verify
