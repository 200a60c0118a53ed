// A secret under a passphrase: scrypt (RFC 7914) makes a key of the passphrase, AES-256-GCM
// (NIST SP 800-38D) encrypts with it, by OpenSSL.
#pragma once

#include "crypto/secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::crypto {

// What guessing costs: 128 MiB and some tenths of a second a guess. (N = 2^log2_n, r, p.)
struct ScryptCost {
  std::uint32_t log2_n = 17, r = 8, p = 1;
  // Within what this program computes at all: at most 1 GiB.
  bool is_bearable() const;
  bool operator==(const ScryptCost&) const = default;
};

// `salt` has 16 bytes that were never used before: each makes a key of its own, and so the nonce is
// always zero. `about` is not hidden, but can't be changed either. Gives the ciphertext and its tag
// of 16 bytes.
std::string lock(const Secret& secret, const Secret& passphrase, std::string_view salt,
                 const ScryptCost& cost, std::string_view about);

// nullopt for another passphrase, and where anything was changed.
std::optional<Secret> unlock(std::string_view locked, const Secret& passphrase,
                             std::string_view salt, const ScryptCost& cost, std::string_view about);

}  // namespace imprimatur::crypto
