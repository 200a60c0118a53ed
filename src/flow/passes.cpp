#include "flow/passes.h"

#include "flow/pass_words.h"
#include "flow/say.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;

Outcome say_counts(const ledger::Ledger& ledger, const std::string& order, Sentence what) {
  const auto batch = ledger.batch(order);
  Outcome outcome;
  outcome.lines.push_back(std::move(what));
  outcome.lines.push_back(count_line(batch->passes));
  outcome.facts = counts_of(*batch);
  return outcome;
}

// What was chosen, less what is `out` already, unless it was named pass by pass or nothing else is
// left: a sheet, a booklet or a delivery point may hold such passes, and the gate says which.
ledger::Spans without(const ledger::Spans& out, const ledger::Spans& chosen, const Choice& choice) {
  const ledger::Spans left = chosen.without(out);
  return choice.serials || left.empty() ? chosen : left;
}

ledger::Spans to_spoil(const Chosen& chosen, const ledger::Batch& batch, const Choice& choice,
                       bool voided) {
  const ledger::Spans left = without(batch.passes.voided, chosen.passes, choice);
  return voided ? left : without(batch.passes.spoiled, left, choice);
}

// The passes chosen; none for the batch as a whole.
std::variant<ledger::Spans, Outcome> to_change(const Desk& desk, const Workspace& workspace,
                                               const ledger::Batch& batch, const Choice& choice) {
  if (choice.is_whole_order()) return ledger::Spans{};
  auto found = find_passes(desk, workspace, batch, choice);
  if (auto* refusal = std::get_if<Outcome>(&found)) return std::move(*refusal);
  return without(batch.passes.voided, std::get<Chosen>(found).passes, choice);
}

// "3 passes active; but the order is blocked": what became of them, and what they still wait for.
Sentence say_changed(const ledger::Batch& batch, const ledger::StandingChanged& changed) {
  const Sentence state = ledger::describe(changed.to);
  const std::uint64_t count = changed.passes.count();
  if (count == 0)
    return {fmt::format("Commande {}\u00a0: {}.", batch.order, state.fr),
            fmt::format("Order {}: {}.", batch.order, state.en)};
  const Sentence of_passes = ledger::describe_passes(changed.to, count);
  Sentence said{fmt::format("Commande {}\u00a0: {} {}", batch.order,
                            passes_in(count, Language::french), of_passes.fr),
                fmt::format("Order {}: {} {}", batch.order, passes_in(count, Language::english),
                            of_passes.en)};
  if (changed.to == Standing::active && batch.passes.standing != Standing::active) {
    const Sentence order = ledger::it_is(batch.passes.standing);
    said.fr += "\u202f; mais la commande " + order.fr;
    said.en += "; but the order " + order.en;
  }
  return {said.fr + ".", said.en + "."};
}

}  // namespace

Outcome spoil(const Desk& desk, const Workspace& workspace, const std::string& order,
              const Spoiling& spoiling) {
  if (auto bad = unfit_words(spoiling.by, spoiling.reason)) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (auto none = no_pass_yet(*batch)) return *std::move(none);
  auto found = find_passes(desk, workspace, *batch, spoiling.passes);
  if (auto* refusal = std::get_if<Outcome>(&found)) return std::move(*refusal);
  const Chosen& chosen = std::get<Chosen>(found);
  const bool voided = spoiling.voided || spoiling.passes.serials.has_value();
  const auto spoiled =
      ledger.spoil(order,
                   {to_spoil(chosen, *batch, spoiling.passes, voided), voided, chosen.stock,
                    chosen.sheets, spoiling.by, spoiling.reason, chosen.laid},
                   desk.world.now());
  if (!spoiled) return shut(spoiled.closed());
  const std::uint64_t count = spoiled->passes.count();
  const bool many = count > 1;
  return say_counts(
      ledger, order,
      {fmt::format("Commande {}\u00a0: {} {}.", order, passes_in(count, Language::french),
                   voided ? (many ? "nuls pour toujours" : "nul pour toujours")
                          : (many ? "gâchés" : "gâché")),
       fmt::format("Order {}: {} {}.", order, passes_in(count, Language::english),
                   voided ? "void for ever" : "spoiled")});
}

Outcome change_standing(const Desk& desk, const Workspace& workspace, const std::string& order,
                        ledger::Standing to, const Choice& passes, const std::string& by,
                        const std::string& reason) {
  if (auto bad = unfit_words(by, reason)) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (auto none = no_pass_yet(*batch)) return *std::move(none);
  auto meant = to_change(desk, workspace, *batch, passes);
  if (auto* refusal = std::get_if<Outcome>(&meant)) return std::move(*refusal);
  const auto changed = ledger.change_standing(
      order, {std::get<ledger::Spans>(std::move(meant)), to, by, reason}, desk.world.now());
  if (!changed) return shut(changed.closed());
  return say_counts(ledger, order, say_changed(*batch, *changed));
}

}  // namespace imprimatur::flow
