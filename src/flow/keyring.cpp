#include "flow/keyring.h"

#include "world/files.h"

namespace imprimatur::flow {
namespace {

constexpr std::size_t most_handed_in = 1u << 20;

}  // namespace

const codes::Keys& Keyring::keys(const world::Path& folder) {
  if (!keys_) keys_ = load(folder);
  return *keys_;
}

bool Keyring::is_own(const world::Path& folder) {
  keys(folder);
  return is_own_;
}

const crypto::Secret& Keyring::passphrase() {
  if (passphrase_) return *passphrase_;
  auto words = door_.passphrase();
  if (!words) return codes::no_passphrase_here();
  passphrase_.emplace(*words);
  crypto::wipe(*words);
  return *passphrase_;
}

codes::Keys Keyring::load(const world::Path& folder) {
  const auto ask = [this]() -> const crypto::Secret& { return passphrase(); };
  is_own_ = false;
  if (door_.descriptor) {
    std::string texts = world::read_descriptor(*door_.descriptor, most_handed_in, "--key-fd");
    try {
      codes::Keys keys = codes::read_keys(texts, ask);
      crypto::wipe(texts);
      return keys;
    } catch (...) {
      crypto::wipe(texts);
      throw;
    }
  }
  if (door_.credentials) {
    codes::Keys keys = codes::load_credentials(*door_.credentials, ask);
    if (!keys.empty()) return keys;
  }
  is_own_ = true;
  return codes::load_keys(folder, ask);
}

}  // namespace imprimatur::flow
