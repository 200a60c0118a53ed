// Bytes written as hexadecimal digits, as the standards print their vectors.
#pragma once

#include "crypto/secret.h"

#include <fmt/format.h>

#include <string>

namespace imprimatur::crypto {

inline std::string bytes_of_hex(const std::string& digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

inline Secret secret_of_hex(const std::string& digits) {
  return Secret(bytes_of_hex(digits));
}

inline std::string hex_of(std::span<const std::uint8_t> bytes) {
  std::string digits;
  for (const std::uint8_t byte : bytes) digits += fmt::format("{:02x}", byte);
  return digits;
}

}  // namespace imprimatur::crypto
