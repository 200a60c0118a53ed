#include "bat/bat.h"

#include "catch/catch.h"
#include "codes/code.h"
#include "page/canonical.h"
#include "typeset/setter.h"

#include <poppler-document.h>
#include <poppler-page.h>

#include <chrono>
#include <memory>
#include <regex>

using namespace imprimatur;
using namespace std::chrono_literals;
using namespace measure::literals;

namespace {

const world::Path source = SOURCE_FOLDER;

// One order of loose passes, 150 × 72 mm, with a code on the front and nothing on the back.
struct Desk {
  typeset::FontShelf shelf = typeset::FontShelf::open(source / "fonts");
  ink::OutputCondition condition{"FOGRA39", "http://www.color.org", "Papier couché",
                                 world::read_file(source / "assets/icc/FOGRA39L_coated_free.icc")};
  order::Order order;
  order::Issuer issuer;
  std::string product = "Pass à l’unité";
  page::Document document;
  finding::Findings findings;

  Desk() {
    issuer.name = "Médiation Exemple";
    order.id = "2026-0147";
    order.title = "Pass numériques 2027";
    order.client.name = "Département de l'Exemple";
    order.batch.carnets = 240;
    order.batch.face_value = measure::Money::from_cents(1000);
    order.batch.valid_until = 2027y / 12 / 31;
    order.texts["pass"] = {"Un pass pour apprendre !", {}};
    order.deliveries = {{"Maison Nord", {"2 rue du Nord", "99100 Nordville"}, 200, {}},
                        {"Maison Sud", {"3 rue du Sud", "99200 Sudville"}, 40, {}}};
    document.product = "pass-single";
    document.leaf = {150_mm, 72_mm};
    document.stocks = {{"inner", "Offset blanc 90 g/m²", 110_um}};
    document.leaves = {{"pass", "inner", 1, 0, 1, true}};
    page::Page page{"pass-front", "Recto du pass", document.leaf, 3_mm, 4_mm, {}, {}, {}};
    page.finishes = {{page::FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}}};
    typeset::Missing missing;
    const typeset::Face& mono = *shelf.find("JetBrainsMono-Medium");
    const page::FontId font = typeset::font_in(document, mono);
    const page::Alphabet all = typeset::alphabet(
        mono, font, " -/0123456789ABCDEFGHJKMNPQRSTVWXYZ", typeset::Space::thin, missing);
    page.marks.emplace_back(
        page::Field{page::Variable::code, all, 10_pt, ink::black(), {{60_mm, 60_mm}}});
    page.marks.emplace_back(
        page::Field{page::Variable::serial, all, 8_pt, ink::black(), {{60_mm, 66_mm}}});
    page.marks.emplace_back(page::Symbol{{120_mm, 40_mm}, 508_um, ink::black()});
    document.pages = {page, {"pass-back", "Verso du pass", document.leaf, 3_mm, 4_mm, {}, {}, {}}};
  }

  std::string render() const {
    const page::Resources resources = shelf.resources(document);
    return bat::render({order, issuer, product, document, resources, condition, shelf, 2,
                        page::digest_of(document), world::Instant{}, 2026y / 11 / 23, 2026y / 11 / 30,
                        findings});
  }
};

std::unique_ptr<poppler::document> open(const std::string& pdf) {
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
  REQUIRE(document);
  return document;
}

// Unbreakable and thin spaces read as plain ones.
std::string text_of(const poppler::document& document, int page) {
  const auto bytes = std::unique_ptr<poppler::page>(document.create_page(page))->text().to_utf8();
  return std::regex_replace(std::string(bytes.begin(), bytes.end()), std::regex("\u202f|\u00a0"), " ");
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("page 1 says what is to be approved, in figures and in words") {
  const std::string pdf = Desk().render();
  const std::string text = text_of(*open(pdf), 0);
  for (const char* words :
       {"Bon à tirer", "Version 2", "2026-0147", "Département de l’Exemple", "240 pass", "2 400,00 €",
        "Deux mille quatre cents euros", "dix euros", "23 novembre 2026", "au plus tard le 30 novembre 2026",
        "jusqu’au 31 décembre 2027", "Maison Nord", "99200 Sudville", "Un pass pour apprendre !"}) {
    INFO(words << " in\n" << text);
    CHECK(says(text, words));
  }
  CHECK(says(text, page::digest_of(Desk().document).hex().substr(0, 20)));
}

TEST_CASE("each page of the product stands in a frame with its guides named") {
  const std::string pdf = Desk().render();
  const auto document = open(pdf);
  REQUIRE(document->pages() == 2);
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
             "piqûre à cheval, 5 feuilles doubles pliées, dont 1 feuillet blanc"));
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
