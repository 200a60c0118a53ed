// How events hang together: the hash of a row, the seal of the head, and the check of both.
// docs/formats/ledger.md gives the recipe with numbers, so that anyone can recompute it.
#pragma once

#include "crypto/digest.h"
#include "crypto/secret.h"
#include "finding/finding.h"

#include <cstdint>
#include <optional>
#include <string>

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

// The one row of the table `head`.
struct Head {
  std::int64_t count = 0;
  std::string last;  // hash of event number `count`; 64 zeros while there is none
  std::string seal;  // HMAC-SHA-256 of both under the ledger's key, hexadecimal
};

// What stands before the first event.
inline const std::string no_hash(64, '0');

// SHA-256 over the row's fields except the hash itself, each as a netstring.
std::string hash_of(const Row& row);
std::string seal_of(std::int64_t count, const std::string& last, const crypto::Secret& key);

// Walks the rows in the order of their numbers and says what doesn't fit. Place::line is the number
// of the event, Place::file the name given.
class ChainCheck {
 public:
  explicit ChainCheck(std::string file) : file_(std::move(file)) {}
  void add(const Row& row);
  // `key` may be nullptr: then the seal is not checked.
  finding::Findings finish(const std::optional<Head>& head, const crypto::Secret* key);

 private:
  void error(std::int64_t event, const char* rule, finding::Sentence sentence);
  void check_number(const Row& row);
  void check_end(const Head& head);

  std::string file_;
  finding::Findings findings_;
  std::int64_t last_number_ = 0;
  std::string last_hash_ = no_hash;
  bool gap_ = false;
};

}  // namespace imprimatur::ledger
