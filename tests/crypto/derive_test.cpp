#include "crypto/derive.h"

#include "catch/catch.h"
#include "crypto/hex.h"

using namespace imprimatur::crypto;

namespace {

std::string counting(int first, int last) {
  std::string bytes;
  for (int i = first; i <= last; ++i) bytes += static_cast<char>(i);
  return bytes;
}

}  // namespace

TEST_CASE("HMAC-SHA-256 gives the values of RFC 4231") {
  const auto mac = [](std::string_view key, std::string_view text) {
    const Secret k(key), t(text);
    return hex_of(hmac_sha256(k.bytes(), t.bytes()).bytes());
  };
  CHECK(mac(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(mac("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(mac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(mac("", "") == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("HKDF gives the values of RFC 5869, appendix A.1 to A.3") {
  const Secret short_key(std::string(22, '\x0b'));
  CHECK(hex_of(hkdf_sha256(short_key, counting(0x00, 0x0c), counting(0xf0, 0xf9), 42).bytes()) ==
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  CHECK(hex_of(hkdf_sha256(Secret(counting(0x00, 0x4f)), counting(0x60, 0xaf), counting(0xb0, 0xff),
                           82)
                   .bytes()) ==
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e"
        "590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
  CHECK(hex_of(hkdf_sha256(short_key, "", "", 42).bytes()) ==
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST_CASE("keys for two purposes have nothing in common") {
  const Secret master(std::string(32, 'm'));
  const Secret one = hkdf_sha256(master, "", "one", 32), two = hkdf_sha256(master, "", "two", 32);
  CHECK_FALSE(same_bytes(one.bytes(), two.bytes()));
  CHECK(same_bytes(one.bytes(), hkdf_sha256(master, "", "one", 32).bytes()));
}
