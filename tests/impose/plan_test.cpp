#include "impose/plan.h"

#include "catch/catch.h"
#include "shops.h"

#include <algorithm>
#include <random>

using namespace imprimatur;
using namespace imprimatur::impose;

namespace {

// A piece of paper as it leaves the guillotine: what its two sides say.
struct Piece {
  std::optional<LeafPlace> front, back;
};
using Pile = std::vector<Piece>;  // from the top

// The press prints the sheets in order; the back is printed from its own pass through the plan.
std::vector<Pile> print_and_cut(const Plan& plan, std::uint32_t lift, std::uint32_t first_sheet) {
  std::vector<Pile> piles(plan.up());
  for (std::uint32_t s = 0; s < plan.sheets_in_lift(lift); ++s) {
    for (std::uint32_t slot = 0; slot < plan.up(); ++slot) {
      const auto leaf = plan.at(first_sheet + s, slot);
      piles[slot].push_back({leaf, leaf});
    }
  }
  return piles;
}

// Piles are put one under the other in slot order, lift after lift.
Pile stack(const Plan& plan) {
  Pile whole;
  std::uint32_t sheet = 0;
  for (std::uint32_t lift = 0; lift < plan.lifts(); ++lift) {
    for (const Pile& pile : print_and_cut(plan, lift, sheet)) {
      whole.insert(whole.end(), pile.begin(), pile.end());
    }
    sheet += plan.sheets_in_lift(lift);
  }
  return whole;
}

// Nothing but whole booklets, in order, then nothing but void.
bool comes_out_whole(const Plan& plan) {
  const Pile pile = stack(plan);
  std::size_t n = 0;
  for (std::uint32_t carnet = 0; carnet < plan.carnets(); ++carnet) {
    for (std::uint32_t leaf = 0; leaf < plan.leaves(); ++leaf, ++n) {
      if (n >= pile.size() || pile[n].front != LeafPlace{carnet, leaf}) return false;
      if (pile[n].back != pile[n].front) return false;
    }
  }
  return std::all_of(pile.begin() + static_cast<std::ptrdiff_t>(n), pile.end(),
                     [](const Piece& piece) { return !piece.front; }) &&
         pile.size() - n == plan.voids();
}

bool inverse_holds(const Plan& plan) {
  for (std::uint32_t sheet = 0; sheet < plan.sheets(); ++sheet) {
    for (std::uint32_t slot = 0; slot < plan.up(); ++slot) {
      const auto leaf = plan.at(sheet, slot);
      if (leaf && plan.where(*leaf) != SheetPlace{sheet, slot}) return false;
      if (leaf && leaf->leaf != plan.leaf_of(sheet)) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("the example of the header: 5 booklets of 2 leaves, 2-up, 2 booklets a pile") {
  const Plan plan{5, 2, 2, 2};
  CHECK(plan.lifts() == 2);
  CHECK(plan.sheets() == 6);
  CHECK(plan.voids() == 2);
  CHECK(plan.at(2, 1) == LeafPlace{3, 0});
  CHECK(plan.at(4, 0) == LeafPlace{4, 0});
  CHECK_FALSE(plan.at(5, 1));
}

TEST_CASE("printed, cut and stacked, every booklet comes out whole and in order") {
  std::mt19937 dice{20261123};
  const auto roll = [&](std::uint32_t most) {
    return 1 + static_cast<std::uint32_t>(dice() % most);
  };
  for (int i = 0; i < 400; ++i) {
    const Plan plan{roll(300), roll(12), roll(12), roll(40)};
    CAPTURE(plan.carnets(), plan.leaves(), plan.up(), plan.carnets_in_pile(0));
    REQUIRE(comes_out_whole(plan));
    REQUIRE(inverse_holds(plan));
  }
}

TEST_CASE("one booklet, a prime number of them, and exact multiples come out whole") {
  const auto carnets = GENERATE(1u, 2u, 7u, 8u, 319u, 320u, 321u, 1009u, 1200u, 7919u);
  const Plan plan{carnets, 10, 8, 40};
  CHECK(comes_out_whole(plan));
  CHECK(inverse_holds(plan));
  CHECK(plan.voids() < 8u * 10u);
}

TEST_CASE("a million booklets need no more time or memory than ten") {
  const Plan plan{1'000'000, 10, 8, 40};
  CHECK(plan.sheets() == 1'250'000);
  const SheetPlace last = plan.where({999'999, 9});
  CHECK(plan.at(last.sheet, last.slot) == LeafPlace{999'999, 9});
}

TEST_CASE("covers and inner leaves have as many lifts, and the same booklets in every pile") {
  const auto carnets = GENERATE(1u, 9u, 104u, 105u, 1200u, 1201u);
  const Plans plans = plan_run(carnet(), sra3(), 8, carnets);
  REQUIRE(plans.stocks.size() == 2);
  const Plan& cover = plans.stocks[0].plan;
  const Plan& inner = plans.stocks[1].plan;
  REQUIRE(cover.lifts() == inner.lifts());
  for (std::uint32_t c = 0; c < carnets; ++c) {
    const SheetPlace one = cover.where({c, 0}), other = inner.where({c, 0});
    REQUIRE(cover.lift_of(one.sheet) == inner.lift_of(other.sheet));
    REQUIRE(one.slot == other.slot);
    REQUIRE(one.sheet / cover.leaves() == other.sheet / inner.leaves());
  }
}

TEST_CASE("no lift is higher than the guillotine takes, for any stock") {
  shop::Shop shop = sra3();           // 400 inner sheets are 40 booklets; 133 covers are 66
  shop.lift.sheets_of["cover"] = 31;  // 15 booklets
  const Plans plans = plan_run(carnet(), shop, 8, 5000);
  CHECK(plans.stocks[0].plan.sheets_in_lift(0) == 30);
  CHECK(plans.stocks[1].plan.sheets_in_lift(0) == 150);
}

TEST_CASE("a booklet higher than the guillotine's lift is a finding") {
  shop::Shop shop = sra3();
  shop.lift.sheets = 9;
  const Plans plans = plan_run(carnet(), shop, 8, 100);
  CHECK(plans.stocks.empty());
  CHECK(plans.findings.begin()->rule == "lift-too-low");
}

TEST_CASE("more leaves than a run can count are a finding for each stock that has them") {
  const Plans plans = plan_run(carnet(), sra3(), 8, 900'000'000);
  CHECK(plans.stocks.empty());
  REQUIRE(plans.findings.size() == 1);  // two covers a booklet still fit, ten inner leaves don't
  CHECK(plans.findings.begin()->rule == "run-too-long");
}

TEST_CASE("a booklet's leaves keep their kind, their place and their rank among the passes") {
  const auto cover = booklet_on(carnet(), "cover");
  REQUIRE(cover.size() == 2);
  CHECK(cover[1] == BookletLeaf{2, 11, std::nullopt});
  const auto inner = booklet_on(carnet(), "inner");
  REQUIRE(inner.size() == 10);
  CHECK(inner[9] == BookletLeaf{1, 10, 9u});
}
