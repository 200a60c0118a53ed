#include "impose/finished.h"

#include "catch/catch.h"
#include "impose/proof.h"
#include "shops.h"

using namespace imprimatur;
using namespace imprimatur::impose;
using namespace measure::literals;

namespace {

Finished flyer(std::uint32_t leaves) {
  return {{100_mm, 100_mm}, 3_mm, 100_um, leaves, true, std::nullopt, {}};
}

// The leaves of one sheet's front, by slot; -1 where there is none.
std::vector<int> on_sheet(const FinishedRun& run, std::uint32_t sheet) {
  std::vector<int> leaves;
  for (std::uint32_t slot = 0; slot < run.plan().up(); ++slot) {
    const auto shown = run.at(sheet, slot);
    leaves.push_back(shown ? static_cast<int>(shown->leaf) : -1);
  }
  return leaves;
}

}  // namespace

TEST_CASE("every scheme passes the inverse proof and makes each leaf as often as was asked") {
  const auto scheme = GENERATE(Scheme::cut_and_stack, Scheme::step_and_repeat,
                               Scheme::saddle_stitch, Scheme::perfect_bound, Scheme::one_up);
  for (std::uint32_t leaves = 1; leaves <= 9; ++leaves) {
    for (const std::uint32_t copies : {1u, 2u, 5u, 31u}) {
      Finished finished = flyer(leaves);
      finished.copies = copies;
      const auto planned = plan_finished(sra3(), scheme, finished);
      REQUIRE(planned.run);
      CHECK_FALSE(fault_of(planned.run->run()));
      for (const std::uint64_t made : planned.run->made()) {
        CHECK(made >= copies);
        if (scheme != Scheme::step_and_repeat) CHECK(made == copies);
      }
    }
  }
}

TEST_CASE(
    "without a number of copies repeated and bound work fills its sheets, the rest is made once") {
  const auto made = [](Scheme scheme) {
    return plan_finished(sra3(), scheme, flyer(4)).run->made().front();
  };
  const std::uint32_t up =
      plan_finished(sra3(), Scheme::step_and_repeat, flyer(4)).run->plan().up();
  REQUIRE(up > 2);
  CHECK(made(Scheme::step_and_repeat) == up);
  CHECK(made(Scheme::perfect_bound) == up);
  CHECK(made(Scheme::cut_and_stack) == 1);
  CHECK(made(Scheme::one_up) == 1);
}

TEST_CASE("collated copies start again with the first leaf") {
  shop::Shop shop = sra3();
  shop.wishes.columns = 2;
  shop.wishes.rows = 1;
  Finished finished = flyer(3);
  finished.copies = 2;
  const auto planned = plan_finished(shop, Scheme::cut_and_stack, finished);
  REQUIRE(planned.run->plan().sheets() == 3);
  CHECK(on_sheet(*planned.run, 0) == std::vector<int>{0, 0});
  CHECK(on_sheet(*planned.run, 2) == std::vector<int>{2, 2});
}

TEST_CASE("a leaf of a gang fills the places it was given") {
  shop::Shop shop = sra3();
  shop.wishes.columns = 3;
  shop.wishes.rows = 1;
  Finished finished = flyer(2);
  finished.counts = {10, 100};
  const auto planned = plan_finished(shop, Scheme::gang, finished);
  REQUIRE(planned.run);
  CHECK(planned.run->times() == 50);
  CHECK(on_sheet(*planned.run, 0) == std::vector<int>{0, 1, 1});
  CHECK(planned.run->made() == std::vector<std::uint64_t>{50, 100});
}

TEST_CASE("bleed beyond the crop marks' distance is cut to it rather than refused") {
  Finished finished = flyer(1);
  finished.bleed = 10_mm;
  const auto planned = plan_finished(sra3(), Scheme::one_up, finished);
  REQUIRE(planned.run);
  CHECK(planned.run->run().layout.bleed == sra3().crop.offset);
}

TEST_CASE("a book higher than the guillotine's lift is a finding") {
  shop::Shop shop = sra3();
  shop.lift.sheets = 3;
  CHECK(plan_finished(shop, Scheme::perfect_bound, flyer(4)).findings.has_errors());
  CHECK_FALSE(plan_finished(shop, Scheme::cut_and_stack, flyer(4)).findings.has_errors());
}
