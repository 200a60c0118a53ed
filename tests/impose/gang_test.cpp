#include "impose/gang.h"

#include "catch/catch.h"

using namespace imprimatur::impose;

namespace {

// The least sheets over every way of giving the places out.
std::uint32_t by_trying_all(const std::vector<std::uint32_t>& counts, std::size_t item,
                            std::uint32_t places) {
  if (item == counts.size()) return 0;
  std::uint32_t best = ~std::uint32_t{0};
  const auto others = static_cast<std::uint32_t>(counts.size() - item - 1);
  for (std::uint32_t own = 1; own + others <= places; ++own) {
    const std::uint32_t sheets = (counts[item] + own - 1) / own;
    best = std::min(best, std::max(sheets, by_trying_all(counts, item + 1, places - own)));
  }
  return best;
}

}  // namespace

TEST_CASE("a gang takes the fewest sheets of all ways to give the places out") {
  for (std::uint32_t places = 3; places <= 7; ++places) {
    for (std::uint32_t a = 1; a <= 13; ++a) {
      for (std::uint32_t b = a; b <= 13; b += 2) {
        for (std::uint32_t c = b; c <= 40; c += 5) {
          const std::vector<std::uint32_t> counts{c, a, b};
          const auto found = gang(counts, places);
          REQUIRE(found);
          CAPTURE(places, a, b, c);
          REQUIRE(found->sheets == by_trying_all(counts, 0, places));
        }
      }
    }
  }
}

TEST_CASE("every item of a gang gets its count, in no more places than there are") {
  const std::vector<std::uint32_t> counts{500, 250, 1000, 1};
  const auto found = gang(counts, 8);
  REQUIRE(found);
  std::uint32_t taken = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    CHECK(found->places[i] * found->sheets >= counts[i]);
    taken += found->places[i];
  }
  CHECK(taken <= 8);
  CHECK(found->sheets == 250);
}

TEST_CASE("one item takes all places; more items than places are no gang") {
  CHECK(gang({1000}, 8) == Gang{125, {8}});
  CHECK(gang({7, 7}, 2) == Gang{7, {1, 1}});
  CHECK_FALSE(gang({1, 1, 1}, 2));
}

TEST_CASE("the largest counts don't overflow") {
  const auto found = gang({4'294'967'295u, 4'294'967'295u}, 4);
  REQUIRE(found);
  CHECK(found->sheets == 2'147'483'648u);
}
