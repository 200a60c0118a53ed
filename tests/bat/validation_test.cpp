#include "bat/validation.h"

#include "catch/catch.h"

#include <set>

using namespace imprimatur;

namespace {

std::string code_of(std::string_view order, std::uint32_t version, std::string_view content,
                    std::string_view key = "the key of the tests of BATs, ok") {
  return bat::validation_code(crypto::Secret(key), order, version, crypto::sha256(content));
}

}  // namespace

TEST_CASE("a validation code is six characters that nobody takes for others") {
  for (std::uint32_t version = 1; version <= 200; ++version) {
    const std::string code = code_of("A", version, "x");
    CHECK(code.size() == 6);
    CHECK(code.find_first_not_of("34679ACDEFGHJKMNPQRTVWXY") == std::string::npos);
  }
}

TEST_CASE("order, version, content and key each make another validation code") {
  const std::set<std::string> codes{code_of("A", 1, "x"), code_of("B", 1, "x"),
                                    code_of("A", 2, "x"), code_of("A", 1, "y"),
                                    code_of("A", 1, "x", "another key")};
  CHECK(codes.size() == 5);
  CHECK(code_of("A", 1, "x") == code_of("A", 1, "x"));
}

TEST_CASE("a validation code is the first digits, base 24, of an HMAC that anybody can compute") {
  CHECK(code_of("A", 1, "x") == "WMXYPM");
}

TEST_CASE("a validation code is read in any case, with spaces and dashes") {
  for (const char* typed :
       {"K7WPQ4", "k7wpq4", " K7W PQ4\n", "k7w-pq4", "K7W\u00a0PQ4", "k7w–pq4"}) {
    INFO(typed);
    CHECK(bat::read_validation_code(typed) == "K7WPQ4");
  }
  for (const char* typed : {"", "K7WPQ", "K7WPQ44", "K7WPQ0", "K7WPQO", "K7WPQé"}) {
    INFO(typed);
    CHECK_FALSE(bat::read_validation_code(typed));
  }
}
