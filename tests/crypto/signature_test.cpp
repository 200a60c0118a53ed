#include "crypto/signature.h"

#include "catch/catch.h"
#include "crypto/base64.h"
#include "hex.h"

using namespace imprimatur;
using namespace imprimatur::crypto;

TEST_CASE("Ed25519 signs as RFC 8032, 7.1, has it") {
  struct Vector {
    std::string seed, key, message, signature;
  };
  const auto [seed, key, message, signature] = GENERATE(
      Vector{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
             "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
             "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3"
             "9701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      Vector{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
             "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3"
             "613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"});
  const SigningKey signing(secret_of_hex(seed));
  CHECK(hex_of(signing.public_key()) == key);
  const std::string text = bytes_of_hex(message), signed_so = bytes_of_hex(signature);
  CHECK(signing.sign(text) == signed_so);
  CHECK(is_signature(signed_so, text, signing.public_key()));
}

TEST_CASE("a signature with any byte changed, cut or under another key is none") {
  const SigningKey key(Secret(std::string(32, 'a'))), other(Secret(std::string(32, 'b')));
  const std::string good = key.sign("142 events");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] ^= 1;
    CHECK_FALSE(is_signature(bad, "142 events", key.public_key()));
  }
  CHECK_FALSE(is_signature(good, "143 events", key.public_key()));
  CHECK_FALSE(is_signature(good, "142 events", other.public_key()));
  CHECK_FALSE(is_signature(good, "142 events", PublicKey{}));
  CHECK_FALSE(is_signature(good.substr(1), "142 events", key.public_key()));
  CHECK_FALSE(is_signature("", "142 events", key.public_key()));
}

TEST_CASE("base 64 is that of RFC 4648, section 10, both ways") {
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"},
                                                         {"\xff\xfe\xfb", "//77"}};
  for (const auto& [bytes, text] : vectors) {
    CHECK(to_base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
  }
}

TEST_CASE("base 64 that its own writer wouldn't write is refused") {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=Zg=", "Zg==Zg==", "Zm9v\n",
                           " Zm9v", "Zm-v", "====", "Zm9vZ", "Zm9\xc3"})
    CHECK_FALSE(from_base64(text));
}
