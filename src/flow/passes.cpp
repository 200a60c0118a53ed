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
  outcome.lines.push_back(count_line(*batch));
  outcome.facts = counts_of(*batch);
  return outcome;
}

// What was chosen, less what is void already, unless it was named pass by pass or nothing else is
// left: a sheet, a booklet or a delivery point may hold void passes.
ledger::SerialSet meant(const ledger::SerialSet& chosen, const ledger::Batch& batch,
                        const Choice& choice) {
  const ledger::SerialSet left = chosen.without(batch.passes.voided);
  return choice.serials || left.empty() ? chosen : left;
}

}  // namespace

Outcome spoil(const Desk& desk, const Workspace& workspace, const std::string& order,
              const Spoiling& spoiling) {
  if (auto bad = unfit_words(spoiling.by, spoiling.reason)) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (auto none = no_pass_yet(*batch)) return *std::move(none);
  FoundPasses found = find_passes(desk, workspace, *batch, spoiling.passes);
  if (!found.chosen) return refused(std::move(found.findings));
  const bool voided = spoiling.voided || spoiling.passes.serials.has_value();
  const auto spoiled =
      ledger.spoil(order,
                   {meant(found.chosen->passes, *batch, spoiling.passes), voided,
                    found.chosen->stock, found.chosen->sheets, spoiling.by, spoiling.reason},
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
  FoundPasses found = find_passes(desk, workspace, *batch, passes);
  if (!found.chosen) return refused(std::move(found.findings));
  const auto changed = ledger.change_standing(
      order, {meant(found.chosen->passes, *batch, passes), to, by, reason}, desk.world.now());
  if (!changed) return shut(changed.closed());
  const Sentence state = ledger::describe(to);
  const std::uint64_t count = changed->passes.count();
  if (count == 0)
    return say_counts(ledger, order,
                      {fmt::format("Commande {}\u00a0: {}.", order, state.fr),
                       fmt::format("Order {}: {}.", order, state.en)});
  const Sentence of_passes = ledger::describe_passes(to, count);
  return say_counts(
      ledger, order,
      {fmt::format("Commande {}\u00a0: {} {}.", order, passes_in(count, Language::french),
                   of_passes.fr),
       fmt::format("Order {}: {} {}.", order, passes_in(count, Language::english), of_passes.en)});
}

}  // namespace imprimatur::flow
