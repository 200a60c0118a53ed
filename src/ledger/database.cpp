#include "ledger/database.h"

#include "finding/failure.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace imprimatur::ledger {
namespace {

using finding::Failure;
using finding::Sentence;

constexpr int wait_for_others_ms = 10'000;

int flags_of(Mode mode) {
  switch (mode) {
    case Mode::create: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Mode::write: return SQLITE_OPEN_READWRITE;
    case Mode::read: return SQLITE_OPEN_READONLY;
  }
  return 0;
}

// `fr` and `en` go on after "The ledger PATH".
Failure refusal(const world::Path& path, std::string_view fr, std::string_view en, Sentence hint) {
  return {{fmt::format("Le registre {} {}", path.string(), fr),
           fmt::format("The ledger {} {}", path.string(), en)},
          std::move(hint)};
}

Failure refusal(const world::Path& path, int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return refusal(path, "est occupé par un autre programme depuis dix secondes.",
                     "has been held by another program for ten seconds.",
                     {"Attendez la fin de l’autre commande, puis recommencez.",
                      "Wait until the other command has ended, then try again."});
    case SQLITE_FULL:
      return refusal(path, "ne peut pas grandir\u00a0: le disque est plein.",
                     "can't grow: the disk is full.",
                     {"Libérez de la place, puis recommencez\u202f; rien n’a été écrit.",
                      "Free some space, then try again; nothing was written."});
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return refusal(path, "ne peut pas être ouvert, ou pas en écriture.",
                     "can't be opened, or not for writing.",
                     {"Vérifiez qu’il existe et que son dossier est accessible en écriture "
                      "(«\u00a0imprimatur init\u00a0» crée un espace de travail).",
                      "Check that it exists and that its folder can be written "
                      "(\"imprimatur init\" makes a workspace)."});
    case SQLITE_NOTADB:
      return refusal(path, "n’est pas une base de données SQLite.", "is not an SQLite database.",
                     {"Vérifiez le chemin de l’espace de travail.", "Check the workspace's path."});
    case SQLITE_CORRUPT:
      return refusal(path, "est endommagé.", "is damaged.",
                     {"Mettez-le de côté sans le modifier et repartez d’une sauvegarde.",
                      "Set it aside unchanged and start again from a backup."});
    default: break;
  }
  const std::string reason = sqlite3_errstr(code);
  return refusal(path, fmt::format("a été refusé par le système ({}).", reason),
                 fmt::format("was refused by the system ({}).", reason),
                 {"Vérifiez le disque et les droits du dossier, puis recommencez.",
                  "Check the disk and the folder's permissions, then try again."});
}

}  // namespace

void Database::Close::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Database::refuse(int code) const {
  throw refusal(path_, code);
}

Database::Database(const world::Path& path, Mode mode) : path_(path) {
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags_of(mode), nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) refuse(code);
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_busy_timeout(connection, wait_for_others_ms);
  // The file may come from anywhere: nothing of its schema is trusted to run.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

void Database::run(const char* sql) {
  const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) refuse(code);
}

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database.connection_.get(), sql.data(),
                                      static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
  check(code);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_->refuse(code);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  check(text.empty() ? sqlite3_bind_null(statement_.get(), parameter)
                     : sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(),
                                           SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_->refuse(code);
  return code == SQLITE_ROW;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes ? std::string(bytes, bytes + size) : std::string();
}

Transaction::Transaction(Database& database, Intent intent) : database_(database) {
  database_.run(intent == Intent::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  // May be refused where SQLite has rolled back by itself (disk full, for one): nothing is left to
  // undo.
  if (open_) sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace imprimatur::ledger
