#include "paperwork/verification.h"

#include "catch/catch.h"
#include "paperwork/pdf_text.h"

using namespace imprimatur;
using namespace imprimatur::paperwork;

namespace {

Verification of_four_sheets() {
  Verification it;
  it.issuer.name = "Coopérative Exemple";
  it.order_id = "2026-0147";
  it.title = "Pass numériques 2027";
  it.client = "Département de l'Exemple";
  it.made = world::Instant{std::chrono::seconds{1'795'435'200}};  // 2026-11-23, 12:00 UTC
  it.passed = true;
  it.folder = "presse";
  it.software = "imprimatur 1";
  it.manifest = std::string(64, 'a');
  it.counts = {{"Symboles décodés", "40"}, {"Valeur faciale de ces codes", "400,00 €"}};
  return it;
}

}  // namespace

TEST_CASE("a verification report tells what was read, and that it may be printed") {
  const auto pages = pages_of(verification(of_four_sheets(), test_fonts()));
  REQUIRE(pages.size() == 1);
  check_reads(pages[0], {"Procès-verbal de relecture", "23 novembre 2026", "Conforme",
                         "Elles peuvent être imprimées", "Symboles décodés", "40", "400,00 €",
                         "presse", std::string(64, 'a'), "Aucune."});
}

TEST_CASE("a report of a sample, or of a failure, never says that all may be printed") {
  Verification it = of_four_sheets();
  it.language = finding::Language::english;
  it.whole = false;
  check_reads(pages_of(verification(it, test_fonts()))[0],
              {"A sample is as it must be", "not enough to attest"});
  it.passed = false;
  check_reads(pages_of(verification(it, test_fonts()))[0],
              {"Not as it must be", "must not be printed"});
}

TEST_CASE("findings that find no room on the page are counted") {
  Verification it = of_four_sheets();
  it.passed = false;
  for (int i = 0; i < 200; ++i)
    it.findings.error("symbol-unreadable", {"sheets-inner-0001.pdf"},
                      {"Feuille 12, recto, pose 3, n° 000 000 012 : aucun symbole ne se lit à sa "
                       "place, et la phrase est longue.",
                       "Sheet 12."},
                      {"Refaites-la.", "Make it again."});
  const auto pages = pages_of(verification(it, test_fonts()));
  REQUIRE(pages.size() == 1);
  check_reads(pages[0], {"sheets-inner-0001.pdf", "[symbol-unreadable]", "autres constatations"});
}
