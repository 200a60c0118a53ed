#include "bat/sheets.h"
#include "bat/closeups.h"
#include "bat/frames.h"
#include "proofed.h"

using namespace proofed;
using measure::Rect;

namespace {

std::vector<bat::SheetPicture> sheets_of(const Desk& desk) {
  return desk.with_proof([](const bat::Proof& proof) { return bat::show_closely(proof).sheets; });
}

// What the paper shows of a page: its part within the clip.
Rect covered(const bat::Laid& laid) {
  return laid.at(laid.clip);
}

std::string words_of(const Desk& desk) {
  return std::regex_replace(text_of_all(desk.render()), std::regex("\\s+"), " ");
}

}  // namespace

TEST_CASE(
    "the BAT tells how many sheets the shop will print, of which size, with how many passes") {
  Desk desk;
  const std::string words = words_of(desk);
  INFO(words);
  CHECK(says(words, "Les feuilles d’impression"));
  CHECK(says(words, "chez l’imprimeur « Presse numérique SRA3 »"));
  CHECK(says(words, "Offset blanc 90 g/m² : 30 feuilles de 450 × 320 mm, 8 pass par feuille"));
  desk.order.language = finding::Language::english;
  CHECK(says(words_of(desk), "30 sheets of 450 × 320 mm, 8 passes a sheet"));
}

TEST_CASE("the first sheet shows every pass in its place, front and back, apart from each other") {
  const std::vector<bat::SheetPicture> sheets = sheets_of(Desk());
  REQUIRE(sheets.size() == 2);
  for (std::size_t side = 0; side < 2; ++side) {
    const auto& pages = sheets[side].pages;
    REQUIRE(pages.size() == 8);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      CHECK(pages[i].page == side);  // fronts of passes, then their backs
      const Rect one = covered(pages[i]);
      CHECK(one.left() >= 0_mm);
      CHECK(one.right() <= sheets[side].sheet.width);
      for (std::size_t k = 0; k < i; ++k) CHECK_FALSE(one.overlaps(covered(pages[k])));
    }
    CHECK(sheets[side].lines.size() == 8);  // where it is cut
  }
}

TEST_CASE("places that no booklet fills are crossed out on the sheet's picture") {
  Desk desk;
  desk.order.batch.carnets = 3;
  const auto sheets = sheets_of(desk);
  CHECK(sheets[0].pages.size() == 3);
  const auto full = sheets_of(Desk());
  CHECK(sheets[0].marks.size() == full[0].marks.size() + 5);
}

TEST_CASE("of spreads the sheet shows where they are folded") {
  Desk desk;
  desk.document.binding = page::Binding::saddle;
  desk.document.leaves[0].count = 10;
  const auto sheets = sheets_of(desk);
  REQUIRE(sheets.size() == 2);
  const std::size_t spreads = sheets[0].pages.size() / 2;
  CHECK(sheets[0].lines.size() == 2 * spreads);
  CHECK(says(words_of(desk), "pliée au milieu des feuilles doubles"));
}

TEST_CASE("each stock has its first sheet shown") {
  Desk desk;
  desk.document.binding = page::Binding::left;
  desk.document.stocks.push_back({"cover", "Carte 200 g/m²", 220_um});
  desk.document.leaves.push_back({"cover", "cover", 1, 1, 1, false});
  CHECK(sheets_of(desk).size() == 4);
  CHECK(says(words_of(desk), "Carte 200 g/m² : "));
}
