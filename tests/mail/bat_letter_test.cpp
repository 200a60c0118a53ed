#include "mail/bat_letter.h"

#include "catch/catch.h"

#include <regex>
#include <sstream>

using namespace imprimatur;
using namespace imprimatur::mail;
using finding::Language;

namespace {

BatFacts facts(Purpose purpose, const std::string& link, Language language = Language::french) {
  BatFacts facts;
  facts.purpose = purpose;
  facts.language = language;
  facts.issuer = "Coopérative Exemple";
  facts.phone = "01 99 00 00 00";
  facts.order = "2026-0147";
  facts.title = "Pass <numériques> {2027}";
  facts.version = 2;
  facts.answer_by =
      calendar::Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{30}};
  facts.link = link;
  facts.pages_shown = {{2, "page-2.k3t9@exemple.fr"}, {3, "page-3.k3t9@exemple.fr"}};
  facts.digest = std::string(64, 'a');
  return facts;
}

const std::string review_link = "https://bat.exemple.fr/r/abc";

std::string html(const BatFacts& facts) {
  return html_of(facts, markup::Templates(world::Path(SOURCE_FOLDER) / "assets/mail"));
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a subject names order, version and the day to answer by") {
  const std::string subject = subject_of(facts(Purpose::bat, review_link));
  CHECK(subject ==
        "Bon à tirer 2026-0147, version 2\u00a0: votre réponse avant la fin du 30 novembre 2026");
  CHECK(subject_of(facts(Purpose::reminder, review_link)).starts_with("Rappel"));
  CHECK(says(subject_of(facts(Purpose::overdue, review_link)), "le délai de réponse est passé"));
  CHECK(says(subject_of(facts(Purpose::bat, review_link, Language::english)), "30 November 2026"));
}

TEST_CASE("text and HTML say the same, with the link or without") {
  for (const auto& address : {review_link, std::string()}) {
    for (const Purpose purpose : {Purpose::bat, Purpose::reminder, Purpose::overdue}) {
      const BatFacts one = facts(purpose, address);
      const std::string page = html(one);
      const std::string text = std::regex_replace(text_of(one), std::regex("\n *"), " ");
      CHECK(says(text, "30 novembre 2026"));
      CHECK(says(page, "30 novembre 2026"));
      CHECK(says(text, "Pass <numériques> {2027}"));
      CHECK(says(page, "Pass &lt;numériques&gt; {2027}"));
      CHECK(says(text, review_link) == !address.empty());
      CHECK(says(page, "href=\"" + review_link + "\"") == !address.empty());
      CHECK(says(page, "cid:page-2.k3t9@exemple.fr"));
      CHECK_FALSE(says(page, "{{"));
      // It names the validation code, and never holds it: it proves that the PDF was opened.
      CHECK(says(text, "code de validation"));
    }
  }
}

TEST_CASE("a plain letter has lines of 72 columns, but for addresses") {
  std::istringstream lines(text_of(facts(Purpose::bat, review_link)));
  for (std::string line; std::getline(lines, line);) {
    std::size_t columns = 0;
    for (const char c : line) columns += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    INFO(line);
    CHECK((columns <= 72 || line.find(' ') == std::string::npos || says(line, "SHA-256")));
  }
}

TEST_CASE("what is too large to be enclosed is read on the review page") {
  BatFacts linked = facts(Purpose::bat, review_link);
  linked.is_attached = false;
  CHECK(says(text_of(linked), "trop volumineux"));
  CHECK_FALSE(says(text_of(linked), "PDF joint"));
}
