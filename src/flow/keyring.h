// How a run comes by the workspace's keys: from its folder, or as they are handed in.
#pragma once

#include "codes/keys.h"
#include "world/secrets.h"

#include <functional>
#include <memory>
#include <optional>

namespace imprimatur::flow {

// Where keys come from, the first that is there: a descriptor, a folder of credentials that holds
// one, the workspace's own folder.
struct KeyDoor {
  std::optional<int> descriptor;           // key files, one after the other
  std::optional<world::Path> credentials;  // as systemd makes it
  // Asked once at most; nullopt: there is nobody to ask.
  std::function<std::optional<world::SecretText>()> passphrase = [] { return std::nullopt; };
};

// Keys and passphrase, from their first use to the end of the run; then wiped.
class Keyring {
 public:
  explicit Keyring(KeyDoor door = {}) : door_(std::move(door)) {}

  // `folder`: the workspace's own.
  const codes::Keys& keys(const world::Path& folder);
  // Whether keys() are those of the workspace's own folder.
  bool is_own(const world::Path& folder);
  // Throws finding::Failure where there is nobody to ask.
  const crypto::Secret& passphrase();
  // Another key was put into the folder.
  void forget() { keys_.reset(); }

 private:
  KeyDoor door_;
  std::optional<codes::Keys> keys_;
  std::optional<crypto::Secret> passphrase_;
  bool is_own_ = false;

  codes::Keys load(const world::Path& folder);
};

}  // namespace imprimatur::flow
