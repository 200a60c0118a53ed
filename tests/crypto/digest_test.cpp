#include "crypto/digest.h"

#include "catch/catch.h"

using namespace imprimatur::crypto;

TEST_CASE("SHA-256 gives the values of FIPS 180-4") {
  CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex() ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("hashing piece by piece is hashing the whole") {
  Hasher hasher;
  for (int i = 0; i < 1000; ++i) hasher.add(std::string(1000, 'a'));
  Hasher moved(std::move(hasher));
  CHECK(moved.finish().hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest is read back from exactly 64 hexadecimal digits") {
  const Digest digest = sha256("abc");
  CHECK(Digest::from_hex(digest.hex()) == digest);
  CHECK_FALSE(Digest::from_hex(""));
  CHECK_FALSE(Digest::from_hex(digest.hex().substr(1)));
  CHECK_FALSE(Digest::from_hex(digest.hex() + "0"));
  std::string wrong = digest.hex();
  wrong[10] = 'g';
  CHECK_FALSE(Digest::from_hex(wrong));
}
