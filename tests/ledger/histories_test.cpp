// Random histories of passes, held against the simplest thing that could be right.
#include "catch/catch.h"
#include "ledger/bench.h"

#include <array>
#include <map>
#include <random>

using namespace imprimatur;
using namespace imprimatur::ledger;

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
