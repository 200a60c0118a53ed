// SQLite, wrapped once: a connection, a statement, a transaction. Room-internal.
//
// Whatever SQLite refuses becomes a finding::Failure that names the file and says what to do.
#pragma once

#include "world/files.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace imprimatur::ledger {

enum class Mode : std::uint8_t { create, write, read };

class Database {
 public:
  // Opens the file; waits up to ten seconds for other processes at each lock. Mode::create makes
  // the file if need be, the others want it there. Nothing of the file is read yet.
  Database(const world::Path& path, Mode mode);
  // Several statements, no answers.
  void run(const char* sql);
  const world::Path& path() const { return path_; }
  [[noreturn]] void refuse(int code) const;

 private:
  friend class Statement;
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  world::Path path_;
  std::unique_ptr<sqlite3, Close> connection_;
};

// One prepared statement, used once. Parameters count from 1 and columns from 0, as in SQLite.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  Statement& bind(int parameter, std::int64_t value);
  // The text is copied; an empty one is stored as NULL.
  Statement& bind(int parameter, std::string_view text);
  // True while there is a row to read.
  bool step();
  std::int64_t integer(int column) const;
  // Empty for NULL.
  std::string text(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void check(int code) const;
  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class Intent : std::uint8_t { read, write };

// Rolled back by its destructor unless committed. A writing one holds the only write lock from the
// start, so what is read inside it can't change before it is committed.
class Transaction {
 public:
  Transaction(Database& database, Intent intent);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace imprimatur::ledger
