#include "crypto/secret.h"

#include <openssl/crypto.h>

namespace imprimatur::crypto {

Secret& Secret::operator=(Secret&& other) noexcept {
  bytes_.swap(other.bytes_);  // `other` wipes what was here
  return *this;
}

Secret::~Secret() {
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

void wipe(std::string& text) {
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

bool same_bytes(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace imprimatur::crypto
