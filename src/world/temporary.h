// Temporary siblings of a coming file or folder, and the leftovers of killed processes: see
// files.h.
#pragma once

#include "world/files.h"

namespace imprimatur::world {

enum class Kind : std::uint8_t { file, folder };

struct Temporary {
  Path path;
  int descriptor = -1;  // of the file (for writing) or of the folder; holds its lock
};

// Removes the leftovers of `final_path`, then makes a new temporary beside it, of this mode.
Temporary make_temporary(const Path& final_path, Kind kind, Access access);

// Makes sure that the names in this folder are on the disk.

Path folder_of(const Path& path);

}  // namespace imprimatur::world
