#include "artwork/exchange.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::artwork;

TEST_CASE("a request and an answer are read as they were written") {
  const RequestParts parts = to_parts({"profile", "art\nwork\nend\n", 7});
  const std::string asked = parts.head + std::string(parts.artwork) + std::string(parts.end);
  const auto request = read_request(asked);
  REQUIRE(request);
  CHECK(request->profile == "profile");
  CHECK(request->artwork == "art\nwork\nend\n");
  CHECK(request->page == 7);
  using measure::Length;
  const page::Fineness fine{11811, Length{}, Length::from_micrometres(1764)};
  const Answer answer{
      Kind::png, Pixels{3, 4}, fine, {{"artwork-font", "Arial\n"}, {"b", ""}}, "a form"};
  CHECK(read_answer(to_text(answer)) == answer);
  CHECK(read_answer(to_text(Answer{})) == Answer{});
}

TEST_CASE("an answer cut anywhere or with anything added is no answer") {
  const std::string text =
      to_text(Answer{Kind::png, Pixels{3, 4}, page::Fineness{1, {}, {}}, {{"a", "b"}}, "a form"});
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK_FALSE(read_answer(text.substr(0, length)));
  }
  CHECK_FALSE(read_answer(text + "x"));
}

TEST_CASE("an answer that lies about a length is no answer") {
  CHECK_FALSE(
      read_answer("imprimatur-artwork-answer 1\nkind 1\nform 18446744073709551615\n\nend\n"));
  CHECK_FALSE(read_answer("imprimatur-artwork-answer 1\nkind 9\nform 0\n\nend\n"));
  CHECK_FALSE(
      read_answer("imprimatur-artwork-answer 1\nkind 1\npixels 4294967296 1\nform 0\n\nend\n"));
}
