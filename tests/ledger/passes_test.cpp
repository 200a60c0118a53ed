// What becomes of single passes: spoiled, void, blocked, expired, and accounted for.
#include "catch/catch.h"
#include "ledger/bench.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

// A released order A of 12 000 passes, serials 1 to 12 000.
struct Counter : Bench {
  Counter() {
    ready("A");
    REQUIRE(release("A"));
  }
  void print() {
    REQUIRE(ledger.sheets_written("A", sheets(5), monday));
    REQUIRE(ledger.verified("A", {digest(5), 12'000, true, true, {}}, monday));
    REQUIRE(ledger.printed("A", {{"Atelier", digest(5)}}, monday));
  }
  Outcome<Spoiled> spoil(const Spoiled& event) { return ledger.spoil("A", event, monday); }
  Outcome<StandingChanged> set(const StandingChanged& event) {
    return ledger.change_standing("A", event, monday);
  }
  Outcome<Reconciled> reconcile(std::uint64_t good, std::uint64_t voided,
                                std::vector<std::string> by = two) {
    return ledger.reconcile("A", {good, voided, std::move(by)}, monday);
  }
  Passes passes() const { return ledger.batch("A")->passes; }
};

template <typename Kind>
void refused(const Outcome<Kind>& outcome, std::string_view part) {
  REQUIRE_FALSE(outcome);
  INFO(outcome.closed().what.fr << outcome.closed().what_opens_it.fr);
  CHECK(speaks_both(outcome.closed()));
  INFO(outcome.closed().what.en);
  CHECK(says(outcome.closed().what.en, part));
}

}  // namespace

TEST_CASE("a batch issues its serials, and none before its release") {
  Bench bench;
  bench.ready("A");
  CHECK(bench.ledger.batch("A")->passes.issued.empty());
  refused(bench.ledger.spoil("A", spoiled(1, 1), monday), "no pass yet");
  REQUIRE(bench.release("A"));
  CHECK(bench.ledger.batch("A")->passes.issued == Spans(1, 12'000));
}

TEST_CASE("spoiled passes are good no more, and what is void stays void") {
  Counter counter;
  REQUIRE(counter.spoil(spoiled(10, 20)));
  CHECK(counter.passes().spoiled == Spans(10, 20));
  CHECK(counter.passes().good().count() == 12'000 - 11);
  refused(counter.spoil(spoiled(20, 21)), "Pass no. 000 000 020 is spoiled already.");
  REQUIRE(counter.spoil(spoiled(15, 30, true)));
  CHECK(counter.passes().spoiled == Spans(10, 14));
  CHECK(counter.passes().voided == Spans(15, 30));
  refused(counter.spoil(spoiled(30, 31)), "Pass no. 000 000 030 is void for ever already.");
  refused(counter.spoil(spoiled(14, 16, true)), "Passes no. 000 000 015 to 000 000 016 are void");
}

TEST_CASE("who spoils, and why, is always said, and of passes of this order") {
  Counter counter;
  Spoiled event = spoiled(1, 1);
  event.by = " ";
  refused(counter.spoil(event), "by somebody");
  event = spoiled(1, 1);
  event.reason = "";
  refused(counter.spoil(event), "without a reason");
  refused(counter.spoil(spoiled(11'999, 12'001)), "Order A did not issue pass no. 000 012 001.");
  refused(counter.ledger.spoil("B", spoiled(1, 1), monday), "no order B");
  CHECK(counter.passes().good().count() == 12'000);
}

TEST_CASE("a batch is worth nothing before it is activated, and is activated once it is printed") {
  Counter counter;
  refused(counter.set(change(Standing::active)), "No sheet of order A is written.");
  CHECK_FALSE(counter.passes().is_redeemable(1));
  counter.print();
  CHECK_FALSE(counter.passes().is_redeemable(1));
  REQUIRE(counter.set({{}, Standing::active, "Mme Martin", ""}));
  CHECK(counter.passes().is_redeemable(1));
  CHECK_FALSE(counter.passes().is_redeemable(12'001));
  refused(counter.set(change(Standing::active)), "Order A is active already.");
}

TEST_CASE("a pass is redeemable where the batch and the pass are active") {
  Counter counter;
  counter.print();
  REQUIRE(counter.set(change(Standing::blocked, Spans(5, 6))));
  REQUIRE(counter.set(change(Standing::active)));
  CHECK_FALSE(counter.passes().is_redeemable(5));
  CHECK(counter.passes().is_redeemable(7));
  REQUIRE(counter.set(change(Standing::blocked)));
  CHECK_FALSE(counter.passes().is_redeemable(7));
  REQUIRE(counter.set(change(Standing::active)));
  CHECK(counter.passes().is_redeemable(7));
  CHECK_FALSE(counter.passes().is_redeemable(5));  // it was blocked by itself
  REQUIRE(counter.set(change(Standing::active, Spans(5, 5))));
  CHECK(counter.passes().is_redeemable(5));
  REQUIRE(counter.set(change(Standing::expired, Spans(6, 7))));
  CHECK(counter.passes().standing_of(6) == Standing::expired);
  CHECK_FALSE(counter.passes().is_redeemable(7));
}

TEST_CASE("taking away wants a reason, giving does not, and void passes are left alone") {
  Counter counter;
  counter.print();
  StandingChanged event = change(Standing::blocked, Spans(1, 2));
  event.reason = "";
  refused(counter.set(event), "without a reason");
  event.by = "";
  refused(counter.set(event), "by somebody");
  REQUIRE(counter.spoil(spoiled(2, 2, true)));
  refused(counter.set(change(Standing::blocked, Spans(1, 2))), "is void for ever already");
  refused(counter.set(change(Standing::blocked, Spans(12'001, 12'001))), "did not issue");
}

TEST_CASE("accounts are closed by two people, once everything is printed and decided") {
  Counter counter;
  refused(counter.reconcile(12'000, 0), "No sheet of order A is written.");
  counter.print();
  refused(counter.reconcile(12'000, 0, {"Mme Martin"}), "Two people");
  for (const char* same : {"mme martin", " Mme  Martin ", "Mme\u00a0Martin", "MME MARTIN"})
    refused(counter.reconcile(12'000, 0, {"Mme Martin", same}), "Two people");
  refused(counter.reconcile(12'000, 0, {"Élise", "e\u0301lise"}), "Two people");
  refused(counter.reconcile(12'000, 0, {"Mme Martin", "\u00a0\u202f"}), "Two people");
  refused(counter.reconcile(12'000, 0, {"Mme Martin", " "}), "Two people");
  REQUIRE(counter.spoil(spoiled(10, 20)));
  refused(counter.reconcile(11'989, 0), "Nothing is decided of what is spoiled");
  REQUIRE(counter.spoil(spoiled(10, 20, true)));
  refused(counter.reconcile(12'000, 0), "now counts, in passes: good 11,989, void 11");
  REQUIRE(counter.reconcile(11'989, 11));
  CHECK(counter.ledger.batch("A")->stage() == Stage::closed);
  refused(counter.reconcile(11'989, 11), "were closed on 23 November 2026");
}

TEST_CASE("no passes, and passes in too many pieces, are refused in words of their own") {
  Counter counter;
  Spoiled event = spoiled(1, 1);
  event.passes = {};
  refused(counter.spoil(event), "No pass is named.");
  std::vector<Span> every_other;
  for (std::uint64_t serial = 1; serial < 2 * most_spans; serial += 2)
    every_other.push_back({serial, serial});
  event.passes = Spans(every_other);
  REQUIRE(counter.spoil(event));
  every_other.push_back({2 * most_spans + 1, 2 * most_spans + 1});
  event.voided = true;
  event.passes = Spans(every_other);
  refused(counter.spoil(event), "2,001\u00a0stretches of numbers, of 2,000 at most");
  refused(counter.set(change(Standing::blocked, Spans(every_other))), "too scattered");
}

TEST_CASE("nothing is noted that changes nothing") {
  Counter counter;
  refused(counter.set(change(Standing::active, Spans(5, 5))),
          "Pass no. 000 000 005 is active already.");
  REQUIRE(counter.set(change(Standing::blocked, Spans(5, 6))));
  refused(counter.set(change(Standing::blocked, Spans(5, 6))),
          "Passes no. 000 000 005 to 000 000 006 are blocked already.");
  REQUIRE(counter.set(change(Standing::blocked, Spans(6, 7))));
}

TEST_CASE("single sheets have a name once their form is certain, and while they are written") {
  Counter counter;
  const auto gate = [&](std::uint32_t first, std::uint32_t last) {
    return sheets_gate(*counter.ledger.batch("A"), Spans(first, last));
  };
  const auto shut = [&](std::uint32_t first, std::uint32_t last, std::string_view why) {
    const auto closed = gate(first, last);
    REQUIRE(closed);
    INFO(closed->what.en << closed->what.fr << closed->what_opens_it.fr);
    CHECK(speaks_both(*closed));
    CHECK(says(closed->what.en, why));
  };
  shut(1, 1, "No sheet of order A is written.");
  REQUIRE(counter.ledger.sheets_written("A", sheets(5, 1, 40), monday));
  CHECK_FALSE(gate(1, 40));
  shut(40, 41, "Sheet 41 of order A is not written.");
  shut(41, 43, "Sheets 41 to 43 of order A are not written.");
  SheetsWritten leaves = sheets(6);
  leaves.laid = Laid::one_up;
  REQUIRE(counter.ledger.sheets_written("A", leaves, monday));
  shut(1, 1, "nothing says which are printed");
  REQUIRE(counter.ledger.verified("A", {digest(5), 960, true, true, {}}, monday));
  REQUIRE(counter.ledger.printed("A", {{"Atelier", digest(5)}}, monday));
  CHECK_FALSE(gate(1, 40));
  shut(41, 41, "is not written");
}

TEST_CASE("the accounts keep what was closed, and tell what was lost since") {
  Counter counter;
  counter.print();
  REQUIRE(counter.spoil(spoiled(1, 10, true)));
  REQUIRE(counter.reconcile(11'990, 10));
  REQUIRE(counter.spoil(spoiled(11, 11, true)));
  const Batch batch = *counter.ledger.batch("A");
  CHECK(batch.accounted.voided == Spans(1, 10));
  CHECK(batch.passes.voided == Spans(1, 11));
  CHECK_FALSE(batch.losses[0].since_closing);
  CHECK(batch.losses[1].since_closing);
}

TEST_CASE("a closed batch still loses passes, but spoils none at hand") {
  Counter counter;
  counter.print();
  REQUIRE(counter.reconcile(12'000, 0));
  refused(counter.spoil(spoiled(1, 1)), "accounts of order A were closed");
  REQUIRE(counter.spoil(spoiled(1, 1, true)));
  REQUIRE(counter.set(change(Standing::blocked, Spans(2, 2))));
  CHECK(counter.passes().voided == Spans(1, 1));
}

TEST_CASE("new serials are taken from the one series, across orders, and belong to their order") {
  Counter counter;
  counter.print();
  REQUIRE(counter.spoil(spoiled(11, 20)));
  const auto reissue = [&](const Spans& passes) {
    return counter.ledger.reissue("A", passes, 2, "Mme Martin", "", monday);
  };
  refused(reissue(Spans(11, 21)), "Pass no. 000 000 021 is still good.");
  refused(counter.ledger.reissue("A", Spans(11, 20), 2, " ", "", monday), "by somebody");
  const auto made = reissue(Spans(11, 20));
  REQUIRE(made);
  CHECK(made->first_serial == 12'001);
  refused(reissue(Spans(11, 20)), "replaced already, by passes no. 000 012 001 to 000 012 010");
  CHECK(counter.ledger.issue_of(12'004)->order == "A");
  CHECK(counter.ledger.issue_of(12'004)->epoch == 2);
  counter.ready("B");
  REQUIRE(counter.release("B"));
  CHECK(counter.ledger.batch("B")->release->first_serial == 12'011);
  const Batch batch = counter.ledger.batch("A").value();
  CHECK(batch.place_of(12'004) == 13);
  CHECK(batch.successor_of(14) == 12'004);
  CHECK(batch.predecessor_of(12'004) == 14);
  CHECK(batch.epoch_of(14) == 1);
  refused(counter.reconcile(11'990, 10), "Nobody attests that passes no. 000 012 001");
}

namespace {

// Bytes of a ledger in which an order of so many booklets had its release and 120 accidents: each
// of a stretch of one booklet, wherever it lies.
std::uintmax_t bytes_kept_of(std::uint32_t carnets) {
  Bench bench;
  bench.ready("A", carnets);
  REQUIRE(bench.release("A"));
  const std::uint64_t apart = carnets / 120;
  for (std::uint64_t n = 0; n < 120; ++n) {
    const std::uint64_t first = 10 * n * apart + 1;
    if (n % 2 == 0)
      REQUIRE(bench.ledger.spoil("A", spoiled(first, first + 9), monday));
    else
      REQUIRE(bench.ledger.change_standing("A", change(Standing::blocked, Spans(first, first + 9)),
                                           monday));
  }
  {
    const Ledger closed = std::move(bench.ledger);
  }  // and nothing is left beside its file
  return std::filesystem::file_size(bench.folder.file());
}

}  // namespace

TEST_CASE("a batch takes as much of the ledger, however many passes it has") {
  const std::uintmax_t small = bytes_kept_of(120), large = bytes_kept_of(1'200'000);
  CHECK(large <= small + small / 10);  // serials of 8 digits where those of the other have 4
}
