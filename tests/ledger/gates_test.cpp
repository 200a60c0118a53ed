#include "catch/catch.h"
#include "ledger/bench.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

// A way to the press in letters, and what `release` of the latest version then says. Empty: open.
struct Way {
  const char* steps;
  const char* reason;
};

// r: the next BAT version with new pages; a: approve the latest; n: refuse it; p: pay half; P: pay
// all.
void walk(Bench& bench, const std::string& steps) {
  std::uint32_t version = 0;
  int payments = 0;
  for (const char step : steps) {
    const auto reference = "VIR-" + std::to_string(++payments);
    switch (step) {
      case 'r':
        ++version;
        bench.render("A", version, static_cast<std::uint8_t>(version));
        break;
      case 'a': bench.approve("A", version); break;
      case 'n': REQUIRE(bench.ledger.refuse("A", version, "M. Durand", "non", monday)); break;
      case 'p': REQUIRE(bench.ledger.pay("A", payment(6'000'000, reference), monday)); break;
      case 'P': REQUIRE(bench.ledger.pay("A", payment(12'000'000, reference), monday)); break;
      default: FAIL("no such step");
    }
  }
}

}  // namespace

TEST_CASE("the print gate opens for approved, latest and paid, and for nothing less") {
  const auto way =
      GENERATE(Way{"r", "not approved"}, Way{"ra", "not in the bank"}, Way{"rP", "not approved"},
               Way{"rap", "not in the bank"}, Way{"rapp", ""}, Way{"raP", ""}, Way{"rPa", ""},
               Way{"rn", "was refused"}, Way{"rnP", "was refused"}, Way{"raPn", "was refused"},
               Way{"raPr", "not approved"}, Way{"raPra", ""}, Way{"rnraP", ""}, Way{"rraP", ""});
  Bench bench;
  walk(bench, way.steps);
  const auto latest = bench.ledger.batch("A")->latest()->bat.version;
  const auto release = bench.release("A", latest);
  INFO(way.steps);
  CHECK(release.open() == std::string(way.reason).empty());
  if (release.open()) return;
  CHECK(says(release.closed().what.en, way.reason));
  CHECK(speaks_both(release.closed()));
}

TEST_CASE("money is not awaited where the terms don't ask for it") {
  Bench bench;
  OrderRegistered order = facts();
  order.terms.needs_payment = false;
  bench.render("A", 1, 1, order);
  bench.approve("A", 1);
  CHECK(bench.release("A"));
}

TEST_CASE("an older version can't be approved, refused or released: the latest is named") {
  Bench bench;
  walk(bench, "rar");
  const auto approval = bench.ledger.approve("A", 1, "Mme Martin", {}, monday);
  REQUIRE_FALSE(approval);
  CHECK(approval.closed().what.en == "Version 1 of order A was superseded by version 2.");
  CHECK(approval.closed().what_opens_it.en ==
        "The client's answer is to version 2: \"imprimatur approve A --version 2 --by …\".");
  CHECK_FALSE(bench.ledger.refuse("A", 1, "Mme Martin", "trop tard", monday));
  CHECK_FALSE(bench.release("A", 1));
}

TEST_CASE("a version is approved once, and never after its refusal") {
  Bench bench;
  walk(bench, "ra");
  const auto again = bench.ledger.approve("A", 1, "M. Durand", {}, monday);
  REQUIRE_FALSE(again);
  CHECK(says(again.closed().what.en, "approved already, on 24 November 2026"));
  walk(bench, "");
  REQUIRE(bench.ledger.refuse("A", 1, "M. Durand", "erreur de logo", monday));
  const auto after = bench.ledger.approve("A", 1, "M. Durand", {}, monday);
  REQUIRE_FALSE(after);
  CHECK(says(after.closed().what.en, "erreur de logo"));
  CHECK(speaks_both(after.closed()));
}

TEST_CASE("a version or an order that doesn't exist is a closed gate with a way out") {
  Bench bench;
  const auto stranger = bench.ledger.approve("Z", 1, "Mme Martin", {}, monday);
  REQUIRE_FALSE(stranger);
  CHECK(stranger.closed().what.en == "The ledger has no order Z.");
  walk(bench, "r");
  for (const std::uint32_t version : {0u, 2u, 4'000'000'000u})
    CHECK(speaks_both(bench.ledger.approve("A", version, "Mme Martin", {}, monday).closed()));
}

TEST_CASE("only the decision of an approver counts, where the order names some") {
  Bench bench;
  OrderRegistered order = facts();
  order.approvers = {"inclusion@exemple.fr"};
  bench.render("A", 1, 1, order);
  const auto stranger = bench.ledger.approve("A", 1, "stagiaire@exemple.fr", {}, monday);
  REQUIRE_FALSE(stranger);
  CHECK(stranger.closed().what_opens_it.en == "Obtain the decision of: inclusion@exemple.fr.");
  CHECK_FALSE(bench.ledger.refuse("A", 1, "", "?", monday));
  CHECK(bench.ledger.approve("A", 1, "Inclusion@Exemple.fr", {}, monday));
}

TEST_CASE("a decision is somebody's, even where anybody's counts") {
  Bench bench;
  walk(bench, "r");
  CHECK_FALSE(bench.ledger.approve("A", 1, "", {}, monday));
}

TEST_CASE("one bank reference counts once for an order") {
  Bench bench;
  walk(bench, "ra");
  REQUIRE(bench.ledger.pay("A", payment(6'000'000, "VIR-9"), monday));
  CHECK_FALSE(bench.ledger.pay("A", payment(6'000'000, "VIR-9"), monday));
  CHECK(bench.ledger.batch("A")->paid() == measure::Money::from_cents(6'000'000));
}

TEST_CASE("a payment of nothing, of less, or of more than any bank holds is refused") {
  Bench bench;
  walk(bench, "r");
  const std::int64_t cents = GENERATE(0, -1, INT64_MIN, INT64_MAX, 1'000'000'000'001);
  CHECK_FALSE(bench.ledger.pay("A", payment(cents), monday));
  CHECK_FALSE(bench.ledger.pay("A", payment(100, ""), monday));
  CHECK_FALSE(bench.ledger.pay("A", payment(100, "  "), monday));
}

TEST_CASE("a payment of a day to come is not in the bank, by the calendar of Paris") {
  Bench bench;
  walk(bench, "ra");
  PaymentSeen tomorrow = payment(12'000'000);
  tomorrow.date = date(2026, 11, 24);
  const auto closed = bench.ledger.pay("A", tomorrow, monday);
  REQUIRE_FALSE(closed);
  CHECK(closed.closed().what.en ==
        "Payment VIR-1 would have arrived on 24 November 2026, and today is 23 November 2026.");
  CHECK(speaks_both(closed.closed()));
  // 23:30 UTC on the 23rd is the 24th in Paris.
  CHECK(bench.ledger.pay("A", tomorrow, monday + 9h + 30min));
}

TEST_CASE("a payment of more than is still due is mistyped, or another order's") {
  Bench bench;
  walk(bench, "rap");
  const auto closed = bench.ledger.pay("A", payment(60'000'000, "VIR-9"), monday);
  REQUIRE_FALSE(closed);
  CHECK(closed.closed().what.en ==
        "Order A awaits €60,000.00 and no more: €600,000.00 is too much.");
  CHECK(says(closed.closed().what_opens_it.en,
             "\"imprimatur pay A --amount 60000.00 --reference REF\""));
  CHECK(speaks_both(closed.closed()));
  CHECK_FALSE(bench.ledger.pay("A", payment(6'000'001, "VIR-9"), monday));
  CHECK(bench.ledger.pay("A", payment(6'000'000, "VIR-9"), monday));
}

TEST_CASE("a paid order awaits nothing, nor does one that shrank below what was paid") {
  Bench bench;
  walk(bench, "raP");
  if (GENERATE(false, true)) bench.render("A", 2, 2, facts(600));
  const auto closed = bench.ledger.pay("A", payment(1, "VIR-9"), monday);
  REQUIRE_FALSE(closed);
  CHECK(closed.closed().what.en == "Order A awaits €0.00 and no more: €0.01 is too much.");
  CHECK(speaks_both(closed.closed()));
}

TEST_CASE("after the release nothing of an order changes any more") {
  Bench bench;
  walk(bench, "raP");
  REQUIRE(bench.release("A"));
  const auto next = bench.ledger.record_bat("A", facts(), bat(2, 2), monday);
  REQUIRE_FALSE(next);
  CHECK(next.closed().what.en ==
        "Version 1 of order A was released for printing on 26 November 2026: this is final.");
  CHECK(says(next.closed().what_opens_it.en, "new order"));
  CHECK_FALSE(bench.ledger.plan_bat("A", facts(1201), digest(1)));
  CHECK_FALSE(bench.ledger.refuse("A", 1, "Mme Martin", "non", monday));
  CHECK_FALSE(bench.ledger.approve("A", 1, "Mme Martin", {}, monday));
}
