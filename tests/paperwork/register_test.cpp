// The register test sheet: what one would read on it, and that it is what the shop's file means.
#include "../impose/shops.h"
#include "../press/reader.h"
#include "catch/catch.h"
#include "paperwork/register_scale.h"
#include "paperwork/test_sheet.h"
#include "pdf_text.h"

#include <cstdlib>

using namespace imprimatur;
using namespace imprimatur::paperwork;
using namespace imprimatur::measure::literals;
using finding::Language;
using measure::Length;

namespace {

const world::Instant made{std::chrono::seconds{1'795'435'200}};

shop::Shop shop_with(shop::Flip flip) {
  shop::Shop shop = impose::sra3(flip);
  shop.title = "Presse SRA3";
  return shop;
}

// Where a tick is along its scale when one looks at the back of a sheet whose back lies beside its
// place by `shift`: front ticks shine through, back ticks are where the press laid them.
Length seen(const shop::Shop& shop, const RegisterTick& tick, shop::Shift shift) {
  measure::Point at = tick.from;
  if (tick.side == impose::Side::front) {
    at = bare_sheet(shop).behind(measure::Rect{at, {}}).origin;
  } else {
    at = {at.x + shift.right, at.y + shift.down};
  }
  return tick.reads == Reads::right ? at.x : at.y;
}

std::int64_t apart(Length a, Length b) {
  return std::abs((a - b).micrometres());
}

// As the sheet tells its reader: whole front ticks first, then the numbered tick that meets one.
Length reading(const shop::Shop& shop, measure::Point station, Reads reads, shop::Shift shift) {
  std::vector<RegisterTick> front, back;
  for (const RegisterTick& tick : register_ticks(shop, station)) {
    if (tick.reads == reads) (tick.side == impose::Side::front ? front : back).push_back(tick);
  }
  const auto at = [&](const RegisterTick& tick) { return seen(shop, tick, shift); };
  const auto zero = *std::ranges::find(back, 0, &RegisterTick::number);
  const auto nearest = *std::ranges::min_element(
      front, {}, [&](const RegisterTick& tick) { return apart(at(tick), at(zero)); });
  const auto gap = [&](const RegisterTick& tick) {
    std::int64_t least = 1'000'000;
    for (const RegisterTick& other : front) least = std::min(least, apart(at(tick), at(other)));
    return least;
  };
  const auto meets = *std::ranges::min_element(back, {}, gap);
  REQUIRE(gap(meets) == 0);
  return 2_mm * nearest.number + 100_um * meets.number;
}

}  // namespace

TEST_CASE("what is read on every station is the shift of the press, to a tenth of a millimetre") {
  const shop::Shop shop = shop_with(GENERATE(shop::Flip::short_edge, shop::Flip::long_edge));
  const auto stations = register_stations(shop);
  REQUIRE(stations.size() == 5);
  for (const measure::Point& station : stations) {
    // At whole millimetres beyond one, two ticks meet and both readings are the same.
    for (int tenths = -45; tenths <= 45; ++tenths) {
      if (std::abs(tenths) % 20 == 10) continue;
      const shop::Shift shift{100_um * tenths, -100_um * (tenths / 2)};
      INFO(tenths);
      CHECK(reading(shop, station, Reads::right, shift) == shift.right);
      if (std::abs(tenths / 2) % 20 != 10)
        CHECK(reading(shop, station, Reads::down, shift) == shift.down);
    }
  }
}

TEST_CASE("a back that is drawn with what was read lies in register") {
  shop::Shop shop = shop_with(GENERATE(shop::Flip::short_edge, shop::Flip::long_edge));
  const shop::Shift of_the_press{300_um, -200_um};
  const measure::Point station = register_stations(shop).back();
  shop.back_shift = {reading(shop, station, Reads::right, of_the_press),
                     reading(shop, station, Reads::down, of_the_press)};
  const auto laid = impose::lay_out(shop, {{178_mm, 72_mm}, 3_mm});
  const impose::Layout& layout = laid.layout.value();
  const impose::Layout in_register = bare_sheet(shop);
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    measure::Rect printed = layout.back[slot].trim;
    printed.origin.x += of_the_press.right;
    printed.origin.y += of_the_press.down;
    CHECK(in_register.behind(printed) == layout.front[slot].trim);
  }
}

TEST_CASE("a correction that the shop's file has already does not move the test sheet") {
  shop::Shop shop = shop_with(shop::Flip::short_edge);
  const auto ticks = register_ticks(shop, register_stations(shop)[0]);
  shop.back_shift = {400_um, 400_um};
  CHECK(register_ticks(shop, register_stations(shop)[0]) == ticks);
}

TEST_CASE("stations keep clear of gripper and margins on both sides") {
  const shop::Shop shop = shop_with(GENERATE(shop::Flip::short_edge, shop::Flip::long_edge));
  const measure::Rect printable{{10_mm, 3_mm}, {430_mm, 314_mm}};
  for (const measure::Point& station : register_stations(shop)) {
    for (const RegisterTick& tick : register_ticks(shop, station)) {
      CHECK(printable.holds(measure::Rect{tick.from, {}}));
      CHECK(printable.holds(measure::Rect{tick.to, {}}));
    }
  }
}

TEST_CASE("a small sheet has one station, one with no room for it has no test sheet") {
  shop::Shop shop = shop_with(shop::Flip::short_edge);
  shop.sheet = {100_mm, 100_mm};
  CHECK(register_stations(shop).size() == 1);
  CHECK(test_sheet(shop, Language::french, made, test_fonts()));
  shop.margins = {24_mm, 24_mm, 24_mm, 24_mm};
  CHECK(register_stations(shop).empty());
  CHECK_FALSE(test_sheet(shop, Language::french, made, test_fonts()));
}

TEST_CASE("a test sheet has two pages of the sheet's size, and says what to do") {
  shop::Shop shop = shop_with(shop::Flip::short_edge);
  shop.back_shift = {150_um, -100_um};
  const std::string pdf = *test_sheet(shop, Language::french, made, test_fonts());
  const auto pages = pages_of(pdf);
  REQUIRE(pages.size() == 2);
  const auto document = opened(pdf);
  const std::unique_ptr<poppler::page> page{document->create_page(1)};
  CHECK(reader::to_rect(page->page_rect()).size.width / 10_um == 45'000);
  check_reads(pages[0], {"RECTO", "à 100 %",
                         "Retournement sur le petit côté : le bord gauche "
                         "passe à droite.",
                         "Presse SRA3"});
  check_reads(pages[1], {"VERSO", "shops/test.toml", "[back]", "right =", "down =",
                         "À présent : right = \"0.15 mm\", down = \"-0.1 mm\"", "Repère 5"});
}

TEST_CASE("each paper of the shop that has room for a scale has its own two pages") {
  shop::Shop shop = shop_with(shop::Flip::short_edge);
  shop.papers = {{{450_mm, 320_mm}, {}}, {{60_mm, 60_mm}, {}}, {{480_mm, 330_mm}, {}}};
  const std::string pdf = *test_sheet(shop, Language::french, made, test_fonts());
  REQUIRE(pages_of(pdf).size() == 4);
  const auto document = opened(pdf);
  for (const int page : {2, 3}) {
    const std::unique_ptr<poppler::page> read{document->create_page(page)};
    CHECK(reader::to_rect(read->page_rect()).size.width / 10_um == 48'000);
  }
}

TEST_CASE("a test sheet is in the language asked for, and the same each time") {
  const shop::Shop shop = shop_with(shop::Flip::long_edge);
  const std::string pdf = *test_sheet(shop, Language::english, made, test_fonts());
  check_reads(pages_of(pdf)[0],
              {"FRONT", "Flip about the long edge: the top comes to the bottom."});
  check_reads(pages_of(pdf)[1], {"BACK", "lying scale", "Station 1"});
  CHECK(pdf == *test_sheet(shop, Language::english, made, test_fonts()));
}

TEST_CASE("the ticks are printed where they are said to be") {
  const shop::Shop shop = shop_with(shop::Flip::short_edge);
  const std::string pdf = *test_sheet(shop, Language::french, made, test_fonts());
  const auto document = opened(pdf);
  for (const impose::Side side : {impose::Side::front, impose::Side::back}) {
    const std::unique_ptr<poppler::page> page{document->create_page(side == impose::Side::back)};
    const auto picture = reader::picture_of(*page);
    for (const RegisterTick& tick : register_ticks(shop, register_stations(shop)[2])) {
      if (tick.side != side) continue;
      const measure::Point middle{(tick.from.x + tick.to.x) / 2, (tick.from.y + tick.to.y) / 2};
      bool dark = false;
      for (const Length by : {-80_um, 0_um, 80_um}) {
        dark = dark || reader::is_dark(picture, tick.reads == Reads::right
                                                    ? measure::Point{middle.x + by, middle.y}
                                                    : measure::Point{middle.x, middle.y + by});
      }
      INFO(tick.number);
      CHECK(dark);
    }
  }
}
