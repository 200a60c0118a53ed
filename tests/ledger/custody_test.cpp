// Codes that are handed out, and keys that begin.
#include "catch/catch.h"
#include "ledger/bench.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

CodesExported codes_of(std::uint64_t count) {
  return {digest(6), count, measure::Money::from_cents(static_cast<std::int64_t>(count) * 1000),
          digest(7)};
}

Spoiled stolen(std::uint64_t first, std::uint64_t last) {
  Spoiled event;
  event.passes = Spans(first, last);
  event.voided = true;
  event.by = event.reason = "vol";
  return event;
}

// By a command that saw the passes as they stand.
Outcome<CodesExported> exported(Bench& bench, const CodesExported& codes, world::Instant when) {
  return bench.ledger.codes_exported("A", codes, bench.ledger.batch("A")->passes, when);
}

}  // namespace

TEST_CASE("codes are exported after the release, as many as are good, and each time is kept") {
  Bench bench;
  bench.ready("A");
  CHECK_FALSE(exported(bench, codes_of(12'000), monday));
  REQUIRE(bench.release("A"));
  CHECK(exported(bench, codes_of(12'000), monday));
  CHECK_FALSE(exported(bench, codes_of(11'999), monday));
  auto cheap = codes_of(12'000);
  cheap.total = measure::Money::from_cents(1);
  CHECK_FALSE(exported(bench, cheap, monday));
  REQUIRE(bench.ledger.spoil("A", stolen(11, 20), monday));
  CHECK_FALSE(exported(bench, codes_of(12'000), monday));
  CHECK(exported(bench, codes_of(11'990), monday + 1h));
  const auto exports = bench.ledger.batch("A")->exports;
  REQUIRE(exports.size() == 2);
  CHECK(exports[1].what == codes_of(11'990));
  CHECK(exports[1].when == monday + 1h);
  const auto told = custody_of(*bench.ledger.batch("A"));
  REQUIRE(told.size() == 2);
  CHECK(
      told[1].en ==
      "Codes exported on 23 November 2026: 11,990\u00a0passes, to the certificate 0606 0606 0606 0606…");
  CHECK(well_set(told[1].fr));
  REQUIRE(bench.ledger.spoil("A", stolen(1, 10), monday));
  REQUIRE(bench.ledger.spoil("A", stolen(21, 12'000), monday));
  const auto closed = exported(bench, codes_of(1), monday);
  REQUIRE_FALSE(closed);
  CHECK(speaks_both(closed.closed()));
  CHECK(says(closed.closed().what.en, "no good pass"));
}

TEST_CASE("a new epoch belongs to no order, and the chain holds it") {
  Bench bench;
  bench.ready("A");
  REQUIRE(bench.ledger.epoch_begun({2, "Mme Martin", "copie égarée"}, monday));
  const auto last = bench.ledger.history().back();
  CHECK(last.order.empty());
  CHECK(std::get<EpochBegun>(last.event).epoch == 2);
  CHECK(bench.ledger.epochs() == std::vector<EpochBegun>{{2, "Mme Martin", "copie égarée"}});
  CHECK(bench.ledger.batch("A")->stage() == Stage::paid);
  for (const std::uint32_t epoch : {1u, 2u, 4u})
    CHECK_FALSE(bench.ledger.epoch_begun({epoch, "a", "b"}, monday));
}

TEST_CASE(
    "what is exported is one state of the batch, though as many passes be good before and after") {
  Bench bench;
  bench.ready("A");
  REQUIRE(bench.release("A"));
  const auto told = [&] { return bench.ledger.batch("A")->passes; };
  const auto ends = [&](const Passes& before) {
    const auto outcome = bench.ledger.codes_exported("A", codes_of(12'000), before, monday);
    if (!outcome) CHECK(speaks_both(outcome.closed()));
    if (!outcome) CHECK(says(outcome.closed().what.en, "while they were exported"));
    return outcome.open();
  };
  const StandingChanged block{Spans(5, 5), Standing::blocked, "Mme Martin", "vol"};
  const StandingChanged unblock{Spans(5, 5), Standing::active, "Mme Martin", ""};
  const StandingChanged expire{{}, Standing::expired, "Mme Martin", "fin"};
  const Passes at_first = told();
  REQUIRE(bench.ledger.change_standing("A", block, monday));
  CHECK_FALSE(ends(at_first));
  const Passes blocked = told();
  CHECK(ends(blocked));
  REQUIRE(bench.ledger.change_standing("A", unblock, monday));
  CHECK_FALSE(ends(blocked));
  CHECK(ends(at_first));
  REQUIRE(bench.ledger.change_standing("A", expire, monday));
  CHECK_FALSE(ends(at_first));
  CHECK(bench.ledger.batch("A")->exports.size() == 2);
}
