#include "crypto/secret.h"

#include "catch/catch.h"

#include <type_traits>

using namespace imprimatur::crypto;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);

TEST_CASE("a moved secret is whole in its new place and gone from the old one") {
  Secret first(std::string_view("hush"));
  Secret second(std::move(first));
  CHECK(second.size() == 4);
  CHECK(second.bytes()[0] == 'h');
  Secret third(std::size_t{2});
  third = std::move(second);
  CHECK(third.size() == 4);
}

TEST_CASE("wiping a text leaves none of it") {
  std::string text = "a key that was read from a file";
  const char* memory = text.data();
  wipe(text);
  CHECK(text.empty());
  CHECK(memory[2] == '\0');
  CHECK(memory == text.data());
}

TEST_CASE("bytes are the same only if all of them are") {
  const Secret a(std::string_view("abcd")), b(std::string_view("abcd")),
      c(std::string_view("abce"));
  CHECK(same_bytes(a.bytes(), b.bytes()));
  CHECK_FALSE(same_bytes(a.bytes(), c.bytes()));
  CHECK_FALSE(same_bytes(a.bytes(), a.bytes().first(3)));
  CHECK(same_bytes({}, {}));
}
