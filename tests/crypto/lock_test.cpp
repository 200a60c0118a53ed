#include "crypto/lock.h"

#include "catch/catch.h"
#include "crypto/hex.h"

using namespace imprimatur::crypto;

namespace {

constexpr ScryptCost cheap{4, 8, 1};
const std::string salt(16, 's');

bool opens(const std::string& locked, std::string_view passphrase, std::string_view about = "x",
           const ScryptCost& cost = cheap, const std::string& with = salt) {
  return unlock(locked, Secret(passphrase), with, cost, about).has_value();
}

}  // namespace

TEST_CASE("a locked secret opens with its passphrase and all that was said of it, and else never") {
  const Secret secret(std::string_view("thirty-two bytes of a master key"));
  const Secret passphrase(std::string_view("cheval batterie agrafe"));
  std::string locked = lock(secret, passphrase, salt, cheap, "x");
  CHECK(locked.size() == 48);
  CHECK(locked.find("master") == std::string::npos);
  const auto again = unlock(locked, passphrase, salt, cheap, "x");
  REQUIRE(again);
  CHECK(same_bytes(again->bytes(), secret.bytes()));
  CHECK_FALSE(opens(locked, "cheval batterie agraf"));
  CHECK_FALSE(opens(locked, ""));
  CHECK_FALSE(opens(locked, "cheval batterie agrafe", "y"));
  CHECK_FALSE(opens(locked, "cheval batterie agrafe", "x", {5, 8, 1}));
  CHECK_FALSE(opens(locked, "cheval batterie agrafe", "x", cheap, std::string(16, 't')));
  CHECK_FALSE(opens(locked.substr(1), "cheval batterie agrafe"));
  CHECK_FALSE(opens("", "cheval batterie agrafe"));
  bool all_refused = true;
  for (char& byte : locked) {
    byte ^= 1;
    all_refused = all_refused && !opens(locked, "cheval batterie agrafe");
    byte ^= 1;
  }
  CHECK(all_refused);
}

TEST_CASE("what is locked is what scrypt and AES-256-GCM of others make") {
  // hashlib.scrypt and AESGCM of Python's cryptography, with a nonce of zeros.
  const Secret secret(std::string_view("thirty-two bytes of a master key"));
  const Secret passphrase(std::string_view("cheval batterie agrafe"));
  CHECK(
      lock(secret, passphrase, salt, cheap, "x") ==
      bytes_of_hex("ccf0e657eaef0879eacf4a1e786a7fb6b5f64d39037e0aae02771cafb8e8a290285cf28a822c67"
                   "bc4177f5df79a9e890"));
}

TEST_CASE("a cost that this machine could not bear is not tried") {
  CHECK(ScryptCost{}.is_bearable());
  CHECK_FALSE(ScryptCost{30, 8, 1}.is_bearable());
  CHECK_FALSE(ScryptCost{17, 4'000'000'000, 1}.is_bearable());
  CHECK_FALSE(ScryptCost{0, 8, 1}.is_bearable());
  CHECK_FALSE(opens(std::string(48, 'x'), "a", "x", {30, 8, 1}));
}
