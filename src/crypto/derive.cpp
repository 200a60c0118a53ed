#include "crypto/derive.h"

#include "crypto/refusal.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::crypto {
namespace {

constexpr std::size_t hash_size = 32;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

Secret hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message) {
  static constexpr std::uint8_t nothing = 0;  // OpenSSL takes no null pointer for an empty key
  Secret mac(hash_size);
  unsigned written = 0;
  const void* start = key.empty() ? &nothing : key.data();
  if (HMAC(EVP_sha256(), start, static_cast<int>(key.size()), message.data(), message.size(),
           mac.bytes().data(), &written) == nullptr ||
      written != hash_size) {
    refuse("HMAC-SHA-256");
  }
  return mac;
}

Secret hkdf_sha256(const Secret& secret, std::string_view salt, std::string_view info,
                   std::size_t size) {
  assert(size <= 255 * hash_size);
  const Secret extracted = hmac_sha256(bytes_of(salt), secret.bytes());  // RFC 5869, 2.2
  Secret expanded(size);                                                 // RFC 5869, 2.3
  Secret previous(std::size_t{0});
  std::uint8_t count = 0;
  for (std::size_t filled = 0; filled < size; filled += hash_size) {
    Secret message(previous.size() + info.size() + 1);
    auto end = std::ranges::copy(previous.bytes(), message.bytes().begin()).out;
    end = std::ranges::copy(bytes_of(info), end).out;
    *end = ++count;
    previous = hmac_sha256(extracted.bytes(), message.bytes());
    const std::size_t part = std::min(hash_size, size - filled);
    std::ranges::copy(previous.bytes().first(part), expanded.bytes().subspan(filled).begin());
  }
  return expanded;
}

}  // namespace imprimatur::crypto
