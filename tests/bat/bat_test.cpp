#include "proofed.h"

#include "bat/rows.h"
#include "codes/code.h"

using namespace proofed;

namespace {

// Page 2 as a reader sees it who has switched all layers off.
std::string without_layers(std::string pdf) {
  const std::size_t at = pdf.find("/BaseState /ON ");
  REQUIRE(at != std::string::npos);
  return pdf.replace(at, 15, "/BaseState /OFF");
}

// Pixels of page 2 that are red: SPÉCIMEN; and cyan: the trimmed edge.
struct Seen {
  int red = 0, cyan = 0;
};
Seen look_at(const std::string& pdf) {
  const auto document = open(pdf);
  const auto page = std::unique_ptr<poppler::page>(document->create_page(1));
  const poppler::image image = poppler::page_renderer().render_page(page.get(), 100, 100);
  Seen seen;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const auto* pixel = reinterpret_cast<const unsigned char*>(image.const_data()) +
                          y * image.bytes_per_row() + 4 * x;
      const int blue = pixel[0], green = pixel[1], red = pixel[2];
      if (red > 200 && green < 230 && blue < 230) ++seen.red;
      if (blue > 150 && red < 130) ++seen.cyan;
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("the guides can be switched off and SPÉCIMEN can't") {
  const std::string pdf = Desk().render();
  const Seen on = look_at(pdf), off = look_at(without_layers(pdf));
  CHECK(on.cyan > 500);
  CHECK(off.cyan < on.cyan / 3);  // the legend keeps its samples
  CHECK(off.red > 10000);
  CHECK(off.red <= on.red);
}

TEST_CASE("guides and SPÉCIMEN are light edged, so that a dark page shows them") {
  Desk desk;
  page::Path ground;
  ground.segments = {page::MoveTo{{-3_mm, -3_mm}}, page::LineTo{{153_mm, -3_mm}},
                     page::LineTo{{153_mm, 75_mm}}, page::LineTo{{-3_mm, 75_mm}},
                     page::ClosePath{}};
  ground.fill =
      ink::Process{ink::Tint::percent(100), ink::Tint::percent(70), {}, ink::Tint::percent(40)};
  desk.document.pages[1].marks = {ground};
  const auto light_in = [](const std::string& pdf) {
    const auto document = open(pdf);
    const auto page = std::unique_ptr<poppler::page>(document->create_page(1));
    const poppler::image image = poppler::page_renderer().render_page(page.get(), 150, 150);
    int light = 0;  // in the middle of the lower frame, which is the dark page
    const int left = image.width() / 4, right = image.width() * 3 / 4;
    for (int y = image.height() * 47 / 100; y < image.height() * 62 / 100; ++y)
      for (int x = left; x < right; ++x) {
        const auto* pixel = reinterpret_cast<const unsigned char*>(image.const_data()) +
                            y * image.bytes_per_row() + 4 * x;
        if (pixel[0] > 120 && pixel[1] > 110 && pixel[2] > 100) ++light;
      }
    return light;
  };
  const std::string pdf = desk.render();
  CHECK(light_in(without_layers(pdf)) > 300);  // SPÉCIMEN
  CHECK(light_in(pdf) > light_in(without_layers(pdf)) + 300);
}

TEST_CASE("zones that the order fills are named on the guides") {
  Desk desk;
  desk.document.pages[0].zones = {{"funder", {{10_mm, 50_mm}, {40_mm, 10_mm}}},
                                  {"serial", {{60_mm, 62_mm}, {20_mm, 5_mm}}},
                                  {"symbol", {{120_mm, 40_mm}, {11_mm, 11_mm}}}};
  const std::string text = text_of(*open(desk.render()), 1);
  CHECK(says(text, "Logos"));
  CHECK_FALSE(says(text, "funder"));
  CHECK(says(text, "Code QR"));
  CHECK_FALSE(says(text, "serial"));
}

TEST_CASE("page 1 says what is to be approved, in figures and in words") {
  const std::string pdf = Desk().render();
  const std::string text = text_of(*open(pdf), 0);
  for (const char* words :
       {"Bon à tirer", "Version 1", "2026-0147", "Département de l’Exemple", "240 pass",
        "2 400,00 €", "Deux mille quatre cents euros", "dix euros", "23 novembre 2026",
        "au plus tard le 30 novembre 2026", "jusqu’au 31 décembre 2027", "Code de validation",
        "K7WPQ4", "Maison Nord", "99200 Sudville", "Un pass pour apprendre !"}) {
    INFO(words << " in\n" << text);
    CHECK(says(text, words));
  }
  CHECK(says(text, page::digest_of(Desk().document).hex().substr(0, 20)));
}

TEST_CASE("validity has two dates, one, or none") {
  Desk desk;
  const auto validity = [&] {
    return desk.with_proof([](const bat::Proof& proof) {
      return bat::rows_of(proof.shown, finding::Language::french).back().value;
    });
  };
  const order::Date from = 2027y / 2 / 2, until = 2027y / 12 / 31;
  const auto set = [&](std::optional<order::Date> first, std::optional<order::Date> last) {
    desk.order.batch.valid_from = first;
    desk.order.batch.valid_until = last;
  };
  set(from, until);
  CHECK(validity() == "du 2 février 2027 au 31 décembre 2027");
  set({}, until);
  CHECK(validity() == "jusqu’au 31 décembre 2027");
  set(from, {});
  CHECK(validity() == "à partir du 2 février 2027");
  set({}, {});
  CHECK(validity() == "sans limite imprimée");
}

TEST_CASE("each page of the product stands in a frame with its guides named") {
  const std::string pdf = Desk().render();
  const auto document = open(pdf);
  REQUIRE(document->pages() == 3);
  const std::string text = text_of(*document, 1);
  for (const char* words : {"Recto du pass", "Verso du pass", "Format fini", "Fond perdu",
                            "Zone de sécurité", "Perforation", "150 × 72 mm", "Offset blanc"}) {
    INFO(words << " in\n" << text);
    CHECK(says(text, words));
  }
}

TEST_CASE("of a stitched booklet page 1 tells the folded spreads and the leaf that stays blank") {
  Desk desk;
  desk.document.binding = page::Binding::saddle;
  desk.document.leaves[0].count = 9;
  const std::string odd = desk.render();
  CHECK(says(text_of(*open(odd), 0),
             "piqûre à cheval, 5 feuilles doubles pliées, avec 1 feuillet blanc"));
  desk.document.leaves[0].count = 10;
  desk.order.language = finding::Language::english;
  const std::string even = desk.render();
  CHECK(says(text_of(*open(even), 0), "saddle-stitched, 5 folded spreads"));
  CHECK_FALSE(says(text_of(*open(even), 0), "blank"));
}

TEST_CASE("the code of a BAT can never redeem and its serial is no pass's") {
  const std::string pdf = Desk().render();
  const std::string text = text_of(*open(pdf), 1);
  std::smatch code;
  REQUIRE(std::regex_search(text, code, std::regex("\\w{4}-\\w{4}-\\w{4}-\\w{4}")));
  CHECK_FALSE(std::holds_alternative<codes::Code>(codes::parse_code(code.str())));
  CHECK(says(text, "000 000 000"));
}

TEST_CASE("the same proof gives the same bytes") { CHECK(Desk().render() == Desk().render()); }

TEST_CASE("an order with two hundred delivery points runs on over further pages, none lost") {
  Desk desk;
  desk.order.deliveries.clear();
  for (int i = 1; i <= 200; ++i)
    desk.order.deliveries.push_back({"Antenne " + std::to_string(1000 + i), {"1 rue Neuve"}, 1, {}});
  const std::string pdf = desk.render();
  const auto document = open(pdf);
  std::string text;
  for (int i = 0; i < document->pages(); ++i) text += text_of(*document, i);
  for (int i = 1; i <= 200; ++i) CHECK(says(text, "Antenne " + std::to_string(1000 + i)));
  CHECK(document->pages() > 8);
}

TEST_CASE("a text longer than a page runs on, its last word still there") {
  Desk desk;
  for (int i = 0; i < 900; ++i) desk.order.texts["pass"].words += " encore quelques mots";
  desk.order.texts["pass"].words += " fin-du-texte";
  const std::string pdf = desk.render();
  const auto document = open(pdf);
  std::string text;
  for (int i = 0; i < document->pages(); ++i) text += text_of(*document, i);
  CHECK(says(text, "fin-du-texte"));
}

TEST_CASE("an English order is proofed in English") {
  Desk desk;
  desk.order.language = finding::Language::english;
  const std::string text = text_of(*open(desk.render()), 0);
  CHECK(says(text, "Proof for approval"));
  CHECK(says(text, "by 30 November 2026"));
}

TEST_CASE("a page larger than A4 is shown at full size on a larger paper") {
  Desk desk;
  for (page::Page& page : desk.document.pages) page.trim = {260_mm, 120_mm};
  const std::string pdf = desk.render();
  const auto page = std::unique_ptr<poppler::page>(open(pdf)->create_page(1));
  CHECK(page->page_rect(poppler::media_box).width() > 266 * 72 / 25.4);
}

TEST_CASE("the second version tells what changed since the first, words, quantities and pages") {
  Desk before, after;
  after.order.texts["pass"].words = "Un carnet pour apprendre !";
  after.order.batch.carnets = 250;
  after.order.deliveries[1].carnets = 50;
  after.order.deliveries.push_back({"Maison Est", {"4 rue de l’Est"}, 10, {}});
  after.document.pages[0].marks.pop_back();
  const std::string text = text_of_all(after.render_after(before));
  for (const char* words :
       {"Ce qui a changé depuis la version 1", "Barré", "Un pass carnet pour", "240 pass 250 pass",
        "Maison Sud", "40 pass 50 pass", "Maison Est", "Recto du pass – ce qui diffère est entouré",
        "Sans changement : Verso du pass."}) {
    INFO(words << " in\n" << text);
    CHECK(says(text, words));
  }
  CHECK_FALSE(says(text_of_all(before.render()), "Ce qui a changé"));
}

TEST_CASE("kinds of things that did not change are told as unchanged") {
  const std::string text = text_of_all(Desk().render_after(Desk()));
  std::size_t times = 0;
  for (std::size_t at = 0; (at = text.find("Aucun changement.", at)) != std::string::npos; ++at)
    ++times;
  CHECK(times == 5);
  CHECK(says(text, "Le contenu est le même que celui de la version 1"));
}

TEST_CASE("where the version before can't be read back the BAT says to read all of it") {
  Desk desk;
  const page::Resources resources = desk.shelf.resources(desk.document);
  const std::string content = desk.content(),
                    text = text_of_all(desk.render(
                        {desk.order, desk.issuer, desk.product, content, desk.document, resources},
                        nullptr, 2));
  CHECK(says(text, "La version 1 n’a pas pu être relue"));
}

TEST_CASE("pages that came and went are shown, each on its side") {
  Desk before, after;
  after.document.pages[1].name = "pass-other";
  after.document.pages[1].title = "Autre verso";
  const std::string text = text_of_all(after.render_after(before));
  CHECK(says(text, "Autre verso – nouvelle page"));
  CHECK(says(text, "Verso du pass – page supprimée"));
}

TEST_CASE("a spot ink whose alternate changed does not keep the new version from being shown") {
  Desk before, after;
  before.document.spots = {{"PANTONE 300 C", {ink::Tint::percent(100), {}, {}, {}}}};
  after.document.spots = {{"PANTONE 300 C", {ink::Tint::percent(90), {}, {}, {}}}};
  for (Desk* desk : {&before, &after}) {
    page::Path path;
    path.segments = {page::MoveTo{{10_mm, 10_mm}}, page::LineTo{{40_mm, 10_mm}}};
    path.stroke = page::Stroke{
        ink::Spot{"PANTONE 300 C"}, desk == &before ? 1_mm : 2_mm, page::Cap::butt, {}};
    desk->document.pages[0].marks.emplace_back(path);
  }
  CHECK(says(text_of_all(after.render_after(before)), "ce qui diffère est entouré"));
}

TEST_CASE("the last page shows the code enlarged, with the longest numbers there will be") {
  Desk desk;
  desk.order.batch.carnets = 12'345;
  page::Page& front = desk.document.pages[0];
  auto carnet = std::get<page::Field>(front.marks[1]);
  carnet.variable = page::Variable::carnet;
  carnet.at.origin = {90_mm, 66_mm};
  front.marks.emplace_back(carnet);
  const std::string pdf = desk.render();
  const auto document = open(pdf);
  const std::string text = text_of(*document, document->pages() - 1);
  for (const char* words : {"De plus près", "agrandis (", "000 000 000", "Premier et dernier pass",
                            "Recto du pass – 00001", "Recto du pass – 12345"}) {
    INFO(words << " in\n" << text);
    CHECK(says(text, words));
  }
  CHECK_FALSE(says(text, "Comment le carnet est assemblé"));
  std::smatch code;
  REQUIRE(std::regex_search(text, code, std::regex("\\w{4}-\\w{4}-\\w{4}-\\w{4}")));
  CHECK_FALSE(std::holds_alternative<codes::Code>(codes::parse_code(code.str())));
}

TEST_CASE("how a booklet is made is drawn, leaf by leaf, with what is done to the leaves") {
  Desk desk;
  desk.document.binding = page::Binding::left;
  desk.document.leaves[0].count = 10;
  const std::string bound = text_of_all(desk.render());
  CHECK(says(bound, "Comment le carnet est assemblé"));
  CHECK(says(bound, "Recto du pass – 10 feuillets · Offset blanc 90 g/m²"));
  CHECK(says(bound, "au bord gauche"));
  desk.document.binding = page::Binding::saddle;
  const std::string stitched = text_of_all(desk.render());
  CHECK(says(stitched, "5 feuilles doubles en tout"));
}

TEST_CASE("the BAT is a tagged PDF: one title, its words as text, its symbol as a figure") {
  const std::string pdf = Desk().render();
  const auto times = [&](const std::string& text) {
    std::size_t found = 0;
    for (std::size_t at = pdf.find(text); at != std::string::npos; at = pdf.find(text, at + 1))
      ++found;
    return found;
  };
  CHECK(times(">1</pdfuaid:part>") == 1);
  CHECK(times("/S /H1 ") == 1);
  CHECK(times("/S /Figure ") > 1);  // the symbol at 100 %, and enlarged
  CHECK(times("/S /Figure ") == times("/A << /O /Layout /BBox ["));
  CHECK(times("/S /TH ") == times("/Scope /Row"));
  CHECK(times("/Title <FEFF0042006F006E002000E0002000740069007200650072>") == 1);  // a bookmark
}

TEST_CASE(
    "what was struck through or is new is said, for whoever sees neither strokes nor weight") {
  Desk before, after;
  after.order.texts["pass"].words = "Un carnet pour apprendre !";
  const std::string pdf = after.render_after(before);
  // "supprimé : pass", "ajouté : carnet"
  CHECK(says(pdf,
             "0069006D00E900A0003A00200070006100730073> /A << /O /Layout /TextDecorationType "
             "/LineThrough >>"));
  CHECK(says(pdf, "0061006A006F0075007400E900A0003A0020006300610072006E00650074>"));
}
