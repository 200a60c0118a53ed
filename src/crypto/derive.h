// Keys from keys: HMAC-SHA-256 (RFC 2104, FIPS 198-1) and HKDF (RFC 5869) over it.
#pragma once

#include "crypto/secret.h"

#include <cstddef>
#include <string_view>

namespace imprimatur::crypto {

// 32 bytes. Any length of key and message, zero included.
Secret hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message);

// `size` bytes (at most 255 × 32) that tell nothing of `secret` nor of the bytes for another
// `info`. An empty salt stands for 32 zeros (RFC 5869, 2.2).
Secret hkdf_sha256(const Secret& secret, std::string_view salt, std::string_view info,
                   std::size_t size);

}  // namespace imprimatur::crypto
