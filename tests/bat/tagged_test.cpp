// What a paper and a page of the product say to whoever hears them.
#include "bat/paper.h"
#include "bat/reading.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace measure::literals;
using bat::Voice;
using pdf::Tag;

namespace {

const typeset::FontShelf& fonts() {
  static const auto shelf = typeset::FontShelf::open(world::Path(SOURCE_FOLDER) / "fonts");
  return shelf;
}

// "Sect(H2 Table(TR(TH TD(P))))", in reading order.
std::string outline(const bat::Paper& paper, bat::NodeId of = 0) {
  static const char* const names[] = {"Document", "Sect",  "H1",    "H2", "H3", "P",  "Span",  "L",
                                      "LI",       "LBody", "Table", "TR", "TH", "TD", "Figure"};
  std::string within;
  for (bat::NodeId i = 1; i < paper.tree().size(); ++i)
    if (paper.tree()[i].parent == of) within += (within.empty() ? "" : " ") + outline(paper, i);
  return names[static_cast<std::size_t>(paper.tree()[of].element.tag)] +
         (within.empty() ? within : "(" + within + ")");
}

struct Sheet : bat::Paper {
  Sheet() : Paper(fonts(), bat::a4) {}
  void put(Voice voice, const char* words, measure::Length x = bat::margin) {
    write(voice, words, {x, y()}, 40_mm);
    skip(6_mm);
  }
};

page::GlyphRun line(const char* words, measure::Length x, measure::Length y,
                    measure::Length size = 3_mm) {
  return {{0}, size, ink::black(), {{x, y}}, {{1, {}, {}, words}}};
}

std::vector<std::string> words_in(std::vector<page::Mark> marks) {
  page::Document document;
  document.artworks = {{"logos/a.svg", "Département", {}, {}}, {"logos/b.svg", "", {}, {}}};
  page::Page page{"front", "Recto", {150_mm, 72_mm}, 3_mm, 4_mm, std::move(marks), {}, {}};
  std::vector<std::string> words;
  for (const bat::Passage& passage : bat::passages_of(
           document, page, [](const page::Field&) { return "000 000 000"; },
           finding::Language::french))
    words.push_back(passage.words);
  return words;
}

}  // namespace

TEST_CASE("headings have the level of their voice, one more below a subtitle") {
  Sheet sheet;
  sheet.put(Voice::title, "Bon à tirer");
  sheet.put(Voice::lead, "Version 1");
  sheet.heading("Livraison");
  sheet.put(Voice::subtitle, "De plus près");
  sheet.heading("Le code");
  CHECK(outline(sheet) == "Sect(H1 P H2 H2 H3)");
  CHECK(sheet.tree()[1].element.title == "Bon à tirer");
}

TEST_CASE("labels and what stands beside them are a table, whatever stands between") {
  Sheet sheet;
  sheet.put(Voice::label, "Commande");
  sheet.flow(Voice::strong, "2026-0147", bat::margin + bat::label_column, 80_mm);
  sheet.rule({bat::margin, sheet.y()}, 100_mm, ink::black(), 200_um);
  sheet.put(Voice::label, "Code");
  sheet.flow(Voice::code, "K7WPQ4", bat::margin + bat::label_column, 80_mm);
  sheet.flow(Voice::small, "Donnez-le.", bat::margin + bat::label_column, 80_mm);
  sheet.flow(Voice::body, "Ce qui suit.", bat::margin, 80_mm);
  sheet.flow(Voice::label, "Aucun changement.", bat::margin, 80_mm);
  CHECK(outline(sheet) == "Sect(Table(TR(TH TD(P)) TR(TH TD(P P))) P P)");
}

TEST_CASE("paragraphs with bullets are a list") {
  Sheet sheet;
  sheet.flow(Voice::body, "• Une remarque", bat::margin, 80_mm);
  sheet.flow(Voice::body, "• Une autre", bat::margin, 80_mm);
  sheet.flow(Voice::body, "Autre chose", bat::margin, 80_mm);
  CHECK(outline(sheet) == "Sect(L(LI(LBody) LI(LBody)) P)");
}

TEST_CASE("what the caller opens holds what is written, and closes what the writing opened") {
  Sheet sheet;
  sheet.begin({.tag = Tag::section});
  sheet.put(Voice::label, "Zone");
  sheet.begin({});
  sheet.begin({.tag = Tag::span, .struck = true});
  sheet.put(Voice::gone, "un", bat::margin + bat::label_column);
  sheet.put(Voice::gone, "carnet", bat::margin + bat::label_column);
  sheet.end();
  sheet.end();
  sheet.end();
  sheet.put(Voice::body, "Après");
  CHECK(outline(sheet) == "Sect(Sect(Table(TR(TH TD(P(Span))))) P)");
}

TEST_CASE(
    "every mark of a paper is somebody's or an artifact, over as many pages as a text takes") {
  Sheet sheet;
  std::string words;
  for (int i = 0; i < 900; ++i) words += "encore quelques mots ";
  sheet.flow(Voice::body, words, bat::margin, 80_mm);
  sheet.box({{10_mm, 10_mm}, {10_mm, 10_mm}}, ink::white(), std::nullopt);
  sheet.turn_to(0);
  sheet.begin_artifact(pdf::Artifact::footer);
  sheet.put(Voice::fine, "page 1");
  sheet.end_artifact();
  REQUIRE(sheet.pages() > 1);
  for (std::size_t i = 0; i < sheet.pages(); ++i)
    CHECK(sheet.owners(i).size() == sheet.document().pages[i].marks.size());
  CHECK(sheet.owners(0).front() == bat::Owner(bat::NodeId{1}));
  CHECK(sheet.owners(0).back() == bat::Owner(pdf::Artifact::footer));
  CHECK(sheet.owners(sheet.pages() - 1).back() == bat::Owner(pdf::Artifact::layout));
  CHECK(outline(sheet) == "Sect(P)");
}

TEST_CASE("lines of a paragraph of the product are read as one, raised letters with their figure") {
  CHECK(words_in({line("Valable du 1", 10_mm, 20_mm), line("er", 30_mm, 19_mm, 2_mm),
                  line(" janvier", 32_mm, 20_mm), line("au 31 décembre", 10_mm, 24_mm)}) ==
        std::vector<std::string>{"Valable du 1er janvier au 31 décembre"});
  CHECK(words_in({line("1. Choisissez", 10_mm, 20_mm), line("un lieu", 12_mm, 24_mm),
                  line("2. Remettez", 10_mm, 28_mm)}) ==
        std::vector<std::string>{"1. Choisissez un lieu", "2. Remettez"});
  CHECK(words_in({line("10 €", 10_mm, 20_mm, 12_mm), line("dix euros", 14_mm, 25_mm)}).size() == 2);
  CHECK(words_in({line("Date", 10_mm, 20_mm), line("Structure", 40_mm, 20_mm)}).size() == 2);
}

TEST_CASE("logos are read by their alternate text, or by the name of their file") {
  CHECK(words_in({page::PlacedArtwork{{0}, {}}, page::PlacedArtwork{{1}, {}}}) ==
        std::vector<std::string>{"Logo\u00a0: Département", "Logo\u00a0: logos/b.svg"});
}

TEST_CASE("text too small to be read and drawings say nothing") {
  CHECK(words_in({line("Pass numériques · 10 €", 10_mm, 20_mm, 950_um), page::Path{}}).empty());
}

TEST_CASE("a picture tells what begins in it, and nothing else of the page") {
  page::Document document;
  page::Page page{"front", "Recto du pass", {150_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}};
  page::Field serial;
  serial.at.origin = {60_mm, 30_mm};
  page.marks = {line("Bénéficiaire", 10_mm, 20_mm), line("N° de série", 60_mm, 20_mm), serial};
  const auto value = [](const page::Field&) { return "000 000 000"; };
  CHECK(bat::description_of(document, page, {{50_mm, 10_mm}, {50_mm, 50_mm}}, value,
                            finding::Language::french) ==
        "Recto du pass\u00a0: N° de série\u202f; 000 000 000");
}
