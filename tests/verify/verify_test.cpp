#include "verify/verify.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "verify/job.h"

using namespace imprimatur;
using namespace imprimatur::verify;
using namespace imprimatur::measure::literals;

namespace {

using Rules = std::set<std::string>;

const std::string inner = "sheets-inner-0001.pdf";

// Damages the first page of the first inner file.
template <typename Act>
Rules rules_after(Act act) {
  Job job;
  job.damage = [&](const std::string& file, std::uint32_t page, std::vector<Drawn>& places) {
    if (file == inner && page == 0) act(places, job);
  };
  job.write();
  return job.rules();
}

Text& text_of(Drawn& drawn, page::Variable variable) {
  for (Text& text : drawn.slot.texts)
    if (text.variable == variable) return text;
  throw std::runtime_error("no such text");
}

}  // namespace

TEST_CASE("a good job passes, and every code and VOID place of it was read") {
  const auto leaf = GENERATE(Size{120_mm, 50_mm}, Size{50_mm, 120_mm}, Size{120_mm, 90_mm});
  Job job(leaf.width > 60_mm ? leaf : Size{100_mm, 60_mm});
  job.write();
  const Report report = job.verify();
  for (const finding::Finding& one : report.findings) UNSCOPED_INFO(one.rule + one.sentence.en);
  CHECK(report.passed());
  CHECK(report.findings.empty());
  CHECK(report.codes == 14);
  CHECK(report.symbols == 14);
  CHECK(report.voids > 0);
}
