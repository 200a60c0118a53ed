// The marks of a sheet, as poppler shows them and ZXing reads them.
#include "press/marks.h"

#include "catch/catch.h"
#include "impose/places.h"
#include "product.h"
#include "reader.h"
#include "sheet_code.h"

#include "../world/folder.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::press;
using impose::Side;
using measure::Length;
using measure::Point;
using measure::Rect;
using measure::Size;

namespace {

using namespace measure::literals;

// The first sheet of a run, front and back.
class Pressed {
 public:
  explicit Pressed(const product::Fixture& fixture, const std::string& stock = "inner") {
    write(fixture.job(SheetRange{1, 1}), world::still_world({}), folder_.path());
    sheets_.emplace((folder_ / ("sheets-" + stock + "-0001.pdf")).string());
  }
  std::unique_ptr<poppler::page> page(Side side) const { return sheets_->page(side == Side::back); }
  poppler::image picture(Side side) const { return reader::picture_of(*page(side)); }

 private:
  world::TestFolder folder_;
  std::optional<reader::Sheets> sheets_;
};

shop::Shop shop_flipped(shop::Flip flip, bool portrait) {
  shop::Shop shop = product::shop();
  shop.flip = flip;
  if (portrait) shop.sheet = shop.sheet.turned();
  return shop;
}

shop::Shop any_shop() {
  return shop_flipped(GENERATE(shop::Flip::short_edge, shop::Flip::long_edge),
                      GENERATE(false, true));
}

Point middle_of(const Rect& r) {
  return {r.left() + r.size.width / 2, r.top() + r.size.height / 2};
}

// How many patches, read along the bar, differ from the one before.
int tones_along(const poppler::image& picture, const Rect& bar) {
  const bool down = bar.size.height > bar.size.width;
  std::set<int> tones;
  for (Length at = 2500_um; at < std::max(bar.size.width, bar.size.height); at += 500_um) {
    const Point middle = middle_of(bar);
    tones.insert(reader::tone(
        picture, down ? Point{middle.x, bar.top() + at} : Point{bar.left() + at, middle.y}));
  }
  return static_cast<int>(tones.size());
}

}  // namespace

TEST_CASE("nothing is printed in gripper and margins, nor between bleed and crop marks") {
  const shop::Shop shop = any_shop();
  const product::Fixture fixture(9, shop);
  const Pressed pressed(fixture);
  const impose::Layout& layout = fixture.run.layout;
  for (const Side side : {Side::front, Side::back}) {
    const auto picture = pressed.picture(side);
    const Rect printable{
        {shop.gripper.depth, 3_mm},
        {layout.sheet.width - shop.gripper.depth - 3_mm, layout.sheet.height - 6_mm}};
    const Rect bleed = layout.net(side).grown(layout.bleed);
    CHECK(reader::is_blank_around(picture, {{}, layout.sheet}, printable));
    CHECK(reader::is_blank_around(picture, bleed.grown(400_um), bleed.grown(100_um)));
  }
}

TEST_CASE("the sheet code of each side is read, and says order, version, stock, sheet and side") {
  const product::Fixture fixture(9, any_shop());
  const Pressed pressed(fixture);
  for (const Side side : {Side::front, Side::back}) {
    const auto places = impose::mark_places(fixture.run.layout, side, fixture.shop);
    const std::string read = read_sheet_code(pressed.picture(side), places.sheet_code.value());
    CHECK(read == std::string("2026-0147;v2;inner;01;") + (side == Side::front ? "F" : "B"));
  }
}

TEST_CASE("a sheet code has no blank or semicolon but its own, whatever the stock is called") {
  product::Fixture fixture(9);
  impose::StockPlan stock = fixture.run.stocks[1];
  stock.stock.name = "crème; 90 g";
  const std::string text = sheet_code_text(fixture.job(), stock, 11, Side::back);
  CHECK(text == "2026-0147;v2;cr--me--90-g;12;B");
}

TEST_CASE("registration marks are crosses in the middle of the sides, front on back") {
  const product::Fixture fixture(9, any_shop());
  const Pressed pressed(fixture);
  for (const Side side : {Side::front, Side::back}) {
    const auto picture = pressed.picture(side);
    const auto places = impose::mark_places(fixture.run.layout, side, fixture.shop);
    REQUIRE(places.registration.size() >= 2);
    for (const Rect& mark : places.registration) {
      CHECK(reader::is_inked(picture, middle_of(mark)));
      CHECK(reader::is_inked(picture, {mark.left() + 300_um, middle_of(mark).y}));
      CHECK(reader::is_inked(picture, {middle_of(mark).x, mark.bottom() - 300_um}));
      CHECK_FALSE(reader::is_inked(picture, {mark.left() + 600_um, mark.top() + 600_um}));
    }
  }
}

TEST_CASE("the colour bars have solids, halves and a grey, of each spot in use too") {
  product::Fixture fixture(9);
  const bool with_spot = GENERATE(false, true);
  if (with_spot) {
    fixture.document.pages[2].marks.push_back(
        sample::box({{100_mm, 50_mm}, {5_mm, 5_mm}}, ink::Process{}));
    std::get<page::Path>(fixture.document.pages[2].marks.back()).fill =
        ink::Spot{fixture.document.spots[0].name};
  }
  const Pressed inner(fixture), cover(fixture, "cover");
  const auto places = impose::mark_places(fixture.run.layout, Side::front, fixture.shop);
  for (const Rect& bar : places.colour_bars) {
    // C, M, Y, K, their halves, the grey and the paper at the ends.
    const int process = tones_along(cover.picture(Side::front), bar);
    CHECK(process >= 9);
    CHECK(tones_along(inner.picture(Side::front), bar) == process + (with_spot ? 2 : 0));
  }
}

TEST_CASE("the slug names the gripper's edge and the inks") {
  product::Fixture fixture(9);
  const Pressed pressed(fixture);
  const auto place = impose::mark_places(fixture.run.layout, Side::back, fixture.shop).content_line;
  const auto words = reader::words_in(*pressed.page(Side::back), place);
  for (const char* word : {"gripper", "left", "inks", "C", "M", "Y", "K"}) {
    CHECK(words.contains(word));
  }
}

TEST_CASE("an ink that is converted has no patch and no name in the slug") {
  product::Fixture fixture(9);
  fixture.shop.spots = GENERATE(shop::Spots::kept, shop::Spots::converted);
  page::Field field = product::field(page::Variable::carnet, {{34_mm, 60_mm}});
  field.colour = ink::Spot{"PANTONE 287 C"};
  fixture.document.pages[2].marks.push_back(field);
  const Pressed pressed(fixture);
  const auto place =
      impose::mark_places(fixture.run.layout, Side::front, fixture.shop).content_line;
  const auto words = reader::words_in(*pressed.page(Side::front), place);
  CHECK(words.contains("PANTONE") == (fixture.shop.spots == shop::Spots::kept));
}

TEST_CASE("what a shop does without is not printed") {
  shop::Shop shop = product::shop();
  const auto places = impose::mark_places(product::Fixture(9, shop).run.layout, Side::front, shop);
  shop.extras = {false, false, false};
  const product::Fixture fixture(9, shop);
  const auto picture = Pressed(fixture).picture(Side::front);
  const Rect code = places.sheet_code.value();
  CHECK(read_sheet_code(picture, code).empty());
  CHECK_FALSE(reader::is_inked(picture, middle_of(places.registration[1])));
  CHECK(tones_along(picture, places.colour_bars[0]) == 1);
}
