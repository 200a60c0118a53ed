// The AES block cipher (FIPS 197), forward direction only, one block at a time: what FF1 is built
// on.
#pragma once

#include "crypto/secret.h"

#include <array>
#include <cstdint>
#include <memory>

namespace imprimatur::crypto {

using Block = std::array<std::uint8_t, 16>;

// The key schedule is made once and wiped at the end. Move-only; one thread at a time.
class Aes {
 public:
  // `key` has 16, 24 or 32 bytes.
  explicit Aes(const Secret& key);
  Aes(Aes&&) noexcept;
  Aes& operator=(Aes&&) = delete;
  ~Aes();
  Block encrypt(const Block& plain);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::crypto
