#include "impose/reprint.h"
#include "impose/stretches.h"

#include "catch/catch.h"

#include <map>
#include <random>

using namespace imprimatur;
using namespace imprimatur::impose;

namespace {

// Booklets of a leaf that is no pass and then `passes`, on one stock.
StockPlan stock_of(const Shape& shape) {
  StockPlan stock{{"inner", "Offset", {}}, {}, Plan(shape)};
  for (std::uint32_t leaf = 0; leaf < shape.leaves; ++leaf) {
    BookletLeaf one;
    one.position = leaf;
    if (leaf > 0) one.pass = leaf - 1;
    stock.booklet.push_back(one);
  }
  return stock;
}

}  // namespace

TEST_CASE("a reprint holds each of its passes once, in the slot of the run, and nothing else") {
  const auto piece = GENERATE(Piece::leaf, Piece::spread);
  const auto delivery = GENERATE(shop::Delivery::face_down, shop::Delivery::face_up);
  std::mt19937 dice{20261126};
  const auto roll = [&](std::uint32_t most) {
    return 1 + static_cast<std::uint32_t>(dice() % most);
  };
  for (int i = 0; i < 60; ++i) {
    const Shape shape{
        roll(60), 1 + roll(10), roll(8), roll(10), piece, shop::Stacking::cut_and_stack, delivery};
    const StockPlan stock = stock_of(shape);
    const std::uint32_t per_booklet = shape.leaves - 1;
    std::map<std::uint64_t, std::uint64_t> wanted;
    for (std::uint32_t n = roll(20); n > 0; --n)
      wanted[dice() % (std::uint64_t{shape.carnets} * per_booklet)] = 1'000 + n;
    std::vector<PassAgain> passes;
    for (const auto& [place, serial] : wanted) passes.push_back({place, serial});
    const std::uint32_t whole = roll(shape.carnets) - 1;
    const Reprint reprint(1, piece, per_booklet, passes, {whole});

    std::vector<std::uint32_t> touched;
    std::uint64_t met = 0, covers = 0;
    for (std::uint32_t sheet = 0; sheet < stock.plan.sheets(); ++sheet) {
      bool any = false;
      for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
        const Content content = reprint.at(stock, sheet, slot);
        if (content.is_void()) continue;
        REQUIRE(content == stock.plan.at(sheet, slot));
        any = true;
        if (content.is_blank()) continue;
        const auto pass = stock.booklet[*content.leaf].pass;
        if (!pass) {
          covers += *content.carnet == whole;
          continue;
        }
        const std::uint64_t place = std::uint64_t{*content.carnet} * per_booklet + *pass;
        REQUIRE(wanted.contains(place));
        REQUIRE(reprint.serial_of(*content.carnet, *pass) == wanted.at(place));
        ++met;
      }
      if (any) touched.push_back(sheet);
    }
    REQUIRE(met == wanted.size());
    REQUIRE(covers == 1);
    REQUIRE(reprint.sheets_of(stock) == touched);
  }
}

TEST_CASE("numbers that follow each other are one stretch") {
  using Stretches = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  const auto of = [](std::vector<std::uint32_t> numbers) { return stretches_of(numbers); };
  CHECK(of({}).empty());
  CHECK(of({0}) == Stretches{{0, 0}});
  CHECK(of({1, 2, 3, 7, 9, 10}) == Stretches{{1, 3}, {7, 7}, {9, 10}});
}
