// Signatures that anybody can check: Ed25519 (RFC 8032, 5.1), by OpenSSL.
#pragma once

#include "crypto/secret.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace imprimatur::crypto {

inline constexpr std::size_t signature_size = 64;

// The public half, as RFC 8032 encodes it. Any 32 bytes may be read as one: those that are no point
// of the curve verify nothing.
using PublicKey = std::array<std::uint8_t, 32>;

class SigningKey {
 public:
  // `seed`: the private key of RFC 8032, 32 bytes.
  explicit SigningKey(const Secret& seed);
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

  PublicKey public_key() const;
  // The same 64 bytes each time.
  std::string sign(std::string_view message) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// False for whatever isn't that key's signature of that message, one of a wrong length too.
bool is_signature(std::string_view signature, std::string_view message, const PublicKey& by);

}  // namespace imprimatur::crypto
