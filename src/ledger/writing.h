// How the ledger is written to: under its lock, upon the head as it was sealed, and with the
// checkpoint brought up behind it. For ledger.cpp.
#pragma once

#include "ledger/batch.h"
#include "ledger/publisher.h"
#include "ledger/store.h"

#include <optional>
#include <string>

namespace imprimatur::ledger {

tlog::TreeHead tree_head(const Head& head);

// Has the checkpoint say what the ledger is now, unless it does. Under the write lock, so that of
// two processes the later event is written last.
void bring_up(const Publisher& publisher, Store& store, const crypto::Secret& key);

// One writing operation: the write lock, the head as it was sealed, and what is added to it.
// Nothing stays unless finish() is reached. The arguments outlive it.
class Writing {
 public:
  Writing(Store& store, const crypto::Secret& key, const std::optional<Publisher>& publisher);

  std::optional<Batch> batch(const std::string& order) const;
  void add(const std::string& order, const Event& event, world::Instant now);
  void finish();

 private:
  Store& store_;
  const crypto::Secret& key_;
  const std::optional<Publisher>& publisher_;
  Transaction transaction_;
  Head head_;
};

}  // namespace imprimatur::ledger
