#include "codes/ff1.h"

#include <cassert>
#include <cstddef>
#include <string>

namespace imprimatur::codes {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::uint8_t rounds = 10;

std::uint64_t power(std::uint32_t base, std::uint32_t exponent) {
  Wide value = 1;
  for (std::uint32_t i = 0; i < exponent; ++i) {
    value *= base;
    assert(value >> 64 == 0 && "a half of this FF1 does not fit in 64 bits");
  }
  return static_cast<std::uint64_t>(value);
}

// ⌈⌈v·log2(radix)⌉ / 8⌉: bytes that hold every number below radix^v.
std::uint32_t bytes_for(std::uint64_t size) {
  std::uint32_t bytes = 0;
  for (std::uint64_t most = size - 1; most != 0; most >>= 8) ++bytes;
  return bytes;
}

void add_number(std::string& text, std::uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i));
}

void mix(crypto::Block& into, const crypto::Block& with) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = into[i] ^ with[i];
}

crypto::Block block_at(const std::string& text, std::size_t place) {
  crypto::Block block;
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] = static_cast<std::uint8_t>(text[place + i]);
  }
  return block;
}

}  // namespace

Ff1::Ff1(const crypto::Secret& key, std::string_view tweak, std::uint32_t radix,
         std::uint32_t length)
    : aes_(key),
      left_size_(power(radix, length / 2)),
      right_size_(power(radix, length - length / 2)),
      half_bytes_(bytes_for(right_size_)),
      round_bytes_(4 * ((half_bytes_ + 3) / 4) + 4) {
  assert(radix >= 2 && radix <= 65536);
  assert(Wide{left_size_} * right_size_ >= 1'000'000);
  // P, step 5, and Q, step 6.i: tweak, zeros, round number, NUM(B), a whole number of blocks.
  std::string text("\x01\x02\x01", 3);
  add_number(text, radix, 3);
  text += static_cast<char>(rounds);
  text += static_cast<char>(length / 2);
  add_number(text, length, 4);
  add_number(text, tweak.size(), 4);
  text += tweak;
  while ((text.size() + 1 + half_bytes_) % 16 != 0) text += '\0';
  text.append(1 + half_bytes_, '\0');
  for (std::size_t place = 0; place + 16 < text.size(); place += 16) {
    mix(before_, block_at(text, place));
    before_ = aes_.encrypt(before_);
  }
  last_ = block_at(text, text.size() - 16);
}

// NUM(S) mod `modulus`, steps 6.ii to 6.vi. A half of at most 8 bytes makes d at most 12, so the
// one block R of step 6.ii holds all of S.
std::uint64_t Ff1::round(std::uint8_t number, std::uint64_t half, std::uint64_t modulus) {
  crypto::Block block = last_;
  for (std::uint32_t i = 0; i < half_bytes_; ++i) {
    block[15 - i] = static_cast<std::uint8_t>(half >> (8 * i));
  }
  block[15 - half_bytes_] = number;
  mix(block, before_);
  block = aes_.encrypt(block);
  Wide sum = 0;
  for (std::uint32_t i = 0; i < round_bytes_; ++i) sum = sum << 8 | block[i];
  if ((modulus & (modulus - 1)) == 0) return static_cast<std::uint64_t>(sum) & (modulus - 1);
  return static_cast<std::uint64_t>(sum % modulus);
}

Halves Ff1::encrypt(Halves plain) {
  assert(plain.left < left_size_ && plain.right < right_size_);
  auto [a, b] = plain;
  for (std::uint8_t i = 0; i < rounds; ++i) {
    const std::uint64_t modulus = i % 2 == 0 ? left_size_ : right_size_;
    const Wide sum = Wide{a} + round(i, b, modulus);
    a = std::exchange(b, static_cast<std::uint64_t>(sum < modulus ? sum : sum - modulus));
  }
  return {a, b};
}

Halves Ff1::decrypt(Halves encrypted) {
  assert(encrypted.left < left_size_ && encrypted.right < right_size_);
  auto [a, b] = encrypted;
  for (std::uint8_t i = rounds; i-- > 0;) {
    const std::uint64_t modulus = i % 2 == 0 ? left_size_ : right_size_;
    const Wide sum = Wide{b} + (modulus - round(i, a, modulus));
    b = std::exchange(a, static_cast<std::uint64_t>(sum < modulus ? sum : sum - modulus));
  }
  return {a, b};
}

}  // namespace imprimatur::codes
