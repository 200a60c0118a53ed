// What the pages say, from facts of a test's own.
#include "review/review.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::review;

namespace {

const markup::Templates& templates() {
  static const markup::Templates all(world::Path(SOURCE_FOLDER) / "assets/review");
  return all;
}

Proof proof(finding::Language language = finding::Language::french) {
  using namespace std::chrono;
  return {language,
          {"Coopérative", "01 99 00 00 00", "contact@exemple.fr"},
          "T-1",
          "Pass 2027",
          "Client",
          2,
          2026y / 12 / 8,
          6'449'000,
          std::string(64, 'a'),
          "/r/T-1/1/abc"};
}

bool has(const std::string& html, const std::string& words) {
  return html.find(words) != std::string::npos;
}

std::size_t times(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
    ++count;
  return count;
}

const std::string hostile = "<script>alert(1)</script>\"'&";

}  // namespace

TEST_CASE("no page has a script, a style of its own or a word of anybody else's") {
  Proof of = proof();
  of.title = of.client = of.contact.issuer = of.contact.phone = hostile;
  of.contact.email = "javascript:alert(1)@exemple.fr";
  Overview what;
  what.state = State::changes_asked;
  what.decided_by = what.reason = hostile;
  what.remarks = {{0, 0, 0, hostile}, {3, 100, 200, hostile}};
  what.pictures = {{2, 2100, 2970}};
  Form form{hostile, {{"name", hostile}}, hostile, hostile, true, hostile};
  Gathering gathering{
      hostile, {{"r0", hostile}}, hostile, hostile, {{2, 10, 10, hostile}}, {{2, 2100, 2970}}, 2,
      true};
  for (const std::string& html :
       {overview(templates(), of, what),
        sheet(templates(), of, what.pictures, what.pictures[0], 720, true),
        approval(templates(), of, form), refusal(templates(), of, form),
        review::gathering(templates(), of, gathering),
        notice(templates(), of.contact, Notice::missing, 60)}) {
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, " style="));
    CHECK_FALSE(has(html, "<style"));
    CHECK_FALSE(has(html, "http"));
    CHECK_FALSE(has(html, "=\"javascript"));
    CHECK(has(html, "&lt;script&gt;"));
    CHECK(has(html, "<html lang=\"fr\">"));
    CHECK(times(html, "<h1>") == 1);
    CHECK_FALSE(has(html, "{"));
  }
}

TEST_CASE("what waits can be answered, and what was decided says so and can't") {
  Overview what;
  const auto shown = [&](State state) {
    what.state = state;
    return overview(templates(), proof(), what);
  };
  for (const State state : {State::waiting, State::overdue}) {
    const std::string html = shown(state);
    CHECK(has(html, "/r/T-1/1/abc/approve"));
    CHECK(has(html, "/r/T-1/1/abc/changes"));
    CHECK(has(html, "/r/T-1/1/abc/refuse"));
    CHECK(has(html, "8 décembre 2026"));
  }
  CHECK(has(shown(State::overdue), "Votre réponse reste attendue"));
  what.decided = *calendar::instant_from_iso("2026-12-01T16:05:00Z");
  what.decided_by = "Ada";
  for (const State state : {State::approved, State::changes_asked, State::refused}) {
    const std::string html = shown(state);
    CHECK_FALSE(has(html, "/approve\""));
    CHECK(has(html, "1er décembre 2026 à 17 h 05"));
    CHECK(has(html, "Par Ada."));
    CHECK(has(html, "/r/T-1/1/abc/bat.pdf"));
  }
  CHECK(has(shown(State::approved), "Bon à tirer donné pour la version 2"));
}

TEST_CASE("a version that was superseded leads to the next one, or says that it comes by mail") {
  Overview what;
  what.state = State::superseded;
  what.newest = 3;
  CHECK(has(overview(templates(), proof(), what), "Un nouveau courriel vous parviendra"));
  what.newest_home = "/r/T-1/2/xyz";
  const std::string html = overview(templates(), proof(), what);
  CHECK(has(html, "href=\"/r/T-1/2/xyz\""));
  CHECK(has(html, "remplacée par la version 3"));
  CHECK_FALSE(has(html, "/approve\""));
}

TEST_CASE("pictures of pages are there with their sizes, or are said to be on their way") {
  Overview what;
  what.is_painting = true;
  CHECK(has(overview(templates(), proof(), what), "se préparent"));
  what = {};
  what.pictures = {{2, 2100, 2970}, {3, 2970, 2100}};
  const std::string html = overview(templates(), proof(), what);
  CHECK(has(
      html,
      "/image/2-small.png\" alt=\"Page 2 du bon à tirer, en petit\" width=\"400\" height=\"565\""));
  CHECK(has(html, "width=\"400\" height=\"282\""));
  CHECK_FALSE(has(overview(templates(), proof(), {}), "<img"));
}

TEST_CASE("what changed is named, and said to be nothing where it is") {
  Overview what;
  CHECK_FALSE(has(overview(templates(), proof(), what), "Depuis la version"));
  what.changes.emplace({Change::texts, Change::pages});
  CHECK(has(overview(templates(), proof(), what), "Ont changé\u00a0: textes, aspect des pages"));
  what.changes->clear();
  CHECK(has(overview(templates(), proof(), what), "Le contenu est le même"));
}

TEST_CASE("an error is told at the top, leads to its field, and stands beside it") {
  Form form;
  form.errors = {{"code", "Faux."}};
  form.name = "Ada";
  form.code = "K7WPQ4";
  const std::string html = approval(templates(), proof(), form);
  CHECK(has(html, "<title>Erreur – "));
  CHECK(has(html, "role=\"alert\""));
  CHECK(has(html, "<a href=\"#code\">Faux.</a>"));
  CHECK(has(html, "aria-describedby=\"code-hint code-wrong\" aria-invalid=\"true\""));
  CHECK(has(html, "value=\"Ada\""));
  CHECK_FALSE(has(html, "K7WPQ4"));
  CHECK_FALSE(has(html, "id=\"name-wrong\""));
  form.errors.clear();
  CHECK_FALSE(has(approval(templates(), proof(), form), "role=\"alert\""));
}

TEST_CASE("remarks are listed with their places, marked on the page, and carried on") {
  Gathering gathering;
  gathering.pins = {{2, 523, 804, "Trop petit"}, {4, 0, 0, ""}};
  gathering.pictures = {{2, 2100, 2970}, {4, 2100, 2970}};
  gathering.shown = 2;
  const std::string html = review::gathering(templates(), proof(), gathering);
  CHECK(has(html, "Remarque 1\u00a0: page 2, à 52 mm du bord gauche et 80 mm du haut"));
  CHECK(has(html, "Remarque 2\u00a0: page 4<"));
  CHECK(has(html, "name=\"r0_x\" value=\"523\""));
  CHECK(has(html, ">Trop petit</textarea>"));
  CHECK(has(html, "value=\"remove-1\""));
  CHECK(times(html, "<circle ") == 1);
  CHECK(has(html, "<input type=\"image\" name=\"click\" src=\"/r/T-1/1/abc/image/2-large.png\""));
}

TEST_CASE("an order in English has its pages in English") {
  const Proof english = proof(finding::Language::english);
  const std::string html = overview(templates(), english, {});
  CHECK(has(html, "<html lang=\"en\">"));
  CHECK(has(html, "Your answer is expected by the end of 8 December 2026."));
  CHECK(has(html, "6.4\u00a0MB"));
  CHECK(has(overview(templates(), proof(), {}), "6,4\u00a0Mo"));
}

TEST_CASE("what isn't there is said in both languages, with whom to call") {
  const std::string html = notice(templates(), proof().contact, Notice::expired, 60);
  CHECK(has(html, "pendant 60 jours"));
  CHECK(has(html, "for 60 days"));
  CHECK(has(html, "<section lang=\"en\">"));
  CHECK(times(html, "01\u00a099\u00a000\u00a000\u00a000") == 2);
}
