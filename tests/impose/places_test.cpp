#include "impose/places.h"

#include "catch/catch.h"
#include "shops.h"

#include <algorithm>
#include <numeric>

using namespace imprimatur;
using namespace imprimatur::impose;
using namespace imprimatur::measure::literals;

namespace {

const Size carnet_leaf{178_mm, 72_mm}, small_leaf{85_mm, 54_mm};

Layout layout_for(const shop::Shop& shop, Size leaf) {
  return lay_out(shop, {leaf, 3_mm}).layout.value();
}

std::vector<Rect> all_of(const MarkPlaces& places) {
  std::vector<Rect> all = places.registration;
  all.insert(all.end(), places.colour_bars.begin(), places.colour_bars.end());
  if (places.sheet_code) all.push_back(*places.sheet_code);
  all.insert(all.end(), {places.sheet_line, places.content_line});
  return all;
}

// What a side may print on: within the margins and the gripper's edge, as the press sees it.
Rect printable(const shop::Shop& shop, Size sheet) {
  shop::Margins m = shop.margins;
  Length* const edges[] = {&m.left, &m.top, &m.right, &m.bottom};
  Length& held = *edges[static_cast<int>(shop.gripper.edge)];
  held = std::max(held, shop.gripper.depth);
  return {{m.left, m.top}, {sheet.width - m.left - m.right, sheet.height - m.top - m.bottom}};
}

shop::Shop any_shop() {
  shop::Shop shop = sra3(GENERATE(shop::Flip::short_edge, shop::Flip::long_edge));
  if (GENERATE(false, true)) shop.sheet = shop.sheet.turned();
  shop.gripper.edge = GENERATE(shop::Edge::left, shop::Edge::top);
  return shop;
}

}  // namespace

TEST_CASE("marks stand apart, outside the crop marks, in the printable area, on both sides") {
  const shop::Shop shop = any_shop();
  const Layout layout = layout_for(shop, GENERATE(carnet_leaf, small_leaf));
  for (const Side side : {Side::front, Side::back}) {
    const std::vector<Rect> marks = all_of(mark_places(layout, side, shop));
    const Rect block = layout.net(side).grown(shop.crop.offset + shop.crop.length);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      CHECK(printable(shop, layout.sheet).holds(marks[i]));
      CHECK_FALSE(block.overlaps(marks[i]));
      for (std::size_t k = 0; k < i; ++k) CHECK_FALSE(marks[k].overlaps(marks[i]));
    }
  }
}

TEST_CASE("a mark of the back is the same place of the paper as that of the front") {
  const shop::Shop shop = any_shop();
  const Layout layout = layout_for(shop, carnet_leaf);
  const std::vector<Rect> front = all_of(mark_places(layout, Side::front, shop));
  const std::vector<Rect> back = all_of(mark_places(layout, Side::back, shop));
  REQUIRE(front.size() == back.size());
  for (std::size_t i = 0; i < front.size(); ++i) CHECK(back[i] == layout.behind(front[i]));
}

TEST_CASE("registration marks stand in the middle of the sides that have room for one") {
  const shop::Shop shop = sra3();
  const auto tight = mark_places(layout_for(shop, carnet_leaf), Side::front, shop);
  REQUIRE(tight.registration.size() == 2);
  for (const Rect& mark : tight.registration) {
    CHECK(mark.size == Size{5_mm, 5_mm});
    CHECK(mark.top() + mark.size.height / 2 == 160_mm);  // of 320 mm
  }
  shop::Shop wide = shop;
  wide.wishes.rows = 3;
  CHECK(mark_places(layout_for(wide, carnet_leaf), Side::front, wide).registration.size() == 4);
}

TEST_CASE("what a shop does without has no place, and the slug takes what becomes free") {
  shop::Shop shop = sra3();
  const Layout layout = layout_for(shop, carnet_leaf);
  const Rect line = mark_places(layout, Side::front, shop).sheet_line;
  shop.extras = {false, false, false};
  const MarkPlaces bare = mark_places(layout, Side::front, shop);
  CHECK(bare.registration.empty());
  CHECK(bare.colour_bars.empty());
  CHECK_FALSE(bare.sheet_code);
  CHECK(bare.sheet_line.size.height > line.size.height);
}

TEST_CASE("the sheet code's square is large enough for modules of a quarter of a millimetre") {
  const shop::Shop shop = sra3();
  const auto places = mark_places(layout_for(shop, carnet_leaf), Side::front, shop);
  REQUIRE(places.sheet_code);
  CHECK(places.sheet_code->size == Size{9_mm, 9_mm});
}
