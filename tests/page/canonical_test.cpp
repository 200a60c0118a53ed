#include "page/canonical.h"

#include "catch/catch.h"
#include "finding/failure.h"

using namespace imprimatur;
using namespace imprimatur::page;
using namespace imprimatur::measure::literals;

namespace {

constexpr ink::Process blue{ink::Tint::percent(100), ink::Tint::percent(70), {}, {}};

// A document with one of everything.
Document everything() {
  Document d;
  d.product = "carnet-10";
  d.binding = Binding::left;
  d.leaf = {178_mm, 72_mm};
  d.condition = "FOGRA39";
  d.spots = {{"PANTONE 287 C", blue}};
  d.fonts = {{"OpenSans-Regular", crypto::sha256("a font")}};
  d.artworks = {{"departement.svg", "Département « de l’Exemple »", {25_mm, 12_mm}, crypto::sha256("")}};
  d.slug = {{0}, {{' ', {3, 250'000}}, {'A', {36, 600'000}}}};
  d.stocks = {{"inner", "Offset 90 g/m²", 110_um, false, 90}, {"cover", "Offset", 220_um, true, 0}};
  d.leaves = {{"pass", "inner", 10, 0, 1, true}};

  Page front{"pass-front", "Recto", {178_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}};
  front.zones = {{"funder", {{10_mm, 5_mm}, {40_mm, 12_mm}}}};
  front.finishes = {{FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}}};
  front.marks.emplace_back(Path{{MoveTo{{0_mm, 0_mm}}, LineTo{{1_mm, -3_mm}},
                                 CurveTo{{1_mm, 1_mm}, {2_mm, 2_mm}, {3_mm, 3_mm}}, ClosePath{}},
                                blue, Stroke{ink::Registration{}, 100_um, Cap::round, {1_mm, 2_mm}}});
  front.marks.emplace_back(GlyphRun{{0}, 9_pt, ink::Spot{"PANTONE 287 C", ink::Tint::percent(40)},
                                    {{5_mm, 6_mm}, Turn::quarter},
                                    {{7, 0_mm, 0_mm, "a\\b \"c\"\n"}, {8, 2_mm, -1_mm, ""}}});
  front.marks.emplace_back(PlacedArtwork{{0}, {{1_mm, 2_mm}, {25_mm, 12_mm}}});
  front.marks.emplace_back(Field{Variable::rank, d.slug, 8_pt, ink::black(), {{9_mm, 9_mm}}, Align::right});
  front.marks.emplace_back(Symbol{{130_mm, 20_mm}, 508_um, ink::black()});
  d.pages = {front, Page{"pass-back", "Verso", {178_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}}};
  return d;
}

}  // namespace

TEST_CASE("a document comes back whole from its canonical text") {
  const Document before = everything();
  const std::string text = to_canonical(before);
  CHECK(from_canonical(text) == before);
  CHECK(to_canonical(from_canonical(text)) == text);
}

TEST_CASE("a stock's weight stands only where it is known, so that older pages keep their digest") {
  const std::string text = to_canonical(everything());
  CHECK(text.find("\nstock \"inner\" \"Offset 90 g/m²\" 110 0 90\n") != std::string::npos);
  CHECK(text.find("\nstock \"cover\" \"Offset\" 220 1\n") != std::string::npos);
  CHECK_THROWS_AS(from_canonical(text.substr(0, text.find("220 1\n") + 5) + " 0" +
                                 text.substr(text.find("220 1\n") + 5)),
                  finding::Failure);
}

TEST_CASE("the digest changes when one glyph moves by a micrometre") {
  Document moved = everything();
  std::get<GlyphRun>(moved.pages[0].marks[1]).glyphs[1].x += 1_um;
  CHECK(digest_of(moved) != digest_of(everything()));
}

TEST_CASE("a carnet's number has four digits, or as many as the order's last one") {
  CHECK(carnet_text(17, 1200) == "0017");
  CHECK(carnet_text(0, 1) == "0000");
  CHECK(carnet_text(17, 12'000) == "00017");
}

TEST_CASE("a booklet counts its passes") {
  CHECK(everything().passes_per_booklet() == 10);
}

TEST_CASE("a canonical text cut anywhere is refused") {
  const std::string text = to_canonical(everything());
  for (std::size_t length = 0; length < text.size(); ++length)
    CHECK_THROWS_AS(from_canonical(text.substr(0, length)), finding::Failure);
}

TEST_CASE("a canonical text with any byte changed is refused or says exactly what it reads") {
  const std::string text = to_canonical(everything());
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : {'\0', '\n', ' ', '"', '\\', '9', '-', 'm', '\xff'}) {
      std::string changed = text;
      changed[at] = byte;
      std::string read = changed;
      try {
        read = to_canonical(from_canonical(changed));
      } catch (const finding::Failure&) {
        continue;
      }
      REQUIRE(read == changed);
    }
  }
}

TEST_CASE("a leaf that names a page beyond the last is refused") {
  Document wrong = everything();
  wrong.leaves[0].back = 2;
  CHECK_THROWS_AS(from_canonical(to_canonical(wrong)), finding::Failure);
}
