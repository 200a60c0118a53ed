#include "typeset/compose.h"

#include "catch/catch.h"
#include "page/canonical.h"
#include "fonts.h"
#include "templates/tiny.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using namespace std::chrono;
using measure::Length;

namespace {

order::Order sample() {
  order::Order order;
  order.id = "2026-0147";
  order.title = "Pass numériques";
  order.client.name = "Département de l'Exemple";
  order.batch.carnets = 1200;
  order.batch.face_value = measure::Money::from_cents(1000);
  order.batch.valid_from = year{2027} / 1 / 1;
  order.batch.valid_until = year{2027} / 12 / 31;
  order.texts["cover"] = {"Couverture", {"order.toml", 20, 9}};
  order.texts["pass"] = {"Un texte court.", {"order.toml", 21, 9}};
  return order;
}

typeset::Logo logo(const std::string& name, Length width, Length height) {
  return {"funder", name, name, {width, height}, crypto::sha256(name), {"order.toml", 30, 1}, {}};
}

typeset::Composed composed(const order::Order& order, const std::string& items = "",
                           const std::vector<typeset::Logo>& logos = {
                               logo("a.svg", 30_mm, 20_mm)}) {
  const auto read = templates::parse_template("t.toml", tiny::toml(items));
  REQUIRE(read.product);
  order::Issuer issuer;
  issuer.name = "Émetteur";
  return typeset::compose(order, issuer, *read.product, typeset::shelf(), logos, "FOGRA39");
}

std::string words_on(const page::Page& page) {
  std::string words;
  for (const auto& mark : page.marks) {
    if (const auto* run = std::get_if<page::GlyphRun>(&mark)) {
      for (const auto& glyph : run->glyphs) words += glyph.text;
      words += '\n';
    }
  }
  return words;
}

std::string front_of(const order::Order& order, const std::string& text) {
  const auto result =
      composed(order, "{ draw = \"text\", style = \"body\", text = \"" + text +
                          "\", box = [\"50 mm\", \"24 mm\", \"26 mm\", \"5 mm\"] },");
  REQUIRE(result.document);
  return words_on(result.document->pages[0]);
}

const finding::Finding& only(const typeset::Composed& result) {
  REQUIRE(result.findings.size() == 1);
  return *result.findings.begin();
}

std::vector<measure::Rect> logos_on(const page::Page& page) {
  std::vector<measure::Rect> boxes;
  for (const auto& mark : page.marks) {
    if (const auto* placed = std::get_if<page::PlacedArtwork>(&mark)) boxes.push_back(placed->box);
  }
  return boxes;
}

}  // namespace

TEST_CASE("an order on a template becomes pages without findings") {
  const auto result = composed(sample());
  REQUIRE(result.findings.empty());
  REQUIRE(result.document);
  CHECK(result.document->pages.size() == 2);
  CHECK(result.document->slug.glyphs.size() == 98);
}

TEST_CASE("the same order gives the same canonical text, which reads back to the same value") {
  const auto first = composed(sample()), second = composed(sample());
  const auto text = page::to_canonical(*first.document);
  CHECK(text == page::to_canonical(*second.document));
  CHECK(page::from_canonical(text) == *first.document);
}

TEST_CASE("placeholders say the order's facts in good French") {
  CHECK(front_of(sample(), "{value.figures}, {value.words}") ==
        words_on(composed(sample()).document->pages[0]) + "10\u202f€, dix euros\n");
  CHECK(front_of(sample(), "{client.name}").find("l’Exemple") != std::string::npos);
}

TEST_CASE("microtext that has nothing to say is left out") {
  const auto front = [](const std::string& text) {
    const auto result =
        composed(sample(), "{ draw = \"microtext\", style = \"body\", text = \"" + text +
                               "\", from = [\"50 mm\", \"24 mm\"], length = \"20 mm\" },");
    REQUIRE(result.document);
    return words_on(result.document->pages[0]);
  };
  CHECK(front("{issuer.phone}") == words_on(composed(sample()).document->pages[0]));
  CHECK(front("abc").find("abc abc") != std::string::npos);
}

TEST_CASE("the validity names a year once, or says until when, or nothing at all") {
  auto given = sample();
  const auto validity = [&] {
    const auto words = front_of(given, "{validity}.");
    return words.substr(words.find("court.") + 7);
  };
  CHECK(validity() == "Valable du 1\ner\n janvier\nau 31 décembre 2027.\n");
  given.batch.valid_from.reset();
  CHECK(validity() == "Valable jusqu’au\n31 décembre 2027.\n");
  given.batch.valid_until.reset();
  CHECK(validity().empty());
}

TEST_CASE("the client's words get French spacing before they are set") {
  auto given = sample();
  given.texts["pass"].words = "Oui: \"10€\"!";
  const auto result = composed(given);
  CHECK(words_on(result.document->pages[0]) == "Oui\u00a0: «\u00a010\u202f€\u00a0»\u202f!\n");
}

TEST_CASE("words shrink to the style's least size before they are refused") {
  auto given = sample();
  given.texts["pass"].words =
      "Ce texte est un peu plus long que sa zone ne le permet au corps de huit points, mais il y "
      "tient un peu plus petit.";
  const auto result = composed(given);
  REQUIRE(result.findings.empty());
  const auto& marks = result.document->pages[0].marks;
  const auto run = std::ranges::find_if(
      marks, [](const auto& mark) { return std::holds_alternative<page::GlyphRun>(mark); });
  CHECK(std::get<page::GlyphRun>(*run).size < 8_pt);
  CHECK(std::get<page::GlyphRun>(*run).size >= 6_pt);
}

TEST_CASE("overset text is an error at its place that says by how much and what to do") {
  auto given = sample();
  given.texts["pass"].words = "un\ndeux\ntrois\nquatre\ncinq mots de trop";
  const auto finding = only(composed(given));
  CHECK(finding.rule == "text-overset");
  CHECK(finding.place == finding::Place{"order.toml", 21, 9});
  CHECK(finding.sentence.en ==
        "Zone \"pass\" of the page \"Recto\": the text is 2\u00a0lines (5\u00a0words) too long "
        "even at "
        "the least size (6 pt).");
  CHECK(finding.hint.fr == "Retirez environ 5\u00a0mots, ou des retours à la ligne.");
}

TEST_CASE("a word wider than its zone is named") {
  auto given = sample();
  given.texts["pass"].words = "Anticonstitutionnellementanticonstitutionnellement";
  const auto result = composed(given);
  CHECK(only(result).sentence.en.find("\"Anticonstitutionnellementanticon") != std::string::npos);
  CHECK_FALSE(result.document);
}

TEST_CASE("a character that no font has is an error with its code point") {
  auto given = sample();
  given.texts["pass"].words = "Bonne année ☃";
  const auto finding = only(composed(given));
  CHECK(finding.rule == "missing-glyph");
  CHECK(finding.place.line == 21);
  CHECK(finding.sentence.en.find("\"☃\" (U+2603)") != std::string::npos);
}

TEST_CASE("texts and logos for zones that the template lacks are errors, empty zones warnings") {
  auto given = sample();
  given.texts["dos"] = {"…", {"order.toml", 22, 1}};
  CHECK(only(composed(given)).rule == "unknown-zone");
  given = sample();
  given.texts.erase("cover");
  CHECK(only(composed(given)).rule == "empty-zone");
  const auto bare = composed(sample(), "", {});
  CHECK(only(bare).severity == finding::Severity::warning);
  CHECK(bare.document);
}

TEST_CASE("logos stand in a row: aspect kept, equal gaps, one midline, inside the zone") {
  const auto result = composed(sample(), "",
                               {logo("long.svg", 80_mm, 10_mm), logo("square.svg", 20_mm, 20_mm),
                                logo("tall.svg", 10_mm, 20_mm)});
  const auto boxes = logos_on(result.document->pages[0]);
  REQUIRE(boxes.size() == 3);
  const measure::Rect zone{{6_mm, 30_mm}, {68_mm, 12_mm}};
  for (const auto& box : boxes) CHECK(zone.grown(2_um).holds(box));
  CHECK(boxes[1].left() - boxes[0].right() == 4_mm);
  CHECK(boxes[2].left() - boxes[1].right() == 4_mm);
  CHECK(std::abs((boxes[0].size.width - boxes[0].size.height * 8).micrometres()) < 10);
  const auto middle = [](const measure::Rect& box) {
    return (box.top() + box.bottom()).micrometres();
  };
  CHECK(std::abs(middle(boxes[0]) - middle(boxes[1])) <= 4);
  CHECK(boxes[0].size.height < boxes[1].size.height);  // the long one is not to shout
  CHECK(boxes[1].size.height < boxes[2].size.height);
}

TEST_CASE("a picture is judged by its pixels at the size it is placed") {
  auto picture = logo("p.png", 20_mm, 10_mm);
  const auto severity = [&](std::uint32_t pixels) {
    picture.fineness.pixels_per_metre = pixels * 50;  // so many on 20 mm
    const auto result = composed(sample(), "", {picture});
    return result.findings.empty() ? finding::Severity::note : only(result).severity;
  };
  CHECK(severity(100) == finding::Severity::error);  // 24 mm wide
  CHECK(severity(150) == finding::Severity::warning);
  CHECK(severity(300) == finding::Severity::note);
}

TEST_CASE("fields are sized for the widest value they may be given") {
  const auto result = composed(
      sample(),
      R"({ draw = "field", variable = "carnet", style = "body", box = ["50 mm", "24 mm", "6 mm", "3 mm"] },)");
  REQUIRE(result.document);
  const auto narrow = composed(
      sample(),
      R"({ draw = "field", variable = "carnet", style = "body", box = ["50 mm", "24 mm", "4 mm", "3 mm"] },)");
  CHECK(only(narrow).rule == "field-overset");
  CHECK(only(narrow).sentence.en == "The field \"carnet\" can't hold \"1200\".");
}

TEST_CASE("microtext fills its line from end to end") {
  const auto result = composed(
      sample(),
      R"({ draw = "microtext", style = "body", text = "PASS", from = ["6 mm", "44 mm"], length = "68 mm" },)");
  REQUIRE(result.document);
  const auto& run = std::get<page::GlyphRun>(result.document->pages[0].marks.back());
  const auto last = run.glyphs.back().x;
  CHECK(run.glyphs.size() > 40);
  CHECK(last > 66_mm);
  CHECK(last < 68_mm);
}

TEST_CASE("the shipped templates take a plain order in both languages without a finding") {
  const std::string name = GENERATE("carnet-10", "pass-single");
  const auto product = templates::read_template(SOURCE_FOLDER "/templates/" + name).product;
  REQUIRE(product);
  auto given = sample();
  given.batch.territory = "Département de l’Exemple";
  given.language = GENERATE(finding::Language::french, finding::Language::english);
  order::Issuer issuer;
  issuer.name = "Coopérative Exemple";
  issuer.address = {"12 rue de l’Exemple", "99000 Exempleville"};
  const auto result = typeset::compose(given, issuer, *product, typeset::shelf(),
                                       {logo("a.svg", 30_mm, 20_mm)}, "FOGRA39");
  CHECK(result.findings.empty());
  REQUIRE(result.document);
  const auto canonical = page::to_canonical(*result.document);
  CHECK(canonical.size() < 400'000);
}

// A change of the golden file is a change of what clients have approved: never by accident. What
// was made instead is left beside the programs.
TEST_CASE("the tiny template's canonical text is the golden one") {
  const auto text = page::to_canonical(*composed(sample()).document);
  const std::string golden = SOURCE_FOLDER "/tests/typeset/tiny.golden.txt";
  world::write_file(PROGRAM_FOLDER "/tiny.actual.txt", text);
  CHECK(text == world::read_file(golden));
}
