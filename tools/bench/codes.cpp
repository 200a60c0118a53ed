#include "codes.h"

#include "calendar/clock.h"
#include "codes/coder.h"
#include "flow/answer.h"
#include "flow/release.h"
#include "world/child.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace {

using namespace imprimatur;
using Clock = std::chrono::steady_clock;

constexpr const char* order = "bench";
constexpr std::uint32_t exceptions = 300;          // stretches spoiled, and as many blocked
constexpr std::size_t inside = 200, outside = 50;  // how often each is timed

void expect(bool open) {
  if (!open) throw std::runtime_error("a gate of the ledger is closed");
}

// Whatever the size, as many events, each of one stretch of a third of what a thousandth holds.
void fill(const flow::Workspace& workspace, std::uint32_t passes, const world::World& world) {
  const world::Instant now = world.now();
  codes::create_key(workspace.keys(), 1, world);
  auto ledger = ledger::Ledger::create(workspace.ledger(), flow::ledger_key(workspace), now);
  ledger::OrderRegistered facts{.title = "Bench",
                                .client = "Bench",
                                .approvers = {},
                                .carnets = passes / 10,
                                .passes_per_carnet = 10,
                                .face_value = measure::Money::from_cents(1000),
                                .profile = "prepaid",
                                .template_name = "carnet-10",
                                .terms = {}};
  facts.terms.needs_payment = false;
  const ledger::BatRendered bat{1, {}, {}, calendar::paris_date(now), "v0001"};
  expect(ledger.record_bat(order, facts, bat, now).open());
  expect(ledger.approve(order, 1, "Bench", {}, now).open());
  expect(ledger.release(order, 1, 1, {"default", {}}, now).open());
  const std::uint64_t step = passes / (2 * exceptions + 1),
                      length = std::max(step / 3, std::uint64_t{1});
  for (std::uint64_t n = 0, first = 1; n < exceptions; ++n, first += 2 * step) {
    ledger::Spoiled spoiled;
    spoiled.passes = ledger::Spans(first, first + length - 1);
    spoiled.by = "Bench";
    spoiled.reason = "Bench";
    expect(ledger.spoil(order, spoiled, now).open());
    const ledger::Spans blocked(first + step, first + step + length - 1);
    expect(
        ledger.change_standing(order, {blocked, ledger::Standing::blocked, "Bench", "Bench"}, now)
            .open());
  }
}

// In milliseconds: the quickest of `times` runs, which nothing else on the machine disturbed.
template <typename Act>
double quickest_of(std::size_t times, Act&& act) {
  double best = std::numeric_limits<double>::max();
  for (std::size_t n = 0; n < times; ++n) {
    const auto began = Clock::now();
    act(n);
    best = std::min(best, std::chrono::duration<double, std::milli>(Clock::now() - began).count());
  }
  return best;
}

void run_program(const std::vector<std::string>& words, const std::string& input) {
  const auto child = world::run_child(world::program_folder() / "imprimatur", words, input, {});
  if (child.end != world::ChildEnd::exited || child.status != 0)
    throw std::runtime_error(child.errors);
}

// The `n`-th of a few passes that lie all over the batch.
std::string code_of(const codes::Coder& coder, std::uint32_t passes, std::size_t n) {
  return coder.code_of(*codes::Serial::from(1 + n * 7919 % passes)).to_text();
}

void measure_batch(std::uint32_t passes) {
  const world::OutputFolder folder(world::program_folder() / fmt::format("bench-codes-{}", passes));
  const flow::Workspace workspace{folder.path()};
  const flow::Desk desk{world::still_world({}), {}};
  fill(workspace, passes, desk.world);
  const codes::Coder coder = flow::coder_of(workspace, 1);
  const double check = quickest_of(inside, [&](std::size_t n) {
    const flow::Workspace fresh{workspace.root};  // with no key in memory yet
    expect(flow::check_code(desk, fresh, code_of(coder, passes, n), false).exit ==
           flow::Exit::done);
  });
  const double start = quickest_of(outside, [](std::size_t) { run_program({"--version"}, ""); });
  const double whole = quickest_of(outside, [&](std::size_t n) {
    run_program({"codes", "check", "-", "--workspace", workspace.root.string()},
                code_of(coder, passes, n));
  });
  fmt::print("{:>9} {:>12} {:>10.2f} {:>10.2f} {:>12.2f}\n", passes,
             std::filesystem::file_size(workspace.ledger()), check, whole, start);
}

}  // namespace

bool bench_codes(const std::vector<std::uint32_t>& sizes) {
  fmt::print("{:>9} {:>12} {:>10} {:>10} {:>12}\n", "passes", "ledger bytes", "check ms",
             "process ms", "its start ms");
  for (const std::uint32_t passes : sizes) {
    if (passes < 2 * exceptions + 1) return false;
    measure_batch(passes);
  }
  return true;
}
