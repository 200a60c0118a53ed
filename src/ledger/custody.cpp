// Who may have the codes.
#include "ledger/batch.h"
#include "ledger/phrases.h"

#include <fmt/format.h>

namespace imprimatur::ledger {
namespace {

Closed none_is_good(const Batch& batch) {
  return {{fmt::format("La commande {} n’a plus aucun bon pass.", batch.order),
           fmt::format("Order {} has no good pass left.", batch.order)},
          {"Seuls les codes des bons pass s’exportent\u00a0: il n’y a rien à faire.",
           "Only codes of good passes are exported: there is nothing to do."}};
}

Closed changed_meanwhile(const Batch& batch) {
  return {{fmt::format("L’état de certains pass de la commande {} a changé pendant l’export.",
                       batch.order),
           fmt::format("Some passes of order {} changed while they were exported.", batch.order)},
          {"Recommencez\u00a0: rien n’a été exporté.", "Try again: nothing was exported."}};
}

}  // namespace

std::optional<Closed> export_gate(const Batch& batch, const CodesExported& codes,
                                  const Passes& told) {
  if (auto closed = release_gate(batch)) return closed;
  const std::uint64_t good = batch.passes.good().count();
  if (good == 0) return none_is_good(batch);
  if (codes.count != good || codes.total != batch.value_of(good) || told != batch.passes)
    return changed_meanwhile(batch);
  return std::nullopt;
}

}  // namespace imprimatur::ledger
