// Proofs of inclusion out of a ledger, all under one checkpoint: docs/formats/ledger-proof.md. For
// the sources of this room.
#pragma once

#include "ledger/ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

class Prover {
 public:
  // The ledger as it is now; it outlives this. Throws finding::Failure where its tree isn't the one
  // that its head is sealed with.
  explicit Prover(const ledger::Ledger& ledger);

  const tlog::TreeHead& head() const { return head_; }
  const std::string& checkpoint() const { return checkpoint_; }
  const std::vector<tlog::Hash>& leaves() const { return leaves_; }
  // nullopt where there was no such event at that moment. Numbers are from 1.
  std::optional<std::string> proof_of(std::uint64_t event) const;

 private:
  const ledger::Ledger& ledger_;
  std::vector<tlog::Hash> leaves_;
  tlog::TreeHead head_;
  std::string checkpoint_;
};

}  // namespace imprimatur::flow
