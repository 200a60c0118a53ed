// How events hang together: the entry of a row, which its hash and its leaf of the tree are of, the
// seal of the head, and the check of all. docs/formats/ledger.md gives the recipe with numbers, so
// that anyone can recompute it.
#pragma once

#include "crypto/digest.h"
#include "crypto/secret.h"
#include "finding/finding.h"
#include "tlog/checkpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::ledger {

// A row of the table `events` as it stands in the file, whatever stands there.
struct Row {
  std::int64_t sequence = 0;
  std::int64_t instant = 0;  // seconds since 1970-01-01T00:00:00Z
  std::string kind;
  std::string order;  // empty: NULL in the file
  std::string body;
  std::string previous, hash;  // 64 lower-case hexadecimal digits
};

// The one row of the table `head`, whatever stands there.
struct Head {
  std::int64_t count = 0;
  std::string last;  // hash of event number `count`; 64 zeros while there is none
  // Of the tree of all events (tlog/tree.h), each in hexadecimal, one after the other; nullopt in a
  // ledger of format 1, which has no tree.
  std::optional<std::string> peaks;
  std::string seal;  // HMAC-SHA-256 of the above under the ledger's key, hexadecimal
};

// What stands before the first event.
inline const std::string no_hash(64, '0');

// The row's fields except the hash itself, each as a netstring: what is hashed and proved of it.
std::string entry_of(const Row& row);
// The row of an entry, with its hash; nullopt where no row has this entry.
std::optional<Row> row_of(std::string_view entry);
// SHA-256 of the entry.
std::string hash_of(const Row& row);
tlog::Hash leaf_of(const Row& row);
// Whatever the head's own seal is.
std::string seal_of(const Head& head, const crypto::Secret& key);

std::string peaks_to_text(const tlog::Frontier& tree);
// nullopt where its peaks are those of no tree of as many events.
std::optional<tlog::Frontier> tree_of(const Head& head);

// Walks the rows in the order of their numbers and says what doesn't fit. Place::line is the number
// of the event, Place::file the name given.
class ChainCheck {
 public:
  explicit ChainCheck(std::string file) : file_(std::move(file)) {}
  void add(const Row& row);
  // `key` may be nullptr: then the seal is not checked.
  finding::Findings finish(const std::optional<Head>& head, const crypto::Secret* key);
  // Hashes of the leaves, in their order.
  std::vector<tlog::Hash> take_leaves() { return std::move(leaves_); }

 private:
  void error(std::int64_t event, const char* rule, finding::Sentence sentence);
  void check_number(const Row& row);
  void check_end(const Head& head);
  void check_tree(const Head& head);

  std::string file_;
  finding::Findings findings_;
  std::int64_t last_number_ = 0;
  std::string last_hash_ = no_hash;
  bool gap_ = false;
  std::vector<tlog::Hash> leaves_;
};

}  // namespace imprimatur::ledger
