#include "flow/keyring.h"

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
  const auto words = door_.passphrase();
  if (!words) return codes::no_passphrase_here();
  passphrase_.emplace(words->view());
  return *passphrase_;
}

codes::Keys Keyring::load(const world::Path& folder) {
  const auto ask = [this]() -> const crypto::Secret& { return passphrase(); };
  is_own_ = false;
  if (door_.descriptor) {
    const auto texts = world::read_descriptor(*door_.descriptor, most_handed_in, "--key-fd");
    return codes::read_keys(texts.view(), ask);
  }
  if (door_.credentials) {
    codes::Keys keys = codes::load_credentials(*door_.credentials, ask);
    if (!keys.empty()) return keys;
  }
  is_own_ = true;
  return codes::load_keys(folder, ask);
}

}  // namespace imprimatur::flow
