#include "paperwork/slips.h"

#include "catch/catch.h"
#include "finding/failure.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <memory>

using namespace imprimatur;
using namespace imprimatur::paperwork;

namespace {

const Fonts fonts{world::Path{SOURCE_FOLDER} / "fonts/OpenSans-Regular.ttf",
                  world::Path{SOURCE_FOLDER} / "fonts/OpenSans-Bold.ttf"};

Delivery delivery() {
  Delivery it;
  it.issuer.name = "Coopérative Exemple";
  it.issuer.address = {"12 rue de l'Exemple", "99000 Exempleville"};
  it.issuer.registration = "000 000 000 00000";
  it.order_id = "2026-0147";
  it.title = "Pass numériques 2027";
  it.client = "Département de l'Exemple";
  it.client_address = {"1 place de la République", "99000 Exempleville"};
  it.face_value = measure::Money::from_cents(1000);
  it.passes_per_carnet = 10;
  it.released = world::Instant{std::chrono::seconds{1'795'435'200}};  // 2026-11-23, 12:00 UTC
  it.shares =
      *assign({{"Maison des solidarités Nord", {"2 rue du Nord", "99100 Nordville"}, 12, {}},
               {"Médiathèque d'Œuvre-sur-Mer", {"Place du Marché"}, 8, {}}},
              20, 10, *codes::Serial::from(4'201));
  return it;
}

// The words of each page with every run of white space made one space.
std::vector<std::string> read_back(const std::string& pdf) {
  const std::unique_ptr<poppler::document> document{
      poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size()))};
  REQUIRE(document);
  std::vector<std::string> pages;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page{document->create_page(i)};
    const auto utf8 = page->text().to_utf8();
    std::string words;
    for (std::size_t at = 0; at < utf8.size(); ++at) {
      const bool no_break = utf8[at] == '\xC2' && at + 1 < utf8.size() && utf8[at + 1] == '\xA0';
      at += no_break ? 1U : 0U;
      const bool space = no_break || utf8[at] == ' ' || utf8[at] == '\n' || utf8[at] == '\f';
      if (!space) words += utf8[at];
      if (space && !words.empty() && words.back() != ' ') words += ' ';
    }
    pages.push_back(words);
  }
  return pages;
}

int count_of(const std::string& words, const std::string& page) {
  int count = 0;
  for (auto at = page.find(words); at != std::string::npos; at = page.find(words, at + 1)) ++count;
  return count;
}

void check_says(const std::string& page, const std::vector<std::string>& expected) {
  INFO(page);
  for (const auto& words : expected) {
    INFO(words);
    CHECK(page.find(words) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("a slip says what is delivered, to whom, by whom, and under which numbers") {
  const auto pages = read_back(delivery_slips(delivery(), fonts));
  REQUIRE(pages.size() == 2);
  check_says(pages[0],
             {"Bordereau de livraison", "n° 2026-0147-1", "23 novembre 2026", "Coopérative Exemple",
              "12 rue de l’Exemple", "SIRET 000 000 000 00000", "Département de l’Exemple",
              "Maison des solidarités Nord", "99100 Nordville", "000 004 201", "000 004 320"});
  check_says(pages[1], {"n° 2026-0147-2", "Médiathèque d’Œuvre-sur-Mer", "000 004 321",
                        "000 004 400", "Bordereau 2/2", "Page 1/1"});
}

TEST_CASE("the face value is on the slip in figures and in words") {
  const auto pages = read_back(delivery_slips(delivery(), fonts));
  check_says(pages.at(0), {"1 200,00 €", "mille deux cents euros (1 200,00 €), soit 120 pass."});
  check_says(pages.at(1), {"800,00 €", "huit cents euros (800,00 €), soit 80 pass."});
}

TEST_CASE("deliverer and receiver each have a box to sign") {
  const auto page = read_back(delivery_slips(delivery(), fonts)).at(0);
  check_says(page, {"Remis par", "Reçu par", "Signature et cachet", "VALEURS INACTIVES",
                    "Réserves du destinataire", "Numéros des scellés"});
}

TEST_CASE("an English order has English slips") {
  Delivery it = delivery();
  it.language = finding::Language::english;
  const auto page = read_back(delivery_slips(it, fonts)).at(0);
  check_says(page,
             {"Delivery slip", "No. 2026-0147-1", "23 November 2026", "Booklets of 10 passes",
              "one thousand two hundred euros (€1,200.00), that is, 120 passes.", "Received by"});
}

TEST_CASE("loose passes are not counted as carnets") {
  Delivery it = delivery();
  it.passes_per_carnet = 1;
  const auto page = read_back(delivery_slips(it, fonts)).at(0);
  CHECK(page.find("Carnets de") == std::string::npos);
}

TEST_CASE("the largest numbers an order can hold stay apart in the table") {
  Delivery it = delivery();
  it.face_value = measure::Money::from_cents(1000'00);
  it.passes_per_carnet = 100;
  it.shares = *assign({{"Tout", {"1 rue"}, 1'000'000, {}}}, 1'000'000, 100,
                      *codes::Serial::from(899'000'001));
  check_says(read_back(delivery_slips(it, fonts)).at(0),
             {"100 000 000 899 000 001 999 000 000 1 000,00 € 100 000 000 000,00 €",
              "Carnets de 100 pass 1 000 000 1 1 000 000 100 000,00 €"});
}

TEST_CASE("a slip with the longest texts an order allows goes on over a second page") {
  Delivery it = delivery();
  const std::string name = std::string(96, 'W') + " end", address = std::string(56, 'W') + " end";
  it.issuer.name = it.title = it.client = it.shares.front().name = name;
  it.issuer.address.assign(6, address);
  it.client_address.assign(6, address);
  it.shares.front().address.assign(6, address);
  const auto pages = read_back(delivery_slips(it, fonts));
  REQUIRE(pages.size() == 4);
  CHECK(count_of("end", pages[0]) == 4 + 3 * 6);
  check_says(pages[0], {"Bordereau 1/2, commande 2026-0147", "Page 1/2"});
  check_says(pages[1], {"Reçu par", "Bordereau 1/2", "Page 2/2"});
}

TEST_CASE("the same delivery gives the same bytes, dated when it was released") {
  const std::string bytes = delivery_slips(delivery(), fonts);
  CHECK(bytes == delivery_slips(delivery(), fonts));
  CHECK(bytes.find("D:20261123120000") != std::string::npos);
  CHECK(bytes.size() < 100'000);
}

TEST_CASE("a letter that the slips can't write is a warning at its delivery point") {
  order::Order it;
  it.client.name = "Département de l'Exemple";
  it.deliveries = {{"Nord", {"2 rue du Nord"}, 1, {"order.toml", 30, 1}},
                   {"Maison Łukasz", {"2 rue du Nord"}, 1, {"order.toml", 34, 1}}};
  order::Issuer issuer;
  const auto findings = warn_of_characters(it, issuer, "order.toml", "issuer.toml");
  REQUIRE(findings.size() == 1);
  CHECK(findings.begin()->rule == "slip-character");
  CHECK(findings.begin()->place.line == 34);
  CHECK(findings.begin()->sentence.en ==
        "\"Maison Łukasz\": the delivery slip can't write \"Ł\" (U+0141) and will put \"?\".");
}

TEST_CASE("a font that is missing or is none is a failure that names it") {
  const world::Path none = world::Path{SOURCE_FOLDER} / "fonts/none.ttf";
  const world::Path text = world::Path{SOURCE_FOLDER} / "fonts/SHA256SUMS";
  CHECK_THROWS_AS(delivery_slips(delivery(), {none, fonts.bold}), finding::Failure);
  CHECK_THROWS_AS(delivery_slips(delivery(), {fonts.regular, text}), finding::Failure);
}
