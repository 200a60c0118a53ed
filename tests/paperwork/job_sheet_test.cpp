#include "paperwork/job_sheet.h"

#include "../impose/shops.h"
#include "catch/catch.h"
#include "impose/one_up.h"
#include "paperwork/instructions.h"
#include "paperwork/pile_picture.h"
#include "pdf_text.h"

#include <fmt/format.h>

using namespace imprimatur;
using namespace imprimatur::paperwork;
using namespace imprimatur::measure::literals;
using finding::Language;

namespace {

// A stapled booklet of ten passes between covers, for an SRA3 press.
struct Work {
  shop::Shop shop = impose::sra3();
  page::Document document = impose::carnet();
  impose::Run run;

  explicit Work(std::uint32_t carnets = 200, page::Binding binding = page::Binding::left) {
    shop.title = "Presse SRA3";
    shop.condition.identifier = document.condition = "FOGRA39";
    document.binding = binding;
    document.pages.resize(6);
    for (page::Page& page : document.pages) page.bleed = 3_mm;
    using page::FinishKind;
    for (const std::uint32_t front : {0u, 2u, 4u}) {
      document.pages[front].finishes = {{FinishKind::staple, {5_mm, 16_mm}, {5_mm, 28_mm}},
                                        {FinishKind::staple, {5_mm, 44_mm}, {5_mm, 56_mm}}};
    }
    document.pages[2].finishes.push_back({FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}});
    lay_out(carnets);
  }

  void lay_out(std::uint32_t carnets = 200) {
    run = impose::impose_run(document, shop, carnets).run.value();
  }

  JobSheet sheet(Language language = Language::french) const {
    return {.shop = shop,
            .document = document,
            .run = run,
            .language = language,
            .order_id = "2026-0147",
            .title = "Pass numériques 2027",
            .client = "Département de l'Exemple",
            .version = 2,
            .approved = "3f2a9c01b2d4" + std::string(52, '0'),
            .ledger = "142 5dc9da79 a70659a9 ad559cb7 01ded9a2 ab9d823a ad2f4960 cfe370ef f4604328",
            .released = world::Instant{std::chrono::seconds{1'795'435'200}},
            .stocks = {sheets_of(run.stocks[0]), sheets_of(run.stocks[1])},
            .spots = {},
            .finishing_inks = {},
            .part = std::nullopt};
  }
  static SheetsOfStock sheets_of(const impose::StockPlan& stock) {
    return {stock.stock.name,
            stock.plan.sheets(),
            {"sheets-" + stock.stock.name + "-0001.pdf"},
            stock.plan.voids()};
  }
  std::string text(Language language = Language::french) const {
    const auto pages = pages_of(job_sheet(sheet(language), test_fonts()));
    REQUIRE(pages.size() == 1);
    return pages[0];
  }
};

std::string steps_of(const Work& work, Language language = Language::french) {
  std::string all;
  for (const auto& step : finishing_steps(work.run, work.document, {}, language))
    all += step + "\n";
  return all;
}

}  // namespace

TEST_CASE("a job sheet says which order, version and approval it belongs to") {
  check_reads(Work().text(), {"Fiche de fabrication", "Commande 2026-0147 · BAT version 2",
                              "3f2a9c01b2d4", "23 novembre 2026", "Imprimeur : Presse SRA3",
                              "Département de l’Exemple", "200 carnets, 2 000 pass"});
}

TEST_CASE("a job sheet bears the ledger's tree, to be held against it later") {
  const std::string tree =
      "142 5dc9da79 a70659a9 ad559cb7 01ded9a2 ab9d823a ad2f4960 cfe370ef f4604328";
  check_reads(Work().text(), {"À garder, état du registre : " + tree});
  check_reads(Work().text(Language::english), {"Keep this, state of the ledger: " + tree});
}

TEST_CASE("a job sheet says for each paper its sheets, lifts, voids and files") {
  const Work work;
  const impose::Plan& inner = work.run.stocks[1].plan;
  check_reads(work.text(),
              {"inner · Offset 90 g/m²", "cover · Carte 250 g/m²", "sheets-cover-0001.pdf",
               "sheets-inner-0001.pdf", wording::number(inner.sheets(), Language::french),
               "Feuilles par levée", "Places VOID"});
}

TEST_CASE("many files are told by the first, the last and their number") {
  const Work work;
  JobSheet sheet = work.sheet();
  sheet.stocks[1].files = {"a-0001.pdf", "a-0002.pdf", "a-0003.pdf", "a-0004.pdf"};
  const std::string text = pages_of(job_sheet(sheet, test_fonts())).at(0);
  check_reads(text, {"a-0001.pdf … a-0004.pdf (4 fichiers)"});
  CHECK(text.find("a-0002") == std::string::npos);
}

TEST_CASE("a file of finishing lines is named, and that nobody prints it") {
  const Work work;
  JobSheet sheet = work.sheet();
  sheet.stocks[1].finishing_file = "finishing-inner.pdf";
  check_reads(pages_of(job_sheet(sheet, test_fonts())).at(0),
              {"finishing-inner.pdf : tracés de façonnage, ne s’imprime pas"});
  CHECK(work.text().find("ne s’imprime pas") == std::string::npos);
}

TEST_CASE("a part of the run is not taken for the whole") {
  const Work work;
  JobSheet sheet = work.sheet();
  CHECK(work.text().find("une partie du tirage") == std::string::npos);
  sheet.part = {3, 9};
  check_reads(pages_of(job_sheet(sheet, test_fonts())).at(0),
              {"une partie du tirage seulement, les feuilles 3 à 9", "Feuille 3 de « inner »",
               "Compter : ce que cette partie du tirage a donné"});
}

TEST_CASE("of a reprint nothing is stacked: each piece goes back to where it is missing") {
  const Work work;
  JobSheet sheet = work.sheet();
  const impose::Reprint reprint(2, work.run.layout.piece, 10, {{30, 2001}, {31, 2002}}, {});
  sheet.reprint = &reprint;
  sheet.stocks = {{"inner", 2, {"reprint-02-inner-0001.pdf"}, 14}};
  const std::string text = with_plain_spaces(pages_of(job_sheet(sheet, test_fonts())).at(0));
  check_reads(text, {"Retirage de 2 pass (commande : 200 carnets, 2 000 pass)", "Retirage 2 :",
                     "Remettre chaque pièce dans la pile ou le carnet", "Compter : 2 pass"});
  for (const char* of_the_run : {"Empiler les piles", "une fois empilée", "Compter : 200"}) {
    INFO(of_the_run);
    CHECK(text.find(of_the_run) == std::string::npos);
  }
  const auto words = words_of(text);
  CHECK(std::ranges::count(words, "14") >= 1);
}

TEST_CASE("the sheet's picture has the booklets of the plan on both sides") {
  const Work work;
  const auto words = words_of(work.text());
  for (std::uint32_t slot = 0; slot < work.run.layout.up(); ++slot) {
    const auto carnet = *work.run.stocks[1].plan.at(0, slot).carnet + 1;
    INFO(carnet);
    CHECK(std::ranges::count(words, std::to_string(carnet)) >= 2);
  }
  check_reads(work.text(),
              {"Recto de la feuille", "Verso de la feuille", "pinces", "pile 8 · verso"});
}

TEST_CASE("the steps follow the product: cut, stack, perforate, collate, staple, count") {
  const std::string steps = steps_of(Work());
  std::size_t at = 0;
  for (const char* step : {"Couper chaque levée", "Empiler les piles", "Perforer « pass » à 28",
                           "Assembler chaque carnet, de haut en bas : 1 « cover », 10 « pass »",
                           "Agrafer à 5", "2 agrafes, leur milieu à 22", "Compter : 200"}) {
    INFO(step << " in\n" << with_plain_spaces(steps));
    at = with_plain_spaces(steps).find(step, at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("a stitched booklet is folded before its spreads are put into each other") {
  Work work;
  work.shop.sheet = {700_mm, 500_mm};
  work.document.binding = page::Binding::saddle;
  work.lay_out();
  const std::string steps = with_plain_spaces(steps_of(work));
  CHECK(steps.find("Plier chaque feuille double") < steps.find("Encarter"));
  CHECK(steps.find("Perforer « pass » à 28 mm du pli, de chaque côté") != std::string::npos);
  CHECK(steps.find("l’une dans l’autre : 1 « cover », 5 « inner »") != std::string::npos);
  CHECK(steps.find("Agrafer dans le pli (2 agrafes") != std::string::npos);
  check_reads(work.text(), {"feuillet 11 · verso", "feuillet 2 · recto"});
}

TEST_CASE("a leaf that the folding needs and that bears nothing is called blank") {
  Work work;
  work.shop.sheet = {700_mm, 500_mm};
  work.document.binding = page::Binding::saddle;
  work.document.leaves[1].count = 9;
  work.lay_out();
  check_reads(work.text(), {"blanc"});
}

TEST_CASE("loose leaves that are not folded, stapled or glued are told nothing of it") {
  Work work(200, page::Binding::none);
  work.document.leaves = {{"pass", "inner", 1, 2, 3, true}};
  work.document.pages[2].finishes.clear();
  work.lay_out();
  const std::string steps = steps_of(work);
  for (const char* word : {"Agrafer", "Plier", "Encoller", "Assembler", "Perforer"})
    CHECK(steps.find(word) == std::string::npos);
}

TEST_CASE("flip, delivery, stacking and work style are told in plain words") {
  Work work;
  check_reads(work.text(), {"sur le petit côté : le bord gauche passe à droite",
                            "les pinces changent de bord", "face dessous", "coupe et empilage"});
  work.shop.delivery = shop::Delivery::face_up;
  work.shop.stacking = shop::Stacking::step_and_repeat;
  work.shop.work = shop::Work::work_and_tumble;
  work.lay_out();
  check_reads(work.text(),
              {"face dessus : la dernière feuille imprimée est la première", "poses répétées",
               "culbuter la pile", "prendre un carnet de chaque pile"});
}

TEST_CASE("leaves that the shop imposes have no sheets, lifts, gripper or piles to tell of") {
  const auto binding = GENERATE(page::Binding::left, page::Binding::saddle);
  Work work(200);
  work.document.binding = binding;
  work.shop = impose::shop_of_one_up(work.document, work.shop);
  work.run = impose::impose_one_up(work.document, work.shop, 200).run.value();
  const std::string text = work.text();
  check_reads(text, {"Feuillets par carnet", "TrimBox est le feuillet", "par l’imprimeur, à 100 %",
                     "carnet après carnet", "au format fini", "Perforer", "Imposition et coupe"});
  for (const char* word : {"levée", "Levées", "traits de coupe", "pinces", "Places VOID", "pile 1"}) {
    INFO(word);
    CHECK(text.find(word) == text.npos);
  }
  const bool stitched = binding == page::Binding::saddle;
  CHECK((text.find("en feuilles doubles") != text.npos) == stitched);
  CHECK((text.find("356 × 72 mm") != text.npos) == stitched);
  if (stitched) check_reads(text, {"1 « cover », 5 « inner »"});
}

TEST_CASE("the inks are those that have plates, those of logos too") {
  Work work;
  JobSheet sheet = work.sheet();
  sheet.spots = {"Encre maison"};
  check_reads(pages_of(job_sheet(sheet, test_fonts())).at(0),
              {"cyan, magenta, jaune, noir, ton direct Encre maison"});
}

TEST_CASE("the inks of finishing lines are named as those that get no plates") {
  Work work;
  JobSheet sheet = work.sheet();
  CHECK(work.text().find("Sans plaque") == std::string::npos);
  sheet.finishing_inks = {"Cutting", "Perf"};
  check_reads(pages_of(job_sheet(sheet, test_fonts())).at(0),
              {"Sans plaque", "Cutting, Perf : tracés de façonnage, séparations à désactiver"});
}

TEST_CASE("a corrected back is told by which way it was moved") {
  Work work;
  work.shop.back_shift = {300_um, -100_um};
  work.lay_out();
  check_reads(work.text(), {"Verso corrigé de", "0,3 mm vers la gauche, 0,1 mm vers le bas"});
}

TEST_CASE("an English order has an English job sheet") {
  const std::string text = Work().text(Language::english);
  check_reads(text, {"Job sheet", "Order 2026-0147", "23 November 2026", "Sheets in a lift",
                     "about the short edge", "Stack the piles of a lift", "To be filled in"});
  for (const char* french : {"feuille", "carnet", "Massicot", "Papier", "recto"}) {
    INFO(french << " in\n" << text);
    CHECK(text.find(french) == std::string::npos);
  }
}

TEST_CASE("piles are those that the guillotine leaves") {
  const Work work;
  const auto piles = piles_of(work.run, work.run.stocks[1], 0);
  REQUIRE(piles.size() == work.run.layout.pieces());
  const std::uint32_t in_pile = work.run.stocks[1].plan.carnets_in_pile(0);
  CHECK(piles[0] == PileOfBooklets{1, 1, in_pile, 1});
  CHECK(piles[1] == PileOfBooklets{2, in_pile + 1, 2 * in_pile, 1});
}

TEST_CASE("piles that are dealt out hold every n-th booklet, and void ones say so") {
  Work work(3);
  work.shop.stacking = shop::Stacking::step_and_repeat;
  work.lay_out(20);
  const auto piles = piles_of(work.run, work.run.stocks[1], 0);
  CHECK(piles[0] == PileOfBooklets{1, 1, 17, 8});
  CHECK(piles[3] == PileOfBooklets{4, 4, 20, 8});
  work.lay_out(3);
  CHECK(piles_of(work.run, work.run.stocks[1], 0)[7].is_void());
}

TEST_CASE("long names stay on one page") {
  Work work;
  const std::string long_name(120, 'm');
  work.document.stocks[1].title = long_name;
  work.shop.title = long_name;
  work.shop.condition.description = "Papier couché " + long_name + long_name;
  work.lay_out();
  JobSheet sheet = work.sheet();
  sheet.title = sheet.client = long_name;
  CHECK(pages_of(job_sheet(sheet, test_fonts())).size() == 1);
}

TEST_CASE("the same job gives the same sheet") {
  CHECK(job_sheet(Work().sheet(), test_fonts()) == job_sheet(Work().sheet(), test_fonts()));
}

TEST_CASE("a job sheet names the piles to be turned over, and the page of the second pass") {
  Work work;
  CHECK(steps_of(work, Language::english).find("Turn over") == std::string::npos);
  work.shop.sheet = {720_mm, 520_mm};
  work.shop.gripper = {shop::Edge::bottom, 12_mm};
  work.shop.work = shop::Work::work_and_turn;
  work.lay_out();
  std::string piles;
  for (std::uint32_t pile = 0; pile < work.run.layout.pieces(); ++pile)
    if (work.run.layout.front[pile].face == impose::Face::verso)
      piles += fmt::format("{}{}", piles.empty() ? "" : ", ", pile + 1);
  REQUIRE_FALSE(piles.empty());
  CHECK(steps_of(work, Language::english).find("backs up: " + piles + ".") != std::string::npos);
  check_reads(work.text(), {"jamais deux fois la même page"});
}
