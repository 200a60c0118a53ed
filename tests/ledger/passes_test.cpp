// What becomes of single passes: spoiled, void, blocked, expired, and accounted for.
#include "catch/catch.h"
#include "ledger/bench.h"

#include <map>
#include <random>

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

Spoiled spoiled(std::uint64_t first, std::uint64_t last, bool voided = false) {
  Spoiled event;
  event.passes = Spans(first, last);
  event.voided = voided;
  event.by = "Atelier";
  event.reason = "bourrage";
  return event;
}

StandingChanged change(Standing to, Spans passes = {}) {
  return {std::move(passes), to, "Mme Martin", "décision"};
}

const std::vector<std::string> two{"Mme Martin", "M. Durand"};

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

namespace {

// The same, pass by pass: the simplest thing that could be right.
struct Plain {
  enum class State { good, spoiled, voided };
  std::map<std::uint64_t, State> states;
  std::optional<std::map<std::uint64_t, State>> closed;  // as the accounts were closed
  std::map<std::uint64_t, Standing> standings;
  Standing batch = Standing::inactive;

  explicit Plain(std::uint64_t count) {
    for (std::uint64_t serial = 1; serial <= count; ++serial) states[serial] = State::good;
  }
  void happen(const Spoiled& event) {
    for (auto& [serial, state] : states)
      if (event.passes.holds(serial)) state = event.voided ? State::voided : State::spoiled;
  }
  void happen(const StandingChanged& event) {
    if (event.passes.empty()) batch = event.to;
    for (const auto& [serial, state] : states)
      if (event.passes.holds(serial)) standings[serial] = event.to;
  }
  Standing standing(std::uint64_t serial) const {
    const auto known = standings.find(serial);
    return known == standings.end() ? Standing::active : known->second;
  }
  bool all_of(const Spans& passes, auto&& is) const {
    for (const Span& span : passes.spans())
      for (std::uint64_t serial = span.first; serial <= span.last; ++serial)
        if (!is(serial)) return false;
    return true;
  }
  bool are_not_void(const Spans& passes) const {
    return all_of(passes, [&](std::uint64_t serial) {
      const auto known = states.find(serial);
      return known != states.end() && known->second != State::voided;
    });
  }
  // What the gates have to say of a batch that is printed.
  bool lets_in(const Spoiled& event) const {
    if (!are_not_void(event.passes)) return false;
    return event.voided || (!closed && all_of(event.passes, [&](std::uint64_t serial) {
             return states.at(serial) == State::good;
           }));
  }
  bool lets_in(const StandingChanged& event) const {
    if (event.passes.empty()) return batch != event.to;
    return are_not_void(event.passes) && !all_of(event.passes, [&](std::uint64_t serial) {
             return standing(serial) == event.to;
           });
  }
  bool lets_in(const Reconciled& event) const {
    return !closed && count(State::spoiled) == 0 && event.good == count(State::good) &&
           event.voided == count(State::voided);
  }
  void happen(const Reconciled&) { closed = states; }
  std::uint64_t count(State wanted) const {
    std::uint64_t sum = 0;
    for (const auto& [serial, state] : states) sum += state == wanted;
    return sum;
  }
};

constexpr std::uint64_t few = 60;

std::vector<Record> printed_history() {
  OrderRegistered order = facts(6);
  std::vector<Record> history;
  const auto add = [&](Event event) {
    Record record;
    record.order = "A";
    record.event = std::move(event);
    history.push_back(std::move(record));
  };
  add(order);
  add(bat(1, 7));
  add(Approved{1, "Mme Martin", std::nullopt, digest(7), digest(200)});
  add(Released{1, 1, few, 1, "default", digest(5), 6});
  add(sheets(5));
  add(Verified{digest(5), few, true, true, {}});
  add(Printed{"Atelier", digest(5)});
  return history;
}

Spans random_passes(std::mt19937& random) {
  const auto below = [&](std::uint64_t n) { return std::uint64_t{random()} % n; };
  std::vector<Span> spans;
  for (std::uint64_t n = below(3) + 1; n > 0; --n) {
    const std::uint64_t first = 1 + below(few + 3);  // some are beyond the batch
    spans.push_back({first, first + below(8)});
  }
  return Spans(spans);
}

}  // namespace

TEST_CASE(
    "whatever happens in whatever order, issued is good and spoiled and void, as pass by pass") {
  std::mt19937 random(2027);
  int let_in = 0, kept_out = 0, closings = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<Record> history = printed_history();
    Plain plain(few);
    for (int step = 0; step < 12; ++step) {
      const Batch before = state_of(history).value();
      Record record;
      record.order = "A";
      std::optional<Closed> closed;
      const auto ask = [&](const auto& event, auto&& gate) {
        closed = gate(before, event);
        REQUIRE(closed.has_value() != plain.lets_in(event));
        record.event = event;
        if (!closed) plain.happen(event);
      };
      const auto kind = random() % 9;
      if (kind < 4) {
        Spoiled event = spoiled(1, 1, random() % 2 == 0);
        event.passes = random_passes(random);
        ask(event, spoiling_gate);
      } else if (kind < 8) {
        constexpr std::array all{Standing::active, Standing::blocked, Standing::expired};
        StandingChanged event = change(all[random() % all.size()]);
        if (random() % 4 != 0) event.passes = random_passes(random);
        ask(event, standing_gate);
      } else {
        const std::uint64_t more = random() % 8 == 0 ? 1 : 0;  // now and then they are wrong
        ask(Reconciled{before.passes.good().count() + more, before.passes.voided.count(), two},
            reconciling_gate);
        if (!closed) ++closings;
      }
      (closed ? kept_out : let_in)++;
      if (!closed) history.push_back(record);
    }
    // What is kept is what is told again: a body, and a body read.
    for (Record& record : history)
      record.event = from_body(kind_of(record.event), to_body(record.event));
    const Batch batch = *state_of(history);
    const Passes& passes = batch.passes;
    REQUIRE(batch.accounts.has_value() == plain.closed.has_value());
    for (const auto& [serial, state] : plain.closed.value_or(decltype(plain.states){}))
      REQUIRE(batch.accounted.voided.holds(serial) == (state == Plain::State::voided));
    REQUIRE(passes.good().count() == plain.count(Plain::State::good));
    REQUIRE(passes.spoiled.count() == plain.count(Plain::State::spoiled));
    REQUIRE(passes.voided.count() == plain.count(Plain::State::voided));
    REQUIRE(passes.good().count() + passes.spoiled.count() + passes.voided.count() == few);
    for (const auto& [serial, state] : plain.states) {
      REQUIRE(passes.standing_of(serial) == plain.standing(serial));
      REQUIRE(passes.is_redeemable(serial) ==
              (state == Plain::State::good && plain.batch == Standing::active &&
               plain.standing(serial) == Standing::active));
    }
  }
  CHECK(let_in > 1000);
  CHECK(kept_out > 1000);
  CHECK(closings > 300);
}

namespace {

// Each sheet of paper that ever bore a pass: what a thief, a platform and an auditor would count.
struct PaperModel {
  enum class Is { awaited, spoiled, voided, good };
  struct Paper {
    std::uint32_t reprint = 0;  // 0: of the run
    bool destroyed = false, attested = false;
  };
  std::map<std::uint64_t, Is> passes;
  std::map<std::uint64_t, std::vector<Paper>> papers;

  explicit PaperModel(std::uint64_t count) {
    for (std::uint64_t serial = 1; serial <= count; ++serial) {
      passes[serial] = Is::good;
      papers[serial] = {{0, false, true}};
    }
  }
  void happen(const Spoiled& event) {
    for (auto& [serial, is] : passes)
      if (event.passes.holds(serial) && is != Is::voided)
        is = event.voided ? Is::voided : Is::spoiled;
  }
  void happen(const Reissued& event) {
    std::uint64_t made = event.first_serial;
    for (const Span& span : event.replaced.spans())
      for (std::uint64_t serial = span.first; serial <= span.last; ++serial) {
        passes.at(serial) = Is::voided;
        REQUIRE_FALSE(passes.contains(made));  // a serial is used once
        passes[made++] = Is::awaited;
      }
  }
  void happen(const Reprinted& event) {
    for (const auto& [serial, is] : passes) {
      if (!event.passes.holds(serial)) continue;
      for (Paper& paper : papers[serial]) {
        REQUIRE(event.destroyed_by.size() == 2);
        paper.destroyed = true;
      }
      papers[serial].push_back({event.number, false, false});
    }
  }
  void attested(const Reprinted& event) {
    for (auto& [serial, is] : passes) {
      if (!event.passes.holds(serial)) continue;
      for (Paper& paper : papers[serial])
        if (paper.reprint == event.number) paper.attested = true;
    }
  }
  // Paper that somebody says was printed and nobody says is gone.
  std::size_t papers_about(std::uint64_t serial) const {
    const auto known = papers.find(serial);
    if (known == papers.end()) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(
        known->second, [](const Paper& paper) { return paper.attested && !paper.destroyed; }));
  }
};

class RandomReprints {
 public:
  explicit RandomReprints(std::uint32_t seed) : random_(seed) {}
  std::vector<Record> history = printed_history();
  PaperModel model{few};
  std::array<int, 5> let_in{};
  int kept_out = 0;

  void step() {
    const Batch before = state_of(history).value();
    switch (below(7)) {
      case 0:
      case 1: return spoil(before);
      case 2: return reissue(before);
      case 3:
      case 4: return reprint(before);
      default: return attest(before);
    }
  }

 private:
  std::mt19937 random_;
  std::uint8_t next_manifest_ = 20;

  std::uint64_t below(std::uint64_t n) { return std::uint64_t{random_()} % n; }

  void add(Event event) {
    Record record;
    record.order = "A";
    record.event = std::move(event);
    history.push_back(std::move(record));
  }
  bool is_let_in(const std::optional<Closed>& closed, std::size_t kind) {
    (closed ? kept_out : let_in[kind])++;
    return !closed;
  }
  // Mostly passes that there is something to do about.
  Spans some(const Spans& fitting) {
    const Spans any = random_passes(random_);
    if (fitting.empty() || below(4) == 0) return any;
    const Spans part = fitting.common(any);
    return part.empty() ? fitting : part;
  }

  void spoil(const Batch& before) {
    Spoiled event = spoiled(1, 1, below(3) == 0);
    event.passes = some(before.passes.issued.common({1 + below(few), few + 40}));
    if (!is_let_in(spoiling_gate(before, event), 0)) return;
    add(event);
    model.happen(event);
  }

  void reissue(const Batch& before) {
    Reissued event{static_cast<std::uint32_t>(before.children.size() + 1),
                   some(before.passes.spoiled),
                   before.passes.issued.spans().back().last + 1,
                   2,
                   "Mme Martin",
                   ""};
    if (!is_let_in(reissuing_gate(before, event), 1)) return;
    add(event);
    model.happen(event);
  }

  void reprint(const Batch& before) {
    Reprinted event;
    event.number = static_cast<std::uint32_t>(before.reprints.size() + 1);
    event.version = 1;
    event.manifest = digest(next_manifest_++);
    event.passes = some(before.passes.open());
    event.sheets = Spans(1, 3);
    if (below(5) > 0) event.destroyed_by = two;
    if (!is_let_in(reprinting_gate(before, event), 2)) return;
    add(event);
    model.happen(event);
  }

  void attest(const Batch& before) {
    if (before.reprints.empty()) return;
    const Reprint& one = before.reprints[below(before.reprints.size())];
    add(Verified{one.what.manifest, 1, true, true, {}});  // a verification says nothing of paper
    const Printed event{"Atelier", one.what.manifest};
    if (!is_let_in(printing_gate(state_of(history).value(), event), 3)) return;
    add(event);
    model.attested(one.what);
  }
};

}  // namespace

TEST_CASE("however often passes are printed again, no code is on two papers that count") {
  std::array<int, 5> let_in{};
  int kept_out = 0;
  for (std::uint32_t round = 0; round < 2000; ++round) {
    RandomReprints story(round);
    for (int step = 0; step < 20; ++step) {
      story.step();
      const Passes passes = state_of(story.history)->passes;
      REQUIRE(passes.issued.count() == story.model.passes.size());
      REQUIRE(passes.issued.count() == passes.good().count() + passes.spoiled.count() +
                                           passes.awaited.count() + passes.voided.count());
      for (const auto& [serial, is] : story.model.passes) {
        if (passes.good().holds(serial)) {
          // A good pass has one paper: the last that was attested.
          REQUIRE(is != PaperModel::Is::voided);
          REQUIRE(story.model.papers_about(serial) == 1);
        }
        REQUIRE(story.model.papers_about(serial) <= 1);
        REQUIRE(passes.voided.holds(serial) == (is == PaperModel::Is::voided));
      }
    }
    std::vector<Record> told;
    for (const Record& record : story.history) {
      told.push_back(record);
      told.back().event = from_body(kind_of(record.event), to_body(record.event));
    }
    const Batch once = state_of(story.history).value(), again = state_of(told).value();
    REQUIRE(again.passes.spoiled == once.passes.spoiled);
    REQUIRE(again.passes.awaited == once.passes.awaited);
    REQUIRE(again.passes.voided == once.passes.voided);
    REQUIRE(again.passes.issued == once.passes.issued);
    // Each place of the run is borne by one pass, whoever replaced whom.
    const Spans now = once.successors_of(Spans(1, few));
    REQUIRE(now.count() == few);
    REQUIRE(once.passes.good().without(now).empty());
    for (std::size_t i = 0; i < let_in.size(); ++i) let_in[i] += story.let_in[i];
    kept_out += story.kept_out;
  }
  for (const std::size_t kind : {0u, 1u, 2u, 3u}) CHECK(let_in[kind] > 1000);
  CHECK(kept_out > 1000);
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
