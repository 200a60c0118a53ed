#include "codes/ff1.h"

#include "catch/catch.h"
#include "codes/code.h"
#include "crypto/hex.h"

using namespace imprimatur;
using namespace imprimatur::codes;
using crypto::bytes_of_hex;

namespace {

const std::string k128 = "2B7E151628AED2A6ABF7158809CF4F3C";
const std::string k192 = k128 + "EF4359D8D580AA4F";
const std::string k256 = k192 + "7F036D6F04FC6A94";

constexpr std::string_view digits36 = "0123456789abcdefghijklmnopqrstuvwxyz";

std::uint64_t number_of(std::string_view text, std::string_view digits, std::uint64_t radix) {
  std::uint64_t number = 0;
  for (const char c : text) number = number * radix + digits.find(c);
  return number;
}

std::string text_of(std::uint64_t number, std::size_t length, std::string_view digits,
                    std::uint64_t radix) {
  std::string text(length, '0');
  for (std::size_t i = length; i-- > 0; number /= radix) text[i] = digits[number % radix];
  return text;
}

// Encrypts the text, checks that it decrypts to itself, and gives what came out.
std::string there_and_back(const std::string& key, const std::string& tweak, std::uint32_t radix,
                           std::string_view plain, std::string_view digits) {
  Ff1 ff1(crypto::secret_of_hex(key), tweak, radix, static_cast<std::uint32_t>(plain.size()));
  const std::size_t half = plain.size() / 2;
  const Halves halves{number_of(plain.substr(0, half), digits, radix),
                      number_of(plain.substr(half), digits, radix)};
  const Halves encrypted = ff1.encrypt(halves);
  CHECK(ff1.decrypt(encrypted) == halves);
  return text_of(encrypted.left, half, digits, radix) +
         text_of(encrypted.right, plain.size() - half, digits, radix);
}

}  // namespace

TEST_CASE("FF1 gives NIST's samples for radix 10, without and with a tweak") {
  const auto encrypted = [](const std::string& key, const char* tweak) {
    return there_and_back(key, bytes_of_hex(tweak), 10, "0123456789", digits36);
  };
  CHECK(encrypted(k128, "") == "2433477484");
  CHECK(encrypted(k192, "") == "2830668132");
  CHECK(encrypted(k256, "") == "6657667009");
  CHECK(encrypted(k128, "39383736353433323130") == "6124200773");
  CHECK(encrypted(k192, "39383736353433323130") == "2496655549");
  CHECK(encrypted(k256, "39383736353433323130") == "1001623463");
}

TEST_CASE("FF1 gives NIST's samples for radix 36 and an odd length") {
  const auto encrypted = [](const std::string& key) {
    return there_and_back(key, bytes_of_hex("3737373770717273373737"), 36, "0123456789abcdefghi",
                          digits36);
  };
  CHECK(encrypted(k128) == "a9tv40mll9kdu509eum");
  CHECK(encrypted(k192) == "xbj3kv35jrawxv32ysr");
  CHECK(encrypted(k256) == "xs8a0azh2avyalyzuwd");
}

TEST_CASE("FF1 in the shape of a payload gives the values of an independent implementation") {
  const auto encrypted = [](const char* plain) {
    return there_and_back(k256, "aptic-pass/v1", 32, plain, alphabet);
  };
  CHECK(encrypted("00000000000000") == "MGRNHBGM6D5EC6");
  CHECK(encrypted("00000000000001") == "VEZHNG6HT6XQGR");
  CHECK(encrypted(text_of(1'000'000'000, 14, alphabet, 32).c_str()) == "9Q1XK9YCJKVYKV");
}

TEST_CASE("tweaks that fill one block, two or more all work both ways") {
  std::string before;
  for (const std::size_t size : {0u, 9u, 10u, 11u, 26u, 200u}) {
    const auto encrypted =
        there_and_back(k256, std::string(size, 't'), 32, "ZZZZZZZZZZZZZZ", alphabet);
    CHECK(encrypted != before);
    before = encrypted;
  }
}
