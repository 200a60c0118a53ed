#include "verify/expect.h"

#include "catch/catch.h"
#include "verify/job.h"
#include "verify/sample.h"
#include "verify/symbols.h"

using namespace imprimatur;
using namespace imprimatur::verify;
using namespace imprimatur::measure::literals;

namespace {

std::vector<std::uint32_t> sampled(const Choice& choice, const Expected& expected) {
  Sample sample(choice, expected);
  std::vector<std::uint32_t> taken;
  std::uint32_t number = 0;
  for (const SheetFile& file : expected.files)
    for (std::uint32_t sheet = 0; sheet < file.sheets; ++sheet, ++number)
      if (sample.takes(file, sheet)) taken.push_back(number);
  return taken;
}

// 1000 sheets in one file and one lift.
Expected long_run(Job& job) {
  Expected expected = job.expected();
  expected.files = {{"sheets-inner-0001.pdf", "inner", 1, 1000}};
  expected.lift_edge = [](const SheetFile&, std::uint32_t sheet) { return sheet == 500; };
  return expected;
}

}  // namespace

TEST_CASE("every serial of a release is expected once, in booklet order") {
  Job job;
  const Expected& expected = job.expected();
  std::map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> places;
  for (const SheetFile& file : expected.files)
    for (std::uint32_t sheet = 0; sheet < file.sheets; ++sheet)
      for (const Slot& slot : expected.slots(file, sheet, Side::front))
        if (slot.pass) {
          CHECK(places.emplace(slot.pass->serial.number(), std::pair(slot.carnet, slot.position))
                    .second);
        }
  REQUIRE(places.size() == 14);
  std::uint64_t serial = 12'346;
  for (std::uint32_t carnet = 0; carnet < 7; ++carnet)
    for (std::uint32_t leaf : {1u, 2u}) CHECK(places[serial++] == std::pair(carnet, leaf));
}

TEST_CASE("files are numbered by their sheets, whatever range is pressed") {
  Job job;
  impose::Run run;
  run.carnets = 30;
  run.stocks = {{{"inner", "", 100_um}, {}, impose::Plan({30, 2, 4, 3})}};
  CHECK(run.stocks[0].plan.sheets() == 16);
  const auto all = sheet_files(run, 10, std::nullopt);
  CHECK(all == std::vector<SheetFile>{{"sheets-inner-0001.pdf", "inner", 1, 10},
                                      {"sheets-inner-0002.pdf", "inner", 11, 6}});
  CHECK(sheet_files(run, 10, SheetRange{8, 12}) ==
        std::vector<SheetFile>{{"sheets-inner-0001.pdf", "inner", 8, 3},
                               {"sheets-inner-0002.pdf", "inner", 11, 2}});
  CHECK(sheet_files(run, 10, SheetRange{17, 99}).empty());
}

TEST_CASE("a sample holds the edges and as many sheets more as were asked, the same for a seed") {
  Job job;
  const Expected expected = long_run(job);
  CHECK(sampled({0, 1}, expected) == std::vector<std::uint32_t>{0, 500, 999});
  const auto one = sampled({50, 1}, expected);
  CHECK(one.size() >= 50);
  CHECK(one.size() <= 53);
  CHECK(one == sampled({50, 1}, expected));
  CHECK(one != sampled({50, 2}, expected));
  CHECK(sampled({5000, 1}, expected).size() == 1000);
  CHECK(sampled({}, expected).size() == 1000);
}

TEST_CASE("a leaf whose code stands on both sides counts once") {
  Job job({120_mm, 50_mm}, 7, Bears::symbols_on_both_sides);
  job.write();
  const Report report = job.verify();
  CHECK(report.findings.empty());
  CHECK(report.codes == 14);
  CHECK(report.symbols == 28);
}

TEST_CASE("symbols that stand in rows or columns are rendered in as few strips as may be") {
  std::vector<Rect> grid;
  for (int column = 0; column < 2; ++column)
    for (int row = 0; row < 4; ++row)
      grid.push_back({{100_mm * column, 70_mm * row}, {10_mm, 10_mm}});
  const std::vector<Rect> columns = strips(grid);
  REQUIRE(columns.size() == 2);
  CHECK(columns[0] == Rect{{0_mm, 0_mm}, {10_mm, 220_mm}});
  CHECK(strips({}).empty());
}
