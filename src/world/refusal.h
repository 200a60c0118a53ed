// The system's reasons as sentences: inside this room, every refused call ends here.
#pragma once

#include "world/files.h"

namespace imprimatur::world {

enum class Act : std::uint8_t { read, write, make_folder, finish_folder, lock, start, remove };

// Throws finding::Failure: what was tried on `path`, why the system refused (`error` is an errno
// value), and what to do next.
[[noreturn]] void refuse(Act act, const Path& path, int error);

// The path as it may stand in a sentence: control characters become question marks.
std::string printable(const Path& path);

}  // namespace imprimatur::world
