// Who may have the codes.
#include "ledger/batch.h"
#include "ledger/phrases.h"
#include "wording/wording.h"

#include <fmt/format.h>

namespace imprimatur::ledger {
namespace {

using finding::Language;

Closed none_is_good(const Batch& batch) {
  return {{fmt::format("La commande {} n’a plus aucun bon pass.", batch.order),
           fmt::format("Order {} has no good pass left.", batch.order)},
          {"Seuls les codes des bons pass s’exportent\u00a0: il n’y a rien à faire.",
           "Only codes of good passes are exported: there is nothing to do."}};
}

Closed others_are_good(const Batch& batch) {
  const std::uint64_t good = batch.passes.good().count();
  static const wording::Noun good_pass{{"bon pass", "good pass"}, {"bons pass", "good passes"}};
  return {{fmt::format("La commande {} compte à présent {}.", batch.order,
                       wording::counted(good, good_pass, Language::french)),
           fmt::format("Order {} now has {}.", batch.order,
                       wording::counted(good, good_pass, Language::english))},
          {"Recommencez\u00a0: le registre a changé entre-temps.",
           "Try again: the ledger has changed meanwhile."}};
}

}  // namespace

std::optional<Closed> export_gate(const Batch& batch, const CodesExported& codes) {
  if (auto closed = release_gate(batch)) return closed;
  const std::uint64_t good = batch.passes.good().count();
  if (good == 0) return none_is_good(batch);
  if (codes.count != good || codes.total != batch.value_of(good)) return others_are_good(batch);
  return std::nullopt;
}

}  // namespace imprimatur::ledger
