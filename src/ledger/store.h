// The rows of a ledger file: its schema, reading them, adding one. Room-internal; the rules of the
// trade are in ledger.cpp and batch.h.
#pragma once

#include "ledger/chain.h"
#include "ledger/database.h"
#include "ledger/event.h"
#include "ledger/ledger.h"

#include <functional>

namespace imprimatur::ledger {

class Store {
 public:
  // Refuses a file that isn't a ledger, or one of a format that this program doesn't know.
  Store(const world::Path& path, Mode mode);
  // Makes the tables and the first event, all at once, in a new file or in one that holds nothing.
  static Store create(const world::Path& path, const crypto::Secret& key, world::Instant now);

  // Makes a ledger of format 1 one of the newest, once, in a transaction of its own: it is
  // inspected as a whole before, and no event is touched. Throws Failure where it isn't as it was
  // written.
  void bring_up(const crypto::Secret& key);

  Database& database() { return database_; }
  // Every function from here on is called inside a transaction.
  std::optional<Head> head() const;
  void each_row(const std::function<void(const Row&)>& use) const;
  // nullopt: no event has this number.
  std::optional<std::string> entry(std::uint64_t number) const;
  // By number. Throws Failure where a row isn't what this program writes.
  std::vector<Record> all() const;
  std::vector<Record> of_order(const std::string& order) const;
  std::vector<Record> of_kind(std::string_view kind) const;

  // Adds an event after `head`, and brings `head` up to date with it, in the file and in the
  // argument.
  void append(Head& head, const crypto::Secret& key, const std::string& order, const Event& event,
              world::Instant now);
  // The head. Throws Failure where it isn't sealed with `key` or isn't the last event's.
  Head check_head(const crypto::Secret& key) const;
  // The chain, the tree, the seal, the tables and the file itself; see ledger::inspect.
  Inspection inspect(const crypto::Secret* key) const;

 private:
  explicit Store(Database database) : database_(std::move(database)) {}
  void refuse_if_used() const;
  void read_identity();
  Head begin_head(std::int64_t count, const std::string& last, const tlog::Frontier& tree,
                  const crypto::Secret& key);
  void check_tables(finding::Findings& findings) const;
  void check_file(finding::Findings& findings) const;
  std::int64_t pragma(const char* name) const;
  std::string file_name() const { return database_.path().filename().string(); }

  Database database_;
  std::int64_t format_ = 0;
};

}  // namespace imprimatur::ledger
