#include "mail/receipt_letter.h"

#include "calendar/clock.h"
#include "catch/catch.h"

#include <regex>
#include <sstream>

using namespace imprimatur;
using namespace imprimatur::mail;
using finding::Language;

namespace {

ReceiptFacts receipt(Decided outcome, Language language = Language::french) {
  ReceiptFacts facts;
  facts.outcome = outcome;
  facts.language = language;
  facts.issuer = "Coopérative Exemple";
  facts.phone = "01 99 00 00 00";
  facts.order = "2026-0147";
  facts.title = "Pass <numériques>";
  facts.version = 2;
  facts.decided = *calendar::instant_from_iso("2026-11-30T23:30:00Z");  // 1 December in Paris
  facts.by = "Mme <Martin>";
  facts.digest = std::string(64, 'a');
  facts.checkpoint = "142 5dd6bba6 00000000";
  return facts;
}

std::string in_one_line(const std::string& text) {
  return std::regex_replace(text, std::regex("\n *"), " ");
}

}  // namespace

TEST_CASE("a receipt says what was decided, by whom, when, and what proves it") {
  const markup::Templates templates(world::Path(SOURCE_FOLDER) / "assets/mail");
  const auto [outcome, words] = GENERATE(table<Decided, std::string>(
      {{Decided::approved, "a été approuvée le 1er décembre 2026 par"},
       {Decided::to_change, "ont été demandées le 1er décembre 2026 par"},
       {Decided::refused, "a été refusée le 1er décembre 2026 par"}}));
  const ReceiptFacts facts = receipt(outcome);
  const std::string text = in_one_line(text_of(facts)), page = html_of(facts, templates);
  for (const std::string& said : {words, facts.checkpoint, facts.digest, facts.issuer}) {
    CHECK(text.find(said) != std::string::npos);
    CHECK(page.find(said) != std::string::npos);
  }
  CHECK(text.find("Mme <Martin>") != std::string::npos);
  CHECK(page.find("Mme &lt;Martin&gt;") != std::string::npos);
  CHECK(page.find("<numériques>") == std::string::npos);
  CHECK((text.find("telle quelle") != std::string::npos) == (outcome == Decided::approved));
}

TEST_CASE("a receipt of somebody who was erased names nobody") {
  ReceiptFacts facts = receipt(Decided::approved, Language::english);
  facts.by.clear();
  CHECK(in_one_line(text_of(facts)).find("was approved on 1 December 2026.") != std::string::npos);
  CHECK(subject_of(facts) == "Proof 2026-0147, version 2: your approval is recorded");
}
