#include "crypto/base64.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace imprimatur::crypto {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Up to three bytes as 24 bits, the first one highest.
std::uint32_t bits_of(std::string_view bytes) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 3; ++i)
    bits = bits << 8 | (i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0u);
  return bits;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    const std::uint32_t bits = bits_of(group);
    for (std::size_t i = 0; i < 4; ++i)
      text += i <= group.size() ? alphabet[bits >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  const std::string_view digits = text.substr(0, std::min(text.find('='), text.size()));
  std::uint32_t bits = 0, held = 0;
  for (const char c : digits) {
    const std::size_t value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFF);
    bits &= (1u << held) - 1;
  }
  // Whatever else would give these bytes too (bits left over, padding too much) is told here.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace imprimatur::crypto
