#include "impose/plan.h"

#include "catch/catch.h"
#include "shops.h"

#include <algorithm>
#include <random>

using namespace imprimatur;
using namespace imprimatur::impose;

namespace {

Plan plan_of(std::uint32_t carnets, std::uint32_t leaves, std::uint32_t places,
             std::uint32_t carnets_per_pile) {
  return Plan({carnets, leaves, places, carnets_per_pile});
}

// What is printed is found again where the plan says, and nothing is printed twice.
bool inverse_holds(const Plan& plan) {
  std::uint64_t leaves = 0;
  for (std::uint32_t sheet = 0; sheet < plan.sheets(); ++sheet) {
    for (std::uint32_t slot = 0; slot < plan.up(); ++slot) {
      const Content content = plan.at(sheet, slot);
      if (content.is_void() || content.is_blank()) continue;
      ++leaves;
      if (plan.where({*content.carnet, *content.leaf}) != SheetPlace{sheet, slot}) return false;
    }
  }
  return leaves == std::uint64_t{plan.carnets()} * plan.leaves();
}

}  // namespace

TEST_CASE("the example of the header: 5 booklets of 2 leaves, 2-up, 2 booklets a pile") {
  const Plan plan = plan_of(5, 2, 2, 2);
  CHECK(plan.lifts() == 2);
  CHECK(plan.sheets() == 6);
  CHECK(plan.voids() == 2);
  CHECK(plan.at(2, 1) == Content{3u, 0u});
  CHECK(plan.at(4, 0) == Content{4u, 0u});
  CHECK(plan.at(5, 1).is_void());
}

TEST_CASE(
    "every slot is found again from its leaf, whatever the pieces, the stacking and the delivery") {
  const auto piece = GENERATE(Piece::leaf, Piece::spread);
  const auto stacking = GENERATE(shop::Stacking::cut_and_stack, shop::Stacking::step_and_repeat);
  const auto delivery = GENERATE(shop::Delivery::face_down, shop::Delivery::face_up);
  std::mt19937 dice{20261123};
  const auto roll = [&](std::uint32_t most) {
    return 1 + static_cast<std::uint32_t>(dice() % most);
  };
  for (int i = 0; i < 60; ++i) {
    Shape shape{roll(300), roll(12), roll(12), roll(40), piece, stacking, delivery};
    for (std::uint32_t place = 0; i % 2 == 0 && place < shape.places; ++place)
      shape.backs_up.push_back(roll(2) == 1);
    const Plan plan{shape};
    CAPTURE(plan.carnets(), plan.leaves(), plan.up(), plan.carnets_in_pile(0));
    REQUIRE(inverse_holds(plan));
  }
}

TEST_CASE("step-and-repeat lays following booklets side by side") {
  const Plan plan{{5, 2, 2, 2, Piece::leaf, shop::Stacking::step_and_repeat}};
  CHECK(plan.at(0, 0) == Content{0u, 0u});
  CHECK(plan.at(0, 1) == Content{1u, 0u});
  CHECK(plan.at(2, 0) == Content{2u, 0u});
  CHECK(plan.at(4, 1).is_void());
}

TEST_CASE("face-up delivery prints the last sheet first") {
  const Plan plan{
      {5, 2, 2, 2, Piece::leaf, shop::Stacking::cut_and_stack, shop::Delivery::face_up}};
  CHECK(plan.at(5, 0) == Content{0u, 0u});
  CHECK(plan.at(0, 0) == Content{4u, 1u});
  CHECK(plan.lift_of(0) == 1);
}

TEST_CASE("a spread has the first of its leaves at the right, the last at the left") {
  const Plan plan{{1, 3, 1, 1, Piece::spread}};  // three leaves and a blank one
  CHECK(plan.pieces() == 2);
  CHECK(plan.at(0, 1) == Content{0u, 0u});
  CHECK(plan.at(0, 0).is_blank());
  CHECK(plan.at(1, 1) == Content{0u, 1u});
  CHECK(plan.at(1, 0) == Content{0u, 2u});
  CHECK(plan.blanks() == 1);
  CHECK(Plan({7, 4, 1, 1, Piece::spread}).blanks() == 0);
  CHECK(Plan({7, 3, 1, 1, Piece::leaf}).blanks() == 0);
}

TEST_CASE("paper folded round a spread moves what it shows to the spine") {
  page::Document document = carnet(4);  // 300 µm of cover, then 100 µm a leaf
  document.binding = page::Binding::saddle;
  const auto inner = booklet_on(document, "inner");
  CHECK(inner[0].creep.micrometres() == 300);
  CHECK(inner[1].creep.micrometres() == 400);
  CHECK(inner[2].creep.micrometres() == 400);
  CHECK(inner[3].creep.micrometres() == 300);
  CHECK(booklet_on(document, "cover")[0].creep == Length{});
  document.binding = page::Binding::left;
  CHECK(booklet_on(document, "inner")[1].creep == Length{});
}

TEST_CASE("a blank leaf counts for the creep as any other") {
  page::Document document = carnet(3);  // the second spread is the last pass and a blank leaf
  document.binding = page::Binding::saddle;
  const auto inner = booklet_on(document, "inner");
  CHECK(inner[0].creep.micrometres() == 300);
  CHECK(inner[1].creep.micrometres() == 400);
  CHECK(inner[2].creep.micrometres() == 400);  // the left half of the same spread
}

TEST_CASE("a million booklets need no more time or memory than ten") {
  const Plan plan = plan_of(1'000'000, 10, 8, 40);
  CHECK(plan.sheets() == 1'250'000);
  const SheetPlace last = plan.where({999'999, 9});
  CHECK(plan.at(last.sheet, last.slot) == Content{999'999u, 9u});
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
  CHECK(cover[1] == BookletLeaf{2, 11, std::nullopt, {}});
  const auto inner = booklet_on(carnet(), "inner");
  REQUIRE(inner.size() == 10);
  CHECK(inner[9] == BookletLeaf{1, 10, 9u, {}});
}
