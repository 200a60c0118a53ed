// Master keys, in a folder of their own or handed in: see docs/formats/keys.md.
//
//     keys/                 0700
//       epoch-0001.key      0600
//
// Whoever has a key can make every code of its epoch. Serials go on from epoch to epoch.
#pragma once

#include "crypto/digest.h"
#include "crypto/secret.h"
#include "world/files.h"
#include "world/world.h"

#include <cstdint>
#include <functional>
#include <map>

namespace imprimatur::codes {

inline constexpr std::uint32_t most_epochs = 9999;

// 32 bytes by epoch, 1…9999.
using Keys = std::map<std::uint32_t, crypto::Secret>;

// The passphrase of key files that have one: asked for once for each such file, and only then.
using AskPassphrase = std::function<const crypto::Secret&()>;
// Throws the finding::Failure of a passphrase that is wanted and can't be had.
const crypto::Secret& no_passphrase_here();

// Draws a key for `epoch` (1…9999) from the world's dice and writes its file, making the folder if
// it is not there; under `passphrase` if there is one. Throws finding::Failure where the epoch has
// a key already: it is never replaced.
void create_key(const world::Path& folder, std::uint32_t epoch, const world::World& world,
                const crypto::Secret* passphrase = nullptr);

// All keys of the folder. Throws finding::Failure where there is none, where the folder can't be
// looked into, where it or a key may be read by others than its owner, where a file is damaged, and
// where the passphrase is another. Files of other names are left alone.
Keys load_keys(const world::Path& folder, const AskPassphrase& ask = no_passphrase_here);

// The same of a folder that somebody else watches over (systemd's credentials): who may read it is
// not asked. No key at all where it holds none; Failure where it isn't there or can't be looked
// into.
Keys load_credentials(const world::Path& folder, const AskPassphrase& ask = no_passphrase_here);

// Key files one after the other, as a descriptor hands them in.
Keys read_keys(std::string_view texts, const AskPassphrase& ask = no_passphrase_here);

// What tells a key of this epoch from every other, and nothing of the key itself: HKDF-SHA-256 of
// the master key for the purpose "key-check" and the epoch.
crypto::Digest check_of(const crypto::Secret& master, std::uint32_t epoch);

// Whether the newest key of the folder is under a passphrase.
bool is_under_passphrase(const world::Path& folder);

}  // namespace imprimatur::codes
