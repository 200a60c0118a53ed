// The ledger's file opened behind its back, as a thief with a hex editor and SQLite would.
#pragma once

#include "ledger/chain.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace imprimatur::ledger {

class Thief {
 public:
  explicit Thief(const std::filesystem::path& path) {
    if (sqlite3_open(path.c_str(), &file_) != SQLITE_OK) throw std::runtime_error("no ledger");
    ask("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", [&](sqlite3_stmt* row) {
      guards_.push_back(text(row, 1));
      names_.push_back(text(row, 0));
    });
    for (const auto& name : names_) run("DROP TRIGGER " + name);
  }
  Thief(const Thief&) = delete;
  Thief& operator=(const Thief&) = delete;
  // Leaves the guards as they stood.
  ~Thief() {
    for (const auto& guard : guards_) sqlite3_exec(file_, guard.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(file_);
  }

  void run(const std::string& sql) {
    if (sqlite3_exec(file_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(file_));
  }

  std::string hash(int sequence) {
    std::string found;
    ask("SELECT hash FROM events WHERE sequence = " + std::to_string(sequence),
        [&](sqlite3_stmt* row) { found = text(row, 0); });
    return found;
  }

  // What only somebody who holds the key can do.
  void seal_again(const crypto::Secret& with) {
    Head head;
    ask("SELECT count, last, peaks FROM head", [&](sqlite3_stmt* row) {
      head = {sqlite3_column_int64(row, 0), text(row, 1), text(row, 2), ""};
    });
    run("UPDATE head SET seal = '" + seal_of(head, with) + "'");
  }

  // Numbers all events again and makes all hashes fit, the head's last one and its tree too; only
  // the seal needs the key.
  void make_chain_fit() {
    std::vector<Row> rows;
    ask("SELECT * FROM events ORDER BY sequence", [&](sqlite3_stmt* row) {
      rows.push_back({sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), text(row, 2),
                      text(row, 3), text(row, 4), "", ""});
    });
    std::string before = no_hash;
    std::int64_t number = 0;
    tlog::Frontier tree;
    for (auto& row : rows) {
      const auto old = row.sequence;
      row.sequence = ++number;
      row.previous = before;
      before = row.hash = hash_of(row);
      tree.add(leaf_of(row));
      run("UPDATE events SET sequence = " + std::to_string(row.sequence) + ", previous = '" +
          row.previous + "', hash = '" + row.hash + "' WHERE sequence = " + std::to_string(old));
    }
    run("UPDATE head SET count = " + std::to_string(number) + ", last = '" + before +
        "', peaks = '" + peaks_to_text(tree) + "'");
  }

 private:
  static std::string text(sqlite3_stmt* row, int column) {
    const auto* bytes = sqlite3_column_text(row, column);
    return bytes ? reinterpret_cast<const char*>(bytes) : "";
  }
  void ask(const std::string& sql, auto&& use) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(file_, sql.c_str(), -1, &statement, nullptr);
    while (sqlite3_step(statement) == SQLITE_ROW) use(statement);
    sqlite3_finalize(statement);
  }
  sqlite3* file_ = nullptr;
  std::vector<std::string> names_, guards_;
};

}  // namespace imprimatur::ledger
