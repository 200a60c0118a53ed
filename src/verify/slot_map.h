// slots.csv against what must be in it, line by line. For this room's own sources.
#pragma once

#include "verify/notebook.h"
#include "world/files.h"
#include "world/world.h"

namespace imprimatur::verify {

inline const std::string slot_map_name = "slots.csv";

// A slots.csv that isn't there is a finding. Throws finding::Failure where the disk refuses,
// finding::Interrupted if a signal came.
void check_slot_map(const world::Path& folder, const Expected& expected, const world::World& world,
                    Notebook& notebook);

}  // namespace imprimatur::verify
