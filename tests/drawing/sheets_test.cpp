#include "drawing/sheets.h"

#include "../impose/shops.h"
#include "catch/catch.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::drawing;
using namespace measure::literals;
using finding::Language;

namespace {

// A stitched booklet: each page has a title; passes are perforated 18 mm from the spine.
page::Document stitched(std::uint32_t passes) {
  page::Document document = impose::carnet(passes);
  document.binding = page::Binding::saddle;
  document.leaf = {168_mm, 72_mm};
  for (const char* title :
       {"Couverture", "Intérieur", "Recto du pass", "Verso du pass", "Notes", "Dos"})
    document.pages.push_back({"page", title, document.leaf, 3_mm, 4_mm, {}, {}, {}});
  using Kind = page::FinishKind;
  document.pages[2].finishes = {{Kind::perforation, {18_mm, 0_mm}, {18_mm, 72_mm}},
                                {Kind::fold, {0_mm, 0_mm}, {0_mm, 72_mm}}};
  document.pages[3].finishes = {{Kind::perforation, {150_mm, 0_mm}, {150_mm, 72_mm}}};
  return document;
}

Picture drawn(const page::Document& document, const shop::Shop& shop, std::uint32_t carnets,
              Language language = Language::french) {
  const auto imposed = impose::impose_run(document, shop, carnets);
  REQUIRE(imposed.run);
  return sheets_of(document, shop, *imposed.run, language);
}

std::ptrdiff_t times(const Picture& picture, const std::string& text) {
  return std::ranges::count_if(picture.marks, [&](const Mark& mark) {
    const auto* words = std::get_if<Words>(&mark);
    return words != nullptr && words->text == text;
  });
}

std::ptrdiff_t lines(const Picture& picture, std::uint8_t red) {
  return std::ranges::count_if(picture.marks, [&](const Mark& mark) {
    const auto* line = std::get_if<Line>(&mark);
    return line != nullptr && line->pen.shade.red == red && !line->pen.dashes.empty();
  });
}

}  // namespace

TEST_CASE("a slot says its booklet, the leaf's place in it and the page it shows, on both sides") {
  const Picture picture = drawn(stitched(10), impose::sra3(), 10);
  CHECK(times(picture, "1 · 1") == 3);   // cover of booklet 1: front, back, and the legend's sample
  CHECK(times(picture, "1 · 12") == 2);  // its back cover, the other half of the spread
  CHECK(times(picture, "1 · 2") == 2);   // its first pass
  CHECK(times(picture, "1 · 11") == 2);  // and the last one
  CHECK(times(picture, "Couverture") == 4);  // on each of four spreads, once on the front
  CHECK(times(picture, "Dos") == 4);
}

TEST_CASE("what is empty is called VOID, and a leaf that the folding alone needs is blank") {
  const Picture few = drawn(stitched(9), impose::sra3(), 3);  // of four places one is empty
  CHECK(times(few, "VOID") == 8);
  CHECK(times(few, "feuillet blanc") == 6);
  CHECK(times(drawn(stitched(9), impose::sra3(), 3, Language::english), "blank leaf") == 6);
  CHECK(times(drawn(stitched(10), impose::sra3(), 4), "VOID") == 0);
}

TEST_CASE("perforations are drawn in each leaf, the fold once for both halves of a spread") {
  const Picture picture = drawn(stitched(10), impose::sra3(), 10);
  CHECK(lines(picture, 196) == 17);  // eight leaves of passes, two sides, and the legend
  CHECK(lines(picture, 30) == 17);   // four spreads, two stocks, two sides, and the legend
}

TEST_CASE("the gripper is drawn where there is one, the same picture each time") {
  shop::Shop shop = impose::sra3();
  CHECK(times(drawn(stitched(10), shop, 10), "prise de pinces") == 4);
  CHECK(drawn(stitched(10), shop, 10) == drawn(stitched(10), shop, 10));
  shop.gripper.depth = {};
  CHECK(times(drawn(stitched(10), shop, 10), "prise de pinces") == 0);
}
