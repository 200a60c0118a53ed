// From the sheets of a run to its attested printing.
#include "catch/catch.h"
#include "ledger/bench.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

// A released order A, and the short way of its sheets.
struct Press : Bench {
  Press() {
    ready("A");
    REQUIRE(release("A"));
  }
  void write(const SheetsWritten& sheets) {
    REQUIRE(ledger.sheets_written("A", sheets, monday + 72h));
  }
  void check(std::uint8_t manifest, bool passed = true) {
    REQUIRE(ledger.verified("A", {digest(manifest), 12'000, true, passed, {}}, monday + 72h));
  }
  void sample(std::uint8_t manifest) {
    REQUIRE(ledger.verified("A", {digest(manifest), 40, false, true, {}}, monday + 72h));
  }
  Outcome<std::vector<Printed>> attest(std::uint8_t manifest, std::string by = "Atelier") {
    return ledger.printed("A", {{by, digest(manifest)}}, monday + 96h);
  }
  Stage stage() const { return ledger.batch("A")->stage(); }
  std::string waits() const { return waiting_for(*ledger.batch("A"), date(2026, 11, 27)).en; }
};

}  // namespace

TEST_CASE("sheets are written for the released version, and checked once written") {
  Bench bench;
  bench.ready("A");
  CHECK(speaks_both(bench.ledger.sheets_written("A", sheets(5), monday).closed()));
  REQUIRE(bench.release("A"));
  CHECK(speaks_both(
      bench.ledger.verified("A", {digest(5), 12'000, true, true, {}}, monday).closed()));
  REQUIRE(bench.ledger.sheets_written("A", sheets(5), monday));
  CHECK(bench.ledger.verified("A", {digest(5), 12'000, true, true, {}}, monday));
}

TEST_CASE("written, verified and attested by somebody: the batch is printed") {
  Press press;
  press.write(sheets(5));
  press.check(5);
  REQUIRE(press.attest(5));
  CHECK(press.stage() == Stage::printed);
}

TEST_CASE("a printing that nobody attests is not attested") {
  Press press;
  press.write(sheets(5));
  press.check(5);
  const auto by = GENERATE(as<std::string>{}, "", " ", " \t\n");
  const auto closed = press.attest(5, by);
  REQUIRE_FALSE(closed);
  CHECK(speaks_both(closed.closed()));
  CHECK(press.stage() == Stage::written);
}

TEST_CASE("sheets that this order never wrote can't be attested as printed") {
  Press press;
  CHECK(speaks_both(press.attest(5).closed()));
  press.write(sheets(5));
  press.check(5);
  CHECK(says(press.attest(6).closed().what.en, "none of those that order A wrote"));
  CHECK(press.stage() == Stage::written);
}

TEST_CASE("sheets that nobody verified can't be attested as printed") {
  Press press;
  press.write(sheets(5));
  press.write(sheets(6, 1, 499));
  press.check(6);
  const auto closed = press.attest(5);
  REQUIRE_FALSE(closed);
  CHECK(closed.closed().what.en == "Nobody has verified the whole of sheets 1 to 500 of order A.");
  CHECK(speaks_both(closed.closed()));
}

TEST_CASE("the last verification counts, not the best one") {
  Press press;
  press.write(sheets(5));
  press.check(5);
  press.check(5, false);
  const auto closed = press.attest(5);
  REQUIRE_FALSE(closed);
  CHECK(says(closed.closed().what.en, "The last verification found a difference"));
  CHECK(speaks_both(closed.closed()));
  press.check(5);
  CHECK(press.attest(5));
}

TEST_CASE("a sample opens no gate, and makes no difference good") {
  Press press;
  press.write(sheets(5));
  press.sample(5);
  CHECK_FALSE(press.attest(5));
  press.check(5, false);
  press.sample(5);
  const auto closed = press.attest(5);
  REQUIRE_FALSE(closed);
  CHECK(says(closed.closed().what.en, "The last verification found a difference"));
  press.check(5);
  press.sample(5);
  CHECK(press.attest(5));
}

TEST_CASE("a part of the run printed is not the run printed") {
  Press press;
  press.write(sheets(5, 201, 300));
  press.check(5);
  REQUIRE(press.attest(5));
  CHECK(press.stage() == Stage::written);
  CHECK(press.ledger.batch("A")->unprinted() == std::vector<SheetRange>{{1, 200}, {301, 500}});
  CHECK(says(press.waits(), "What is left to print is sheets 1 to 200 and 301 to 500;"));
}

TEST_CASE("the run is printed once its parts are, in whatever order") {
  Press press;
  press.write(sheets(7, 301, 500));
  press.write(sheets(5, 1, 299));
  press.write(sheets(6, 300, 300));
  for (const auto part : std::vector<std::uint8_t>{7, 5, 6}) {
    CHECK(press.stage() == Stage::written);
    press.check(part);
    REQUIRE(press.attest(part));
  }
  CHECK(press.stage() == Stage::printed);
  CHECK(press.ledger.batch("A")->unprinted().empty());
}

TEST_CASE("no sheet is attested as printed twice: the range in question is named") {
  Press press;
  press.write(sheets(5, 1, 300));
  press.write(sheets(6, 300, 500));
  press.check(5);
  press.check(6);
  REQUIRE(press.attest(5));
  const auto overlap = press.attest(6, "Un autre");
  REQUIRE_FALSE(overlap);
  CHECK(overlap.closed().what.en ==
        "Atelier has already attested the printing of sheet 300 of order A.");
  CHECK(says(overlap.closed().what_opens_it.en, "\"imprimatur press A --sheets 301-500 -o DIR\""));
  CHECK(speaks_both(overlap.closed()));
  CHECK(press.stage() == Stage::written);
}

TEST_CASE("the same sheets attested again are a second run, to be destroyed") {
  Press press;
  press.write(sheets(5));
  press.check(5);
  REQUIRE(press.attest(5));
  const auto before = press.ledger.history();
  const auto again = press.attest(5);
  REQUIRE_FALSE(again);
  CHECK(again.closed().what_opens_it.en ==
        "The same codes are not printed twice: destroy the second run.");
  CHECK(press.ledger.history() == before);
}

TEST_CASE("leaves one-up are attested as sheets are, and never beside sheets of the same codes") {
  Press press;
  SheetsWritten leaves = sheets(6);
  leaves.laid = Laid::one_up;
  press.write(sheets(5));
  press.check(5);
  press.write(leaves);
  press.check(6);
  REQUIRE(press.attest(6));
  CHECK(press.stage() == Stage::printed);
  const auto closed = press.attest(5);
  REQUIRE_FALSE(closed);
  CHECK(speaks_both(closed.closed()));
  CHECK(closed.closed().what.en.find("one-up") != std::string::npos);
}

TEST_CASE("what is left of leaves one-up is counted in leaves, and written so") {
  Press press;
  SheetsWritten leaves = sheets(6, 1, 30);
  leaves.laid = Laid::one_up;
  leaves.sheets_of_run = 90;
  press.write(leaves);
  press.check(6);
  REQUIRE(press.attest(6));
  CHECK(press.ledger.batch("A")->unprinted() == std::vector<SheetRange>{{31, 90}});
  CHECK(press.attest(6).closed().what_opens_it.en.find("press A --one-up --sheets 31-90") !=
        std::string::npos);
}

TEST_CASE("the parts of a run are laid out by one plan, or not at all") {
  Press press;
  press.write(sheets(5, 1, 300));
  SheetsWritten rest = sheets(6, 301, 500);
  rest.plan = digest(99);
  const auto other = press.ledger.sheets_written("A", rest, monday + 73h);
  REQUIRE_FALSE(other);
  CHECK(speaks_both(other.closed()));
  CHECK(press.ledger.batch("A")->sheets.size() == 1);
  rest.laid = Laid::one_up;  // leaves have a plan of their own
  CHECK(press.ledger.sheets_written("A", rest, monday + 73h));
}

TEST_CASE("what is attested at once overlaps nowhere, and is of one form") {
  Press press;
  SheetsWritten leaves = sheets(7);
  leaves.laid = Laid::one_up;
  press.write(sheets(5, 1, 300));
  press.write(sheets(6, 300, 500));
  press.write(leaves);
  press.check(5);
  press.check(6);
  press.check(7);
  const auto together = [&](std::uint8_t one, std::uint8_t other) {
    return press.ledger.printed("A", {{"Atelier", digest(one)}, {"Atelier", digest(other)}},
                                monday + 96h);
  };
  const auto twice = together(5, 6), forms = together(5, 7);
  REQUIRE_FALSE(twice);
  CHECK(says(twice.closed().what.en, "sheet 300 of order A"));
  CHECK(speaks_both(twice.closed()));
  REQUIRE_FALSE(forms);
  CHECK(speaks_both(forms.closed()));
  CHECK(press.ledger.batch("A")->printed.empty());
}

TEST_CASE("sheets go out as they were verified, and are destroyed once they are printed") {
  Press press;
  const SheetsSealed sealed{digest(5), digest(9)};
  const SheetsDestroyed destroyed{digest(5), "Atelier"};
  CHECK(speaks_both(press.ledger.sheets_sealed("A", sealed, monday).closed()));
  press.write(sheets(5));
  CHECK(speaks_both(press.ledger.sheets_sealed("A", sealed, monday).closed()));
  press.sample(5);
  CHECK_FALSE(press.ledger.sheets_sealed("A", sealed, monday));
  press.check(5);
  CHECK(press.ledger.sheets_sealed("A", sealed, monday));
  CHECK(speaks_both(press.ledger.sheets_destroyed("A", destroyed, monday).closed()));
  REQUIRE(press.attest(5));
  CHECK(speaks_both(press.ledger.sheets_destroyed("A", {digest(5), " "}, monday).closed()));
  CHECK_FALSE(press.ledger.sheets_destroyed("A", {digest(6), "Atelier"}, monday));
  CHECK(press.ledger.sheets_destroyed("A", destroyed, monday));
  REQUIRE(press.ledger.batch("A")->destroyed.size() == 1);
  CHECK(press.ledger.batch("A")->destroyed[0].what == destroyed);
  const auto told = custody_of(*press.ledger.batch("A"));
  REQUIRE(told.size() == 2);
  CHECK(told[0].en ==
        "Sealed on 23 November 2026: sheets 1 to 500 (manifest 0505 0505 0505 0505…), to the "
        "certificate 0909 0909 0909 0909…");
  CHECK(told[1].en ==
        "Removed on 23 November 2026: sheets 1 to 500 (manifest 0505 0505 0505 0505…), by Atelier");
  for (const auto& line : told) CHECK(well_set(line.fr));
  press.check(5, false);  // whatever is found in it later, it must not go out again
  CHECK_FALSE(press.ledger.sheets_sealed("A", sealed, monday));
}

TEST_CASE("sheets that can't be attested any more are destroyed too, those that can are not") {
  Press press;
  const auto destroy = [&](std::uint8_t manifest) {
    return press.ledger.sheets_destroyed("A", {digest(manifest), "Atelier"}, monday);
  };
  press.write(sheets(5, 1, 300));
  press.write(sheets(6, 300, 500));  // sheet 300 again
  press.write(sheets(7, 301, 500));
  press.write({.version = 1,
               .manifest = digest(8),
               .first_sheet = 1,
               .last_sheet = 4,
               .sheets_of_run = 12'000,
               .files = 2,
               .passes = 4,
               .laid = Laid::one_up,
               .plan = {}});
  for (std::uint8_t manifest = 5; manifest <= 8; ++manifest) CHECK_FALSE(destroy(manifest));
  press.check(5);
  REQUIRE(press.attest(5));
  CHECK(destroy(6));
  CHECK(destroy(8));
  CHECK(speaks_both(destroy(7).closed()));
  CHECK(press.ledger.batch("A")->destroyed.size() == 2);
  press.write(sheets(6, 300, 500));
  CHECK_FALSE(press.ledger.batch("A")->is_destroyed(digest(6)));
  CHECK(destroy(6));
}
