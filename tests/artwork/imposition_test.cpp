#include "artwork/imposition.h"

#include "artwork/imposer.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "world/files.h"
#include "world/folder.h"

#include <sys/stat.h>

#include <fstream>

using namespace imprimatur;
using namespace imprimatur::artwork;
using namespace measure::literals;

namespace {

Imposition two_sides() {
  Imposition imposition;
  imposition.sheet = {450_mm, 320_mm};
  imposition.title = "Dépliant (gang)\n";
  imposition.identity = std::string(32, 'a');
  const page::Path dashed{{page::MoveTo{{1_mm, 2_mm}}, page::LineTo{{3_mm, 4_mm}}},
                          std::nullopt,
                          page::Stroke{ink::Registration{}, 100_um, page::Cap::butt, {1_mm, 2_mm}}};
  const page::Path filled{
      {page::MoveTo{{}}, page::CurveTo{{1_mm, {}}, {2_mm, -1_mm}, {{}, 3_mm}}, page::ClosePath{}},
      ink::Process{ink::Tint::percent(100), {}, {}, ink::Tint::per_mille(5)},
      std::nullopt};
  imposition.marks = {{dashed, filled}, {}};
  imposition.sides.push_back({{{}, {9_mm, 9_mm}}, {{}, {9_mm, 9_mm}}, 0, {}});
  imposition.sides.back().pages.push_back(
      {3, 7, {{-5_mm, 6_mm}, measure::Turn::three_quarters}, {{-1_mm, {}}, {5_mm, 6_mm}}});
  imposition.sides.push_back({{}, {}, 1, {}});
  return imposition;
}

Survey one_document() {
  Survey survey;
  survey.documents.push_back(
      {{{{90_mm, 50_mm}, {}, 3_mm}, {{90_mm, 50_mm}, 3_mm, 3_mm}}, "FOGRA39 x\n", true, true});
  survey.remarks.push_back({0, {"document-annotations", {}}});
  return survey;
}

// Behind the door stands a shell script; one whole file is handed to it.
Surveyed surveyed_by(const std::string& script, world::ChildBounds bounds = {}) {
  const world::TestFolder folder;
  const auto program = folder / "worker", file = folder / "flyer.pdf";
  std::ofstream(program) << "#!/bin/sh\n" << script << '\n';
  std::ofstream(file) << "three";
  ::chmod(program.c_str(), 0755);
  return survey({program, bounds}, {file});
}

std::string only_rule(const Surveyed& surveyed) {
  CHECK(surveyed.documents.empty());
  REQUIRE(surveyed.findings.size() == 1);
  return surveyed.findings.begin()->rule;
}

}  // namespace

TEST_CASE("an imposition and a survey come out of their text as they went in") {
  CHECK((read_imposition(to_text(two_sides())) == two_sides()));
  CHECK((read_survey(to_text(one_document())) == one_document()));
}

TEST_CASE("an imposition that is cut short or lengthened anywhere is none") {
  const std::string text = to_text(two_sides());
  for (std::size_t length = 0; length < text.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(read_imposition(text.substr(0, length)));
  }
  CHECK_FALSE(read_imposition(text + " "));
  Imposition without_marks = two_sides();
  without_marks.marks.clear();
  CHECK_FALSE(read_imposition(to_text(without_marks)));
}

TEST_CASE("a survey that is cut short anywhere is none") {
  const std::string text = to_text(one_document());
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK_FALSE(read_survey(text.substr(0, length)));
  }
}

TEST_CASE("whatever the worker does with a document, the answer is a finding") {
  world::ChildBounds tight;
  tight.wall = std::chrono::seconds{1};
  tight.most_output = 1u << 16;
  CHECK(only_rule(surveyed_by("kill -9 $$")) == "document-crash");
  CHECK(only_rule(surveyed_by("exit 1")) == "document-crash");
  CHECK(only_rule(surveyed_by("exec sleep 60", tight)) == "document-slow");
  CHECK(only_rule(surveyed_by("yes", tight)) == "document-flood");
  CHECK(only_rule(surveyed_by("exit 72")) == "document-nonsense");
  CHECK(only_rule(surveyed_by("cat <&3")) == "document-nonsense");
  CHECK(only_rule(surveyed_by("printf 'imprimatur-survey-answer 1\\nend\\n'")) ==
        "document-nonsense");
}

TEST_CASE("a worker that can't lock itself in is a failure") {
  CHECK_THROWS_AS(surveyed_by("exit 71"), finding::Failure);
}
