#include "ledger/ledger.h"

#include "catch/catch.h"
#include "ledger/bench.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

TEST_CASE("a new ledger holds its first event and no order") {
  const Bench bench;
  REQUIRE(bench.ledger.history().size() == 1);
  CHECK(bench.ledger.history()[0].event == Event{WorkspaceCreated{}});
  CHECK(bench.ledger.orders().empty());
  CHECK_FALSE(bench.ledger.batch("A"));
}

TEST_CASE("what one ledger wrote another one reads after it was closed") {
  Folder folder;
  Ledger::create(folder.file(), key, monday).record_bat("A", facts(), bat(1, 1), monday).value();
  const auto history = Ledger::open(folder.file(), key).history("A");
  REQUIRE(history.size() == 2);
  CHECK(history[0].event == Event{facts()});
  CHECK(history[1].event == Event{bat(1, 1)});
  CHECK(history[1].instant == monday);
  CHECK(history[1].previous == history[0].hash);
}

TEST_CASE("orders are listed once, in the order of their registration") {
  Bench bench;
  bench.render("B", 1, 1);
  bench.render("A", 1, 1);
  bench.render("B", 2, 2, facts(3));
  CHECK(bench.ledger.orders() == std::vector<std::string>{"B", "A"});
}

TEST_CASE("rendering the same pages of the same facts again changes nothing") {
  Bench bench;
  bench.render("A", 1, 1);
  const auto plan = bench.ledger.plan_bat("A", facts(), digest(1));
  REQUIRE(plan->standing);
  CHECK(plan->version == 1);
  const auto before = bench.ledger.history();
  const auto again = bench.ledger.record_bat("A", facts(), bat(2, 1), monday + 24h);
  CHECK(again->bat == bat(1, 1));
  CHECK(bench.ledger.history() == before);
}

TEST_CASE(
    "another comma or another quantity makes the next version, and supersedes the one before") {
  Bench bench;
  bench.render("A", 1, 1);
  const auto other_pages = bench.ledger.plan_bat("A", facts(), digest(2));
  CHECK_FALSE(other_pages->standing);
  CHECK(other_pages->version == 2);
  CHECK_FALSE(bench.ledger.plan_bat("A", facts(1300), digest(1))->standing);
  bench.render("A", 2, 1, facts(1300));
  const auto batch = *bench.ledger.batch("A");
  CHECK(batch.versions[0].fate == Fate::superseded);
  CHECK(batch.versions[0].facts == facts());
  CHECK(batch.latest()->facts == facts(1300));
  CHECK(batch.due() == measure::Money::from_cents(13'000'000));
}

TEST_CASE("a refused version doesn't stand: the same pages may be shown again as the next one") {
  Bench bench;
  bench.render("A", 1, 1);
  REQUIRE(bench.ledger.refuse("A", 1, "M. Durand", "par erreur", monday));
  CHECK(bench.ledger.plan_bat("A", facts(), digest(1))->version == 2);
  bench.render("A", 2, 1);
  bench.approve("A", 2);
}

TEST_CASE("a version number that another process took meanwhile is a closed gate") {
  Bench bench;
  bench.render("A", 1, 1);
  CHECK_FALSE(bench.ledger.record_bat("A", facts(), bat(1, 2), monday));
  CHECK_FALSE(bench.ledger.record_bat("A", facts(), bat(3, 2), monday));
  CHECK_FALSE(bench.ledger.record_bat("B", facts(), bat(2, 2), monday));
  CHECK_FALSE(bench.ledger.batch("B"));
}

TEST_CASE("an approval stands for the pages and the file that the version showed") {
  Bench bench;
  bench.render("A", 1, 7);
  const Evidence scan{"bon-a-tirer.pdf", digest(9)};
  const auto approval = bench.ledger.approve("A", 1, "Mme Martin", scan, monday);
  CHECK(*approval == Approved{1, "Mme Martin", scan, digest(7), digest(200)});
}

TEST_CASE("serials follow each other across orders, from 1") {
  Bench bench;
  bench.ready("A", 3);
  bench.ready("B", 1);
  bench.ready("C", 2);
  CHECK(bench.release("B")->first_serial == 1);
  CHECK(bench.release("A")->first_serial == 11);
  const auto last = *bench.release("C");
  CHECK(last.first_serial == 41);
  CHECK(last.last_serial() == 60);
  CHECK(last.carnets == 2);
}

TEST_CASE("a release asked for again is the same release, and the ledger is the same bytes") {
  Bench bench;
  bench.ready("A");
  const auto first = *bench.release("A");
  const auto history = bench.ledger.history();
  const auto again = bench.ledger.release("A", 1, 2, {"another", digest(6)}, monday + 240h);
  CHECK(*again == first);
  CHECK(bench.ledger.history() == history);
}

TEST_CASE("serials stop at nine digits, and the last one can be had") {
  Bench bench;
  OrderRegistered huge = facts(99'999'999);
  huge.terms.needs_payment = false;
  bench.render("A", 1, 1, huge);
  bench.approve("A", 1);
  CHECK(bench.release("A")->last_serial() == 999'999'990);
  bench.ready("B", 1);
  const auto refused = bench.release("B");
  REQUIRE_FALSE(refused);
  CHECK(says(refused.closed().what.en, "9 are left, 10 are needed"));
  OrderRegistered nine = facts(9);
  nine.passes_per_carnet = 1;
  nine.terms.needs_payment = false;
  bench.render("C", 1, 1, nine);
  bench.approve("C", 1);
  CHECK(bench.release("C")->last_serial() == last_serial_of_all);
}

TEST_CASE("a serial tells whose it is, and an unused one tells nothing") {
  Bench bench;
  bench.ready("A", 1);
  bench.ready("B", 1);
  REQUIRE(bench.release("A"));
  REQUIRE(bench.release("B"));
  CHECK(bench.ledger.issue_of(1)->order == "A");
  CHECK(bench.ledger.issue_of(10)->order == "A");
  CHECK(bench.ledger.issue_of(11)->order == "B");
  CHECK_FALSE(bench.ledger.issue_of(0));
  CHECK_FALSE(bench.ledger.issue_of(21));
  CHECK_FALSE(bench.ledger.issue_of(UINT64_MAX));
}

TEST_CASE("an order id that could be a path, or is empty, never enters the ledger") {
  Bench bench;
  const std::string id = GENERATE(as<std::string>{}, "", ".", "../A", "A/B", "-A", "A B", "É",
                                  "A\n", "a1234567890123456789012345678901234567890");
  CHECK_THROWS_AS(bench.ledger.record_bat(id, facts(), bat(1, 1), monday), finding::Failure);
  CHECK(bench.ledger.history().size() == 1);
}

TEST_CASE("a refused event leaves nothing of its transaction behind") {
  Bench bench;
  BatRendered bad = bat(1, 1);
  bad.folder = "\xff";
  CHECK_THROWS_AS(bench.ledger.record_bat("A", facts(), bad, monday), finding::Failure);
  CHECK_FALSE(bench.ledger.batch("A"));
  CHECK(inspect(bench.folder.file(), &key).findings.empty());
}

TEST_CASE("names with quotes, semicolons and SQL in them are names") {
  Bench bench;
  bench.render("A", 1, 1);
  const std::string by = "Robert'); DROP TABLE events;--";
  REQUIRE(bench.ledger.refuse("A", 1, by, "\"'\\\n%s{}", monday));
  CHECK(bench.ledger.batch("A")->latest()->refusal->by == by);
  CHECK_FALSE(bench.ledger.batch("A' OR '1'='1"));
}
