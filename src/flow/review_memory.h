// What the review page reads, kept as long as nothing happened: opening a ledger takes too long for
// each of two hundred readers.
#pragma once

#include "flow/workspace.h"
#include "review/review.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace imprimatur::flow {

// What a frozen version says of itself.
struct ProofFacts {
  finding::Language language = finding::Language::french;
  review::Contact contact;
  std::string title, client;
  std::uint64_t pdf_bytes = 0;
  std::optional<std::vector<review::Change>>
      changes;  // nullopt: no version before, or none to read
};

// May be asked from several threads at once. Throws finding::Failure where the ledger or a frozen
// file isn't as it was written.
class ReviewMemory {
 public:
  explicit ReviewMemory(const Workspace& workspace) : workspace_(workspace) {}

  // As of the newest event; nullptr: no such order.
  std::shared_ptr<const ledger::Batch> batch(const std::string& order);
  // Those whose latest version waits for an answer.
  std::vector<std::shared_ptr<const ledger::Batch>> waiting();
  std::shared_ptr<const ProofFacts> proof(const ledger::Batch& batch, std::uint32_t version);
  // Held once, however many are reading it.
  std::shared_ptr<const std::string> pdf(const std::string& order, const ledger::Version& version);

 private:
  using Batches = std::map<std::string, std::shared_ptr<const ledger::Batch>>;
  void look_for_events();
  std::shared_ptr<const ledger::Batch> known(const std::string& order);

  const Workspace& workspace_;
  std::mutex lock_;
  std::string checkpoint_;  // its bytes: they change with each event
  std::optional<ledger::Ledger> ledger_;
  Batches batches_;
  std::map<std::pair<std::string, std::uint32_t>, std::shared_ptr<const ProofFacts>> proofs_;
  std::map<crypto::Digest, std::weak_ptr<const std::string>> pdfs_;
};

}  // namespace imprimatur::flow
