// The artwork of a good job, damaged in all the ways that artwork is.
#include "catch/catch.h"
#include "verify/art_picture.h"
#include "verify/job.h"

using namespace imprimatur;
using namespace imprimatur::verify;
using namespace imprimatur::measure::literals;

namespace {

using Rules = std::set<std::string>;

// Damages slot 2 of one page of the first inner file.
Report report_after(std::uint32_t damaged, const std::function<void(Drawn&)>& act) {
  Job job;
  job.approve_bars();
  job.damage = [&](const std::string& file, std::uint32_t page, std::vector<Drawn>& places) {
    if (file == inner && page == damaged) act(places[1]);
  };
  job.write();
  return job.verify();
}

std::string only_sentence(const Report& report) {
  REQUIRE(report.findings.size() == 1);
  const finding::Finding& found = *report.findings.begin();
  return found.rule + ": " + found.sentence.en;
}

}  // namespace

TEST_CASE("artwork that is as approved passes on every side, whatever each pass says") {
  Job job;
  job.approve_bars();
  job.write();
  const Report report = job.verify();
  for (const finding::Finding& one : report.findings) UNSCOPED_INFO(one.rule + one.sentence.en);
  CHECK(report.findings.empty());
  CHECK(report.artworks == 2 * report.sheets);
  CHECK(report.codes == 14);
}

TEST_CASE("artwork that is missing is found on the one sheet and side where it is") {
  const Report report = report_after(2, [](Drawn& drawn) { drawn.artwork = false; });
  CHECK(only_sentence(report) ==
        "artwork-missing: Sheet 2, front, slot 2, serial 000 012 349: the approved artwork is not "
        "there.");
}

TEST_CASE("a back that is shifted is found, and by how much") {
  const Report report = report_after(1, [](Drawn& drawn) { drawn.art_moved = {1_mm, -800_um}; });
  CHECK(only_sentence(report) ==
        "artwork-shifted: Sheet 1, back, slot 2, serial 000 012 348: the artwork lies +1.0 mm to "
        "the right and -0.8 mm down from its place.");
}

TEST_CASE("artwork may lie four tenths of a millimetre beside its place, not eight") {
  CHECK(report_after(0, [](Drawn& drawn) { drawn.art_moved = {300_um, 300_um}; }).passed());
  CHECK_FALSE(report_after(0, [](Drawn& drawn) { drawn.art_moved = {800_um, 0_um}; }).passed());
}

TEST_CASE("ink that was not approved is found, and a bar that lost its black for RGB") {
  const auto [colour, size, passes] = GENERATE(table<std::string, measure::Length, bool>({
      {"1 0 0 rg", 4_mm, false},
      {"0 0 0 .2 k", 4_mm, false},
      {"0 0 0 .05 k", 4_mm, true},  // less than a tenth of the scale
      {"0 0 0 1 k", 300_um, true},  // too small to be seen
      {"0 0 0 1 k", 1500_um, false},
  }));
  CAPTURE(colour);
  Job job;
  job.approve_bars();
  job.scribble = [&](const std::string& file, std::uint32_t page, PlainPage& drawn) {
    if (file != inner || page != 0) return;
    const Rect leaf = job.expected().slots(job.expected().files[2], 0, Side::front)[0].leaf;
    drawn.filled(colour, {{leaf.left() + 60_mm, leaf.top() + 22_mm}, {size, size}});
  };
  job.write();
  CHECK(job.rules() == (passes ? Rules{} : Rules{"artwork-differs"}));
}

TEST_CASE(
    "a fault of every sheet is noted for each, and shifts are looked for until twenty are told") {
  Job job(Size{120_mm, 50_mm}, 60);
  job.approve_bars();
  job.damage = [&](const std::string&, std::uint32_t, std::vector<Drawn>& places) {
    for (Drawn& drawn : places) drawn.art_moved = {1_mm, 0_um};
  };
  job.write();
  std::map<std::string, int> counts;
  const Report report = job.verify();
  for (const finding::Finding& one : report.findings) ++counts[one.rule];

  CHECK(counts == std::map<std::string, int>{{"artwork-differs", 21}, {"artwork-shifted", 21}});
}

TEST_CASE("approved pages that can't be read are told, not passed over") {
  Job job;
  job.expected().approved = "no PDF";
  job.write();
  CHECK(job.rules() == Rules{"artwork-unknown"});
}

TEST_CASE("a sheet that stands twice is found by every code on it") {
  Job job;
  job.damage = [&](const std::string& file, std::uint32_t page, std::vector<Drawn>& places) {
    if (file != inner || page != 2) return;
    const auto first = job.expected().slots(job.expected().files[2], 0, Side::front);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i].slot.content != Content::leaf) continue;
      places[i].slot.texts = first[i].texts;
      places[i].symbol = codes::symbol_of(first[i].pass->code);
    }
  };
  job.write();
  const Rules rules = job.rules();
  for (const char* rule :
       {"symbol-of-another", "code-twice", "code-text", "serial-text", "serials-missing"})
    CHECK(rules.contains(rule));
}

TEST_CASE("a symbol that is damaged beyond repair is a finding") {
  const Report report = report_after(0, [](Drawn& drawn) {
    for (auto& row : drawn.symbol->rows) row ^= 0b1'0101'0101;
  });
  CHECK(report.findings.begin() != report.findings.end());
  CHECK_FALSE(report.passed());
}
