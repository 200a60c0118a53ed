#include "ledger/writing.h"

#include "finding/failure.h"

namespace imprimatur::ledger {

tlog::TreeHead tree_head(const Head& head) {
  const tlog::Frontier tree = tree_of(head).value();
  return {tree.size(), tree.root()};
}

void bring_up(const Publisher& publisher, Store& store, const crypto::Secret& key) {
  const Transaction transaction(store.database(), Intent::write);
  const tlog::TreeHead head = tree_head(store.check_head(key));
  if (publisher.is_behind(publisher.standing(), head)) publisher.write(head);
}

Writing::Writing(Store& store, const crypto::Secret& key, const std::optional<Publisher>& publisher)
    : store_(store),
      key_(key),
      publisher_(publisher),
      transaction_(store.database(), Intent::write),
      head_(store.check_head(key)) {}

std::optional<Batch> Writing::batch(const std::string& order) const {
  return state_of(store_.of_order(order));
}

void Writing::add(const std::string& order, const Event& event, world::Instant now) {
  store_.append(head_, key_, order, event, now);
}

void Writing::finish() {
  transaction_.commit();
  if (!publisher_) return;
  try {
    bring_up(*publisher_, store_, key_);
  } catch (const finding::Failure&) {
    // What was asked for is done and on the disk: to call it failed would have it done again. The
    // next publish() tries again before anything else, and says what is wrong.
  }
}

}  // namespace imprimatur::ledger
