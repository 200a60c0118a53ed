// FF1, format-preserving encryption of a short string of numerals: NIST SP 800-38G, algorithms 7
// and 8.
#pragma once

#include "crypto/aes.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace imprimatur::codes {

// A string of n numerals X as two numbers, NUM(A) and NUM(B) of the standard: A is its first ⌊n/2⌋
// numerals, B the rest, the leftmost numeral of each weighing most.
struct Halves {
  std::uint64_t left = 0, right = 0;
  bool operator==(const Halves&) const = default;
};

// A bijection of the strings of `length` numerals below `radix`. Each half must fit in 64 bits,
// which is what makes it quick: no arithmetic beyond 128 bits. Move-only; one thread at a time.
class Ff1 {
 public:
  // `key` has 16, 24 or 32 bytes. radix^length is at least a million (SP 800-38G Rev. 1) and
  // radix^⌈length/2⌉ below 2^64.
  Ff1(const crypto::Secret& key, std::string_view tweak, std::uint32_t radix, std::uint32_t length);

  Halves encrypt(Halves plain);
  Halves decrypt(Halves encrypted);

 private:
  std::uint64_t round(std::uint8_t number, std::uint64_t half, std::uint64_t modulus);

  crypto::Aes aes_;
  std::uint64_t left_size_, right_size_;  // radix^u and radix^v: how many numbers each half holds
  std::uint32_t half_bytes_;              // b of the standard: bytes that hold NUM(B)
  std::uint32_t round_bytes_;             // d of the standard
  crypto::Block before_{};  // CBC-MAC over P and all blocks of Q that are the same in every round
  crypto::Block last_{};    // the last block of Q, round number and half left at zero
};

}  // namespace imprimatur::codes
