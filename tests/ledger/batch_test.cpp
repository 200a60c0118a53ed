#include "ledger/batch.h"

#include "catch/catch.h"
#include "ledger/bench.h"

#include <random>

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

// A history without a ledger: events of order A, an hour apart.
std::vector<Record> told(const std::vector<Event>& events) {
  std::vector<Record> history;
  for (const auto& event : events) {
    const auto number = history.size() + 1;
    history.push_back({number, monday + std::chrono::hours{number}, "A", event, {}, {}});
  }
  return history;
}

Approved approved(std::uint32_t version) {
  return {version, "Mme Martin", {}, {}, {}};
}
const Released released{1, 1, 12'000, 1, "default", {}, 1200};

struct Moment {
  std::vector<Event> events;
  Stage stage;
  const char* waits;
};

// Anything that could stand in a ledger, in any order.
Event any_event(std::mt19937& dice) {
  const auto version = static_cast<std::uint32_t>(dice() % 4);
  switch (dice() % 10) {
    case 0: return facts(1 + version);
    case 1: return BatSuperseded{version, version + 1};
    case 2: return approved(version);
    case 3: return Refused{version, "M. Durand", "non"};
    case 4: return payment(1 + static_cast<std::int64_t>(dice() % 1000));
    case 5: return Released{version, 1, 10, 1, "default", {}, 1};
    case 6: return sheets(static_cast<std::uint8_t>(version), 1 + version, 500 - version);
    case 7: return Printed{"Atelier", digest(static_cast<std::uint8_t>(version))};
    case 8: return WorkspaceCreated{};
    default: return bat(1 + version, 1);
  }
}

}  // namespace

TEST_CASE("what a batch is and waits for follows from its events") {
  const auto moment = GENERATE(
      Moment{{facts()}, Stage::draft, "The first BAT is to be made."},
      Moment{{facts(), bat(1, 1)},
             Stage::sent,
             "The client is to answer version 1 of the BAT by 30 November 2026."},
      Moment{{facts(), bat(1, 1), Refused{1, "M. Durand", "non"}},
             Stage::refused,
             "Version 1 of the BAT was refused: version 2 is to be made."},
      Moment{{facts(), bat(1, 1), approved(1),
              ChangesRequested{1, "M. Durand", {{.text = "non"}}, digest(1), digest(1)}},
             Stage::to_change,
             "Changes to version 1 of the BAT are asked for: version 2 is to be made."},
      Moment{{facts(), bat(1, 1), approved(1), payment(50)},
             Stage::approved,
             "The face value is awaited in the bank (€0.50 of €120,000.00); delivery is due by 14 "
             "December 2026."},
      Moment{{facts(), bat(1, 1), approved(1), payment(12'000'000)},
             Stage::paid,
             "All is ready for the press; delivery is due by 14 December 2026."},
      Moment{{facts(), bat(1, 1), approved(1), released},
             Stage::released,
             "The sheets are to be written; delivery is due by 14 December 2026."},
      Moment{{facts(), bat(1, 1), approved(1), released, sheets(5)},
             Stage::written,
             "The sheets are to be printed; delivery is due by 14 December 2026."},
      Moment{{facts(), bat(1, 1), approved(1), released, sheets(5), Printed{"Atelier", digest(5)}},
             Stage::printed,
             "The carnets are to be delivered, then their passes activated (\"imprimatur activate "
             "A\"); "
             "delivery is due by 14 December 2026."});
  const auto batch = state_of(told(moment.events));
  REQUIRE(batch);
  CHECK(batch->stage() == moment.stage);
  CHECK(waiting_for(*batch, date(2026, 11, 23)).en == moment.waits);
}

TEST_CASE("what is overdue is said so, in French too") {
  const auto sent = *state_of(told({facts(), bat(1, 1)}));
  CHECK(waiting_for(sent, date(2026, 12, 1)).en ==
        "The client's answer to version 1 of the BAT was due by 30 November 2026: remind them.");
  CHECK(waiting_for(sent, date(2026, 12, 1)).fr ==
        "La réponse du client au BAT, version 1, était attendue pour le 30 novembre 2026\u00a0: "
        "relancez-le.");
  const auto late = *state_of(told({facts(), bat(1, 1), approved(1), payment(12'000'000)}));
  CHECK(waiting_for(late, date(2026, 12, 15)).fr ==
        "Tout est prêt pour la presse\u202f; à livrer au plus tard le 14 décembre 2026, date "
        "passée.");
}

TEST_CASE("no answer is never an approval, however late") {
  const auto batch = *state_of(told({facts(), bat(1, 1), payment(12'000'000)}));
  CHECK(batch.stage() == Stage::sent);
  CHECK(print_gate(batch, 1));
  CHECK_FALSE(approval_gate(batch, 1, "Mme Martin"));
}

TEST_CASE("days to answer and to deliver are those of the terms, by the calendar of Paris") {
  // 23:30 UTC on 17 December is the 18th in Paris.
  const auto evening = std::chrono::sys_days{date(2026, 12, 17)} + 23h + 30min;
  CHECK(answer_by({.extend = false}, evening) == date(2026, 12, 25));
  CHECK(answer_by({}, evening) == date(2026, 12, 28));
  auto batch = *state_of(told({facts(), bat(1, 1), approved(1)}));
  batch.versions[0].decided = evening;
  CHECK(delivery_by(batch) == date(2027, 1, 12));
}

TEST_CASE("a version approved and then superseded is not approved any more") {
  const auto batch =
      *state_of(told({facts(), bat(1, 1), approved(1), BatSuperseded{1, 2}, bat(2, 2)}));
  CHECK(batch.versions[0].fate == Fate::superseded);
  CHECK(batch.versions[0].approval);
  CHECK(batch.stage() == Stage::sent);
  CHECK_FALSE(delivery_by(batch));
}

TEST_CASE(
    "an approval of a refused or superseded version, and events of another order, are left out") {
  auto history = told({facts(), bat(1, 1), Refused{1, "M. Durand", "non"}, approved(1)});
  history.push_back({9, monday, "B", payment(12'000'000), {}, {}});
  const auto batch = *state_of(history);
  CHECK(batch.versions[0].fate == Fate::refused);
  CHECK(batch.payments.empty());
}

TEST_CASE("no order-registered, no batch") {
  CHECK_FALSE(state_of({}));
  CHECK_FALSE(state_of(told({WorkspaceCreated{}, bat(1, 1), approved(1)})));
}

TEST_CASE("whatever stands in a history, its state is sound and every sentence can be said") {
  for (unsigned seed = 1; seed <= 500; ++seed) {
    std::mt19937 dice(seed);
    std::vector<Event> events{facts()};
    while (dice() % 20 != 0) events.push_back(any_event(dice));
    const auto batch = *state_of(told(events));
    INFO("seed " << seed);
    for (std::uint32_t n = 1; n <= batch.versions.size(); ++n)
      CHECK(batch.versions[n - 1].bat.version == n);
    CHECK_FALSE(waiting_for(batch, date(2026, 12, 1)).fr.empty());
    for (std::uint32_t n = 0; n <= batch.versions.size() + 1; ++n) {
      (void)approval_gate(batch, n, "Mme Martin");
      const bool open = !print_gate(batch, n);
      if (!open || batch.release) continue;
      CHECK(batch.latest()->fate == Fate::approved);
      CHECK(batch.latest()->bat.version == n);
      CHECK(batch.paid() >= batch.due());
    }
  }
}
