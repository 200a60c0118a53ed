#include "ledger/spans.h"

#include "catch/catch.h"

#include <random>
#include <set>

using namespace imprimatur::ledger;

namespace {

using Serials = std::set<std::uint64_t>;

Serials serials_in(const Spans& set) {
  Serials all;
  for (const Span& span : set.spans())
    for (std::uint64_t serial = span.first; serial <= span.last; ++serial) all.insert(serial);
  return all;
}

std::vector<Span> random_spans(std::mt19937& random) {
  std::vector<Span> spans;
  const auto below = [&](std::uint64_t n) { return std::uint64_t{random()} % n; };
  for (std::uint64_t n = below(7); n > 0; --n) {
    const std::uint64_t first = 1 + below(60);
    spans.push_back({first, first + below(12)});
  }
  return spans;
}

Serials serials_of(const std::vector<Span>& spans) {
  Serials all;
  for (const Span& span : spans)
    for (std::uint64_t serial = span.first; serial <= span.last; ++serial) all.insert(serial);
  return all;
}

}  // namespace

TEST_CASE("spans in any order become ascending ones that don't touch") {
  const Spans set({{20, 22}, {1, 3}, {4, 5}, {21, 30}, {9, 8}});
  CHECK(set.spans() == std::vector<Span>{{1, 5}, {20, 30}});
  CHECK(set.count() == 16);
  CHECK(set.holds(5));
  CHECK_FALSE(set.holds(6));
  CHECK_FALSE(set.holds(31));
  CHECK(Spans{}.empty());
}

TEST_CASE("sets of serials answer as sets of single serials do, whatever spans they are made of") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const auto a = random_spans(random), b = random_spans(random);
    const Spans one(a), other(b);
    Serials both = serials_of(a), left, common;
    for (const std::uint64_t serial : serials_of(a))
      (serials_of(b).contains(serial) ? common : left).insert(serial);
    both.merge(serials_of(b));
    REQUIRE(serials_in(one.with(other)) == both);
    REQUIRE(serials_in(one.without(other)) == left);
    REQUIRE(serials_in(one.common(other)) == common);
    REQUIRE(one.count() == serials_of(a).size());
    REQUIRE(one.with(other) == other.with(one));
    for (std::uint64_t serial = 0; serial < 75; ++serial)
      REQUIRE(one.holds(serial) == serials_of(a).contains(serial));
  }
}
