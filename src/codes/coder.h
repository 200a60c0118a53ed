// Serial ⇄ code under a key: nothing is stored, (key, serial) is enough to make any pass again.
#pragma once

#include "codes/code.h"
#include "codes/serial.h"
#include "crypto/secret.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace imprimatur::codes {

// The payload is FF1 over AES-256 (radix 32, length 14, tweak "imprimatur/pass/1") of the serial
// written as 14 base-32 digits; the key is HKDF-SHA-256 of the master key for the purpose
// "pass-code" and the epoch. Two serials never have the same code.
//
// May be used by several threads at once, which then wait for each other: give each its own.
class Coder {
 public:
  // `master` has 32 bytes; it is not kept.
  Coder(const crypto::Secret& master, std::uint32_t epoch);
  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;
  ~Coder();

  std::uint32_t epoch() const;
  Code code_of(Serial serial) const;
  // nullopt for a specimen and for a code that no serial of this epoch has: a forgery (one guess in
  // 10¹² hits), or of another key. Whether the serial was ever issued is the ledger's to say.
  std::optional<Serial> serial_of(const Code& code) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::codes
