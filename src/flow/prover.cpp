#include "flow/prover.h"

#include "tlog/proof.h"

namespace imprimatur::flow {

Prover::Prover(const ledger::Ledger& ledger)
    : ledger_(ledger),
      leaves_(ledger.leaves()),
      head_{leaves_.size(), tlog::root_of(leaves_)},
      checkpoint_(ledger.checkpoint_of(head_)) {}

std::optional<std::string> Prover::proof_of(std::uint64_t event) const {
  const auto entry = ledger_.entry(event);
  if (!entry || event > leaves_.size()) return std::nullopt;
  return to_text(
      tlog::Inclusion{*entry, event - 1, tlog::inclusion_path(leaves_, event - 1), checkpoint_});
}

}  // namespace imprimatur::flow
