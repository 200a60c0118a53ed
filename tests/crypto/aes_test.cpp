#include "crypto/aes.h"

#include "catch/catch.h"
#include "crypto/hex.h"

#include <algorithm>

using namespace imprimatur::crypto;

namespace {

Block block_of_hex(const std::string& digits) {
  Block block{};
  const std::string bytes = bytes_of_hex(digits);
  std::ranges::copy(bytes, block.begin());
  return block;
}

}  // namespace

TEST_CASE("AES gives the values of FIPS 197, appendix C, for all three key sizes") {
  const Block plain = block_of_hex("00112233445566778899aabbccddeeff");
  const std::string key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  const auto encrypted = [&](std::size_t key_bytes) {
    return hex_of(Aes(secret_of_hex(key.substr(0, 2 * key_bytes))).encrypt(plain));
  };
  CHECK(encrypted(16) == "69c4e0d86a7b0430d8cdb78070b4c55a");
  CHECK(encrypted(24) == "dda97ca4864cdfe06eaf70a0ec0d7191");
  CHECK(encrypted(32) == "8ea2b7ca516745bfeafc49904b496089");
}

TEST_CASE("each block is encrypted for itself, however many came before") {
  Aes first(secret_of_hex("2b7e151628aed2a6abf7158809cf4f3c"));
  const Block a = block_of_hex("6bc1bee22e409f96e93d7e117393172a");
  const Block b = block_of_hex("ae2d8a571e03ac9c9eb76fac45af8e51");
  CHECK(hex_of(first.encrypt(a)) == "3ad77bb40d7a3660a89ecaf32466ef97");
  CHECK(hex_of(first.encrypt(b)) == "f5d3d58503b9699de785895a96fdbaaf");
  Aes moved(std::move(first));
  CHECK(hex_of(moved.encrypt(a)) == "3ad77bb40d7a3660a89ecaf32466ef97");
}
