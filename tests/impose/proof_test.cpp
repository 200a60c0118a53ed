#include "impose/proof.h"

#include "catch/catch.h"
#include "shops.h"

#include <random>

using namespace imprimatur;
using namespace imprimatur::impose;
using namespace imprimatur::measure::literals;

namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : dice_(seed) {}
  std::uint32_t up_to(std::uint32_t most) { return 1 + static_cast<std::uint32_t>(dice_() % most); }
  bool tossed() { return dice_() % 2 == 0; }
  Length between(int least, int most) {
    return (least + static_cast<int>(dice_() % static_cast<std::uint32_t>(most - least))) * 1_mm;
  }

 private:
  std::mt19937 dice_;
};

shop::Shop any_shop(Dice& dice) {
  shop::Shop shop = sra3(dice.tossed() ? shop::Flip::short_edge : shop::Flip::long_edge);
  shop.sheet = {dice.between(300, 800), dice.between(300, 800)};
  shop.gripper = {static_cast<shop::Edge>(dice.up_to(4) - 1), dice.between(0, 15)};
  shop.gutter = dice.tossed() ? Length{} : dice.between(1, 12);
  shop.work = static_cast<shop::Work>(dice.up_to(3) - 1);
  shop.stacking = dice.tossed() ? shop::Stacking::cut_and_stack : shop::Stacking::step_and_repeat;
  shop.delivery = dice.tossed() ? shop::Delivery::face_down : shop::Delivery::face_up;
  shop.lift.height.reset();
  shop.lift.sheets = 13 + dice.up_to(300);
  if (dice.tossed()) shop.back_shift = {dice.between(-2, 2), dice.between(-2, 2)};
  return shop;
}

page::Document any_product(Dice& dice) {
  page::Document document = carnet(dice.up_to(13));
  document.leaf = {dice.between(40, 120), dice.between(40, 120)};
  document.binding = dice.tossed() ? page::Binding::saddle : page::Binding::left;
  return document;
}

Run a_run(std::uint32_t carnets = 37) {
  return *impose_run(carnet(), sra3(), carnets).run;
}

}  // namespace

TEST_CASE("whatever the shop, the product and the quantity, every booklet comes out whole") {
  Dice dice{20261126};
  int runs = 0;
  for (int i = 0; i < 3000; ++i) {
    const shop::Shop shop = any_shop(dice);
    const page::Document product = any_product(dice);
    const std::uint32_t carnets = i % 10 == 0 ? 1 : dice.up_to(400);
    const ImposedRun imposed = impose_run(product, shop, carnets);
    if (!imposed.run) continue;
    ++runs;
    const auto fault = fault_of(*imposed.run);
    CAPTURE(i, carnets, fault ? fault->en : "");
    REQUIRE_FALSE(fault);
  }
  CHECK(runs > 2000);  // the others have too little room, and a finding
}

TEST_CASE("prime numbers of booklets and exact multiples come out whole") {
  const auto carnets = GENERATE(1u, 2u, 7u, 8u, 319u, 320u, 321u, 1009u, 1200u, 7919u);
  CHECK_FALSE(fault_of(a_run(carnets)));
}

TEST_CASE("a back that isn't behind its front is found") {
  Run run = a_run();
  std::swap(run.layout.back[2], run.layout.back[3]);
  CHECK(fault_of(run));
  run = a_run();
  run.layout.back[0].leaf.origin.x += 1_um;
  CHECK(fault_of(run));
  run = a_run();
  run.layout.back[0].face = Face::recto;
  CHECK(fault_of(run));
}

TEST_CASE("leaves that overlap or leave the sheet are found") {
  Run run = a_run();
  run.layout.front[1] = run.layout.front[0];
  run.layout.back[1] = run.layout.back[0];
  CHECK(fault_of(run));
  run = a_run();
  run.layout.sheet.height -= 30_mm;
  CHECK(fault_of(run));
}

TEST_CASE("a run delivered or stacked otherwise than it was planned is found") {
  Run run = a_run();
  run.delivery = shop::Delivery::face_up;
  CHECK(fault_of(run));
  run = a_run();
  run.stacking = shop::Stacking::step_and_repeat;
  CHECK(fault_of(run));
}

TEST_CASE("covers that don't meet their booklets are found") {
  Run run = a_run();
  run.stocks[0].plan = Plan({37, 2, run.layout.pieces(), 3});
  CHECK(fault_of(run));
  run = a_run();
  run.carnets = 38;
  CHECK(fault_of(run));
}

TEST_CASE("piles printed with their backs up are turned over whole, and then come out in order") {
  shop::Shop shop = sra3();
  shop.sheet = {720_mm, 520_mm};
  shop.gripper = {shop::Edge::bottom, 12_mm};
  shop.work = shop::Work::work_and_turn;
  const auto imposed = impose_run(carnet(), shop, 100);
  REQUIRE(imposed.run);
  const Layout& layout = imposed.run->layout;
  const Plan& inner = imposed.run->stocks[1].plan;
  const std::uint32_t last = inner.sheets_in_lift(0) - 1;
  bool some_up = false, some_down = false;
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    const bool back_up = layout.front[slot].face == Face::verso;
    (back_up ? some_up : some_down) = true;
    const Content top = inner.at(back_up ? last : 0, slot),
                  next = inner.at(back_up ? last - 1 : 1, slot);
    CHECK(top.leaf == 0u);  // of what lies on top once it is turned
    CHECK(next.leaf == 1u);
    CHECK(top.carnet == next.carnet);
  }
  CHECK(some_up);
  CHECK(some_down);
}
