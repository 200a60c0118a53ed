// Master keys in a folder of their own: see docs/formats/keys.md.
//
//     keys/                 0700
//       epoch-0001.key      0600
//
// Whoever has a key can make every code of its epoch. Serials go on from epoch to epoch.
#pragma once

#include "crypto/secret.h"
#include "world/files.h"
#include "world/world.h"

#include <cstdint>
#include <map>

namespace imprimatur::codes {

inline constexpr std::uint32_t most_epochs = 9999;

// 32 bytes by epoch, 1…9999.
using Keys = std::map<std::uint32_t, crypto::Secret>;

// Draws a key for `epoch` (1…9999) from the world's dice and writes its file, making the folder if
// it is not there. Throws finding::Failure where the epoch has a key already: it is never replaced.
void create_key(const world::Path& folder, std::uint32_t epoch, const world::World& world);

// All keys of the folder. Throws finding::Failure where there is none, where the folder or a key
// may be read by others than its owner, and where a file is damaged. Files of other names are left
// alone.
Keys load_keys(const world::Path& folder);

}  // namespace imprimatur::codes
