#include "proofed.h"

#include "bat/content.h"
#include "bat/difference.h"
#include "bat/making.h"

using namespace proofed;

namespace {

// What the page "Ce qui a changé" says.
std::string changes_between(const Desk& before, const Desk& after) {
  const std::string text = text_of_all(after.render_after(before));
  const std::size_t begin = text.find("Ce qui a changé depuis la version 1\n");
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("Format fini", begin) - begin);
}

std::size_t unchanged_in(const std::string& text) {
  std::size_t times = 0;
  for (std::size_t at = 0; (at = text.find("Aucun changement.", at)) != std::string::npos; ++at)
    ++times;
  return times;
}

}  // namespace

TEST_CASE("what changes how a pass is made and not what it shows is named all the same") {
  Desk before, after;
  std::string words;
  SECTION("a spot ink's alternate") {
    before.document.spots = {{"PANTONE 300 C", {ink::Tint::percent(100), {}, {}, {}}}};
    after.document.spots = {{"PANTONE 300 C", {ink::Tint::percent(90), {}, {}, {}}}};
    words = "Tons directs";
  }
  SECTION("the bytes of the output profile") {
    after.profile = "profil 2";
    words = "Profil de couleurs";
  }
  SECTION("the stock of a leaf") {
    for (Desk* desk : {&before, &after})
      desk->document.stocks.push_back({"cover", "Carte 200 g/m²", 220_um});
    after.document.leaves[0].stock = "cover";
    words = "Feuillets";
  }
  SECTION("a paper's thickness") {
    after.document.stocks[0].caliper = 120_um;
    words = "110 120 µm";
  }
  SECTION("the binding") {
    after.document.binding = page::Binding::left;
    words = "reliure au bord gauche";
  }
  SECTION("a font's file") {
    typeset::font_in(after.document, *after.shelf.find("OpenSans-Bold"));
    words = "OpenSans-Bold";
  }
  SECTION("a logo's words for those who can't see it") {
    for (Desk* desk : {&before, &after})
      desk->document.artworks.push_back({"logo.svg", "Région", {20_mm, 10_mm}, desk->add_logo()});
    after.document.artworks[0].alternate = "Département";
    words = "Région Département";
  }
  SECTION("the safe margin, which no row tells") {
    after.document.pages[0].safe = 5_mm;
    words = "Des réglages techniques ont changé aussi";
  }
  SECTION("a key of the content that this page does not know") {
    after.more_content = "later-key 1\n";
    words = "Des réglages techniques ont changé aussi";
  }
  SECTION("an apostrophe that is printed as the other one was") {
    before.order.client.name = "Département de l'Exemple";
    after.order.client.name = "Département de l’Exemple";
    words = "La saisie a été modifiée";
  }
  REQUIRE(before.content() != after.content());
  const std::string text = changes_between(before, after);
  INFO(text);
  CHECK(says(text, words));
  CHECK(unchanged_in(text) >= 2);
}

TEST_CASE("fonts and logos that merely change places in the lists are no change of making") {
  page::Document before;
  before.fonts = {{"A", crypto::sha256("a")}, {"B", crypto::sha256("b")}};
  before.pages = {{"front", "Recto", {150_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}}};
  page::Document after = before;
  std::swap(after.fonts[0], after.fonts[1]);
  before.pages[0].marks.emplace_back(page::GlyphRun{{0}, 10_pt, ink::black(), {}, {}});
  after.pages[0].marks.emplace_back(page::GlyphRun{{1}, 10_pt, ink::black(), {}, {}});
  CHECK_FALSE(bat::differ_otherwise(before, after));
  std::swap(after.pages[0].name, after.pages[0].title);
  after.product = "other";
  CHECK(bat::differ_otherwise(before, after));
}

TEST_CASE("every difference of two contents is found, and told apart from one of typing") {
  using bat::differences_of, bat::Difference;
  constexpr auto french = finding::Language::french;
  using All = std::vector<Difference>;
  CHECK(differences_of("a 1\nb 2\n", "a 1\nb 2\n", french).empty());
  CHECK(differences_of("a 1\nb 2\n", "a 1\nb 3\n", french) == All{{"b", false}});
  CHECK(differences_of("a 1\n", "a 1\nc x y\n", french) == All{{"c", false}});
  CHECK(differences_of("a l'un\n", "a l’un\n", french) == All{{"a", true}});
  CHECK(differences_of("a 1\na 2\n", "a 2\na 1\n", french) == All{{"a", true}});
  CHECK(differences_of("a 1\nb 2\n", "b 2\na 1\n", french) == All{{"", true}});
}

TEST_CASE("a mark that now covers another is a change of the page, one that lies beside it is not") {
  const auto box = [](measure::Length left) {
    page::Path path;
    const measure::Length right = left + 20_mm;
    path.segments = {page::MoveTo{{left, 10_mm}}, page::LineTo{{right, 10_mm}},
                     page::LineTo{{right, 20_mm}}, page::LineTo{{left, 20_mm}}, page::ClosePath{}};
    path.fill = ink::white();
    return page::Mark(path);
  };
  const auto page_of = [](std::vector<page::Mark> marks) {
    return page::Page{"front", "Recto", {150_mm, 72_mm}, 3_mm, 4_mm, std::move(marks), {}, {}};
  };
  const page::Document document;
  const auto between = [&](const page::Page& before, const page::Page& after) {
    return bat::compare_marks({document, before}, {document, after});
  };
  const page::Mark first = box(10_mm), over = box(20_mm), beside = box(60_mm);
  CHECK(between(page_of({first, over, beside}), page_of({first, over, beside})).empty());
  CHECK(between(page_of({first, over, beside}), page_of({beside, first, over})).empty());
  const auto covered = between(page_of({first, over, beside}), page_of({over, beside, first}));
  REQUIRE(covered.size() == 1);
  CHECK(covered[0].holds({{10_mm, 10_mm}, {20_mm, 10_mm}}));
}
