#include "paperwork/statement.h"

#include "catch/catch.h"
#include "codes/serial.h"
#include "paperwork/pdf_text.h"

using namespace imprimatur;
using namespace imprimatur::paperwork;

namespace {

Statement statement_of_two_points() {
  Statement it;
  it.issuer.name = "Coopérative Exemple";
  it.issuer.address = {"12 rue de l'Exemple", "99000 Exempleville"};
  it.issuer.registration = "000 000 000 00000";
  it.order_id = "2026-0147";
  it.title = "Pass numériques 2027";
  it.client = "Département de l'Exemple";
  it.face_value = measure::Money::from_cents(1000);
  it.made = world::Instant{std::chrono::seconds{1'795'435'200}};  // 2026-11-23, 12:00 UTC
  it.passes = {1'200, 1'180, 8, 12};
  it.points = {{"Maison Nord", {700, 690, 0, 10}}, {"Maison Sud", {500, 490, 8, 2}}};
  it.sheets = {{"inner", 150, 2}};
  it.losses = {{it.made, 12, true, "000 000 001 à 000 000 012", "M. Durand", "vol"}};
  return it;
}

}  // namespace

TEST_CASE("a statement tells counts, value, sheets and losses, and whether the accounts are open") {
  Statement it = statement_of_two_points();
  it.unknown = {"Rien n’est décidé de ce qui est gâché."};
  const auto pages = pages_of(statement(it, test_fonts()));
  REQUIRE(pages.size() == 1);
  check_reads(pages[0], {"État de rapprochement",
                         "n° 2026-0147",
                         "23 novembre 2026",
                         "Ouverts",
                         "Maison Nord",
                         "700",
                         "690",
                         "6 900,00 €",
                         "Ensemble",
                         "1 200",
                         "1 180",
                         "11 800,00 €",
                         "inner",
                         "150",
                         "148",
                         "bons 1 180 + en attente 8 + nuls 12",
                         "onze mille huit cents euros",
                         "23 novembre 2026 : 12 pass nuls",
                         "n° 000 000 001 à 000 000 012",
                         "vol – M. Durand",
                         "Rien n’est décidé",
                         "Arrêté par",
                         "Contrôlé par"});
}

TEST_CASE("a statement of closed accounts says by whom, in the order's language") {
  Statement it = statement_of_two_points();
  it.language = finding::Language::english;
  it.closing = {it.made, {"Mme Martin", "M. Durand"}, {}, it.passes};
  check_reads(pages_of(statement(it, test_fonts()))[0],
              {"Reconciliation", "Closed on 23 November 2026", "by Mme Martin and M. Durand",
               "Value of the good"});
}

TEST_CASE("a statement of many points and losses goes on over pages, each with head and foot") {
  Statement it = statement_of_two_points();
  for (int i = 0; i < 60; ++i) {
    it.points.push_back({"É" + std::string(i % 7, 'm') + "éééééééééééééééééééééééééééééééééééééé " +
                             std::to_string(i),
                         {10, 10, 0, 0}});
    it.losses.push_back(it.losses.front());
  }
  const auto pages = pages_of(statement(it, test_fonts()));
  REQUIRE(pages.size() > 3);
  for (std::size_t i = 0; i < pages.size(); ++i)
    check_reads(pages[i], {"Page " + std::to_string(i + 1) + "/" + std::to_string(pages.size())});
  check_reads(pages[1], {"Pass, par point de livraison", "Valeur des bons"});
  for (const std::string& page : pages) CHECK(page.find('?') == std::string::npos);
  std::size_t losses = 0;
  for (const std::string& page : pages)
    for (std::size_t at = 0; (at = page.find("12 pass nuls", at)) != std::string::npos; ++at)
      ++losses;
  CHECK(losses == 61);
  CHECK(statement(it, test_fonts()) == statement(it, test_fonts()));
}

TEST_CASE("a long point of delivery is told whole") {
  Statement it = statement_of_two_points();
  it.points[0].name = "Médiathèque de l’Œuvre-d’Ys – Saint-Barthélemy-de-la-Rivière";
  check_reads(pages_of(statement(it, test_fonts()))[0],
              {"Médiathèque de l’Œuvre-d’Ys", "Saint-Barthélemy-de-la-Rivière", "690"});
}

TEST_CASE("reasons, serials and questions without end go on over the next pages, whole") {
  Statement it = statement_of_two_points();
  it.losses.front().reason = "début";
  for (int i = 0; i < 2000; ++i) it.losses.front().reason += " mot" + std::to_string(i);
  it.losses.front().serials = "000 000 001";
  for (int i = 2; i < 900; ++i)
    it.losses.front().serials += ", " + codes::to_text(*codes::Serial::from(2 * i));
  it.unknown = {it.losses.front().reason};
  std::string all;
  for (const std::string& page : pages_of(statement(it, test_fonts()))) all += page;
  std::string words;
  for (const std::string& word : words_of(all)) words += word + " ";
  for (int i = 0; i < 2000; i += 37) {
    const std::string word = " mot" + std::to_string(i) + " ";
    const std::size_t first = words.find(word);
    REQUIRE(first != std::string::npos);
    CHECK(words.find(word, first + 1) != std::string::npos);  // as a question too
  }
  check_reads(words, {"000 000 001, 000 000 004,", "000 001 798"});
}

TEST_CASE("what was lost since the closing stands apart from the account") {
  Statement it = statement_of_two_points();
  it.one_up = true;
  it.passes = {1'200, 1'188, 0, 12};
  Loss later = it.losses.front();
  later.passes = 1;
  later.serials = "000 000 700";
  it.closing = {it.made, {"Mme Martin", "M. Durand"}, {later}, {1'200, 1'187, 0, 13}};
  const auto pages = pages_of(statement(it, test_fonts()));
  check_reads(pages[0],
              {"Clos le 23 novembre 2026", "par Mme Martin et M. Durand", "Feuillets, par papier",
               "bons 1 188 + en attente 0 + nuls 12", "DEPUIS LA CLÔTURE, HORS DE CE COMPTE",
               "1 pass nul", "n° 000 000 700", "Au 23 novembre 2026 : bons 1 187, nuls 13."});
}
