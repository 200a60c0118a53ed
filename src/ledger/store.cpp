#include "ledger/store.h"

#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace imprimatur::ledger {
namespace {

using finding::Failure;

constexpr std::int64_t application_id = 0x494D5052;  // "IMPR"
constexpr std::int64_t format = 1;

// The triggers are a fence against slips, not against a thief: see the format page. SQLite keeps
// these texts as they are, which is how inspect() knows the tables again.
constexpr std::array<std::string_view, 9> tables = {
    R"(CREATE TABLE events (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  instant INTEGER NOT NULL,
  kind TEXT NOT NULL,
  order_id TEXT CHECK (length(order_id) > 0),
  body TEXT NOT NULL,
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT)",
    "CREATE INDEX events_by_order ON events (order_id, sequence)",
    "CREATE INDEX events_by_kind ON events (kind, sequence)",
    R"(CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  count INTEGER NOT NULL,
  last TEXT NOT NULL CHECK (length(last) = 64),
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT)",
    R"(CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM events)
BEGIN SELECT RAISE(ABORT, 'events are numbered without gaps'); END)",
    R"(CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END)",
    R"(CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END)",
    R"(CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END)",
    R"(CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN NEW.count <> OLD.count + 1
BEGIN SELECT RAISE(ABORT, 'the head grows by one event at a time'); END)"};

constexpr std::string_view columns =
    "SELECT sequence, instant, kind, order_id, body, previous, hash FROM events ";

Row row_of(const Statement& s) {
  return {s.integer(0), s.integer(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6)};
}

[[noreturn]] void refuse_tampered(const world::Path& path, finding::Sentence what) {
  throw Failure(
      {fmt::format("{}\u00a0: {}", path.string(), what.fr),
       fmt::format("{}: {}", path.string(), what.en)},
      {"Lancez «\u00a0imprimatur ledger verify\u00a0»\u202f; n’écrivez rien avant d’avoir "
       "compris.",
       "Run \"imprimatur ledger verify\"; write nothing before it is understood."});
}

Record record_of(const Row& row, const world::Path& path) {
  const auto previous = crypto::Digest::from_hex(row.previous);
  const auto hash = crypto::Digest::from_hex(row.hash);
  if (!previous || !hash || row.sequence < 1)
    refuse_tampered(path, {fmt::format("L’événement {} est illisible.", row.sequence),
                           fmt::format("Event {} can't be read.", row.sequence)});
  return {static_cast<std::uint64_t>(row.sequence),
          world::Instant{std::chrono::seconds{row.instant}},
          row.order,
          from_body(row.kind, row.body),
          *previous,
          *hash};
}

std::vector<Record> records(Statement statement, const world::Path& path) {
  std::vector<Record> list;
  while (statement.step()) list.push_back(record_of(row_of(statement), path));
  return list;
}

std::string select(std::string_view rest) {
  return fmt::format("{}{}", columns, rest);
}

}  // namespace

Store::Store(const world::Path& path, Mode mode) : database_(path, mode) {
  check_identity();
  if (mode == Mode::write) database_.run("PRAGMA synchronous = FULL");
}

Store Store::create(const world::Path& path, const crypto::Secret& key, world::Instant now) {
  Store store{Database(path, Mode::create)};
  store.refuse_if_used();
  // SQLite changes the journal outside transactions only, hence the second look inside.
  store.database_.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  Transaction transaction(store.database_, Intent::write);
  store.refuse_if_used();
  for (const auto table : tables) store.database_.run(std::string(table).c_str());
  store.database_.run(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, format)
          .c_str());
  Head head{0, no_hash, seal_of(0, no_hash, key)};
  Statement(store.database_, "INSERT INTO head VALUES (1, ?1, ?2, ?3)")
      .bind(1, head.count)
      .bind(2, head.last)
      .bind(3, head.seal)
      .step();
  store.append(head, key, "", WorkspaceCreated{}, now);
  transaction.commit();
  return store;
}

std::int64_t Store::pragma(const char* name) const {
  Statement statement(database_, fmt::format("PRAGMA {}", name));
  return statement.step() ? statement.integer(0) : 0;
}

void Store::refuse_if_used() const {
  Statement tables_there(database_, "SELECT count(*) FROM sqlite_schema");
  tables_there.step();
  if (tables_there.integer(0) == 0 && pragma("application_id") == 0) return;
  throw Failure({fmt::format("{} existe déjà.", database_.path().string()),
                 fmt::format("{} exists already.", database_.path().string())},
                {"Choisissez un autre dossier, ou travaillez avec ce registre-là.",
                 "Choose another folder, or work with that ledger."});
}

void Store::check_identity() const {
  const auto path = database_.path().string();
  if (pragma("application_id") != application_id)
    throw Failure({fmt::format("{} n’est pas un registre d’imprimatur.", path),
                   fmt::format("{} is not a ledger of imprimatur.", path)},
                  {"Vérifiez le chemin de l’espace de travail.", "Check the workspace's path."});
  const auto version = pragma("user_version");
  if (version != format)
    throw Failure(
        {fmt::format("{} est au format {}\u202f; ce programme ne connaît que le format {}.", path,
                     version, format),
         fmt::format("{} has format {}; this program knows format {} only.", path, version,
                     format)},
        {"Utilisez la version d’imprimatur qui a écrit ce registre, ou une plus récente.",
         "Use the version of imprimatur that wrote this ledger, or a newer one."});
}

std::optional<Head> Store::head() const {
  Statement statement(database_, "SELECT count, last, seal FROM head");
  if (!statement.step()) return std::nullopt;
  return Head{statement.integer(0), statement.text(1), statement.text(2)};
}

void Store::each_row(const std::function<void(const Row&)>& use) const {
  Statement statement(database_, select("ORDER BY sequence"));
  while (statement.step()) use(row_of(statement));
}

std::vector<Record> Store::all() const {
  return records(Statement(database_, select("ORDER BY sequence")), database_.path());
}

std::vector<Record> Store::of_order(const std::string& order) const {
  Statement statement(database_, select("WHERE order_id = ?1 ORDER BY sequence"));
  statement.bind(1, order);
  return records(std::move(statement), database_.path());
}

std::vector<Record> Store::of_kind(std::string_view kind) const {
  Statement statement(database_, select("WHERE kind = ?1 ORDER BY sequence"));
  statement.bind(1, kind);
  return records(std::move(statement), database_.path());
}

Head Store::check_head(const crypto::Secret& key) const {
  const Head head = this->head().value_or(Head{0, no_hash, no_hash});
  Statement last(database_, select("ORDER BY sequence DESC LIMIT 1"));
  Row row;
  row.hash = no_hash;
  const bool any = last.step();
  if (any) row = row_of(last);
  if (head.seal != seal_of(head.count, head.last, key))
    refuse_tampered(database_.path(),
                    {"Le sceau du registre ne correspond pas à la clé de l’espace de travail.",
                     "The ledger's seal does not match the workspace's key."});
  if (row.sequence != head.count || row.hash != head.last || (any && hash_of(row) != row.hash))
    refuse_tampered(database_.path(), {"Le dernier événement du registre n’est pas celui attendu.",
                                       "The ledger's last event is not the one expected."});
  return head;
}

void Store::append(Head& head, const crypto::Secret& key, const std::string& order,
                   const Event& event, world::Instant now) {
  Row row{head.count + 1,
          now.time_since_epoch().count(),
          std::string(kind_of(event)),
          order,
          to_body(event),
          head.last,
          ""};
  row.hash = hash_of(row);
  Statement(database_, "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .bind(1, row.sequence)
      .bind(2, row.instant)
      .bind(3, row.kind)
      .bind(4, row.order)
      .bind(5, row.body)
      .bind(6, row.previous)
      .bind(7, row.hash)
      .step();
  head = {row.sequence, row.hash, seal_of(row.sequence, row.hash, key)};
  Statement(database_, "UPDATE head SET count = ?1, last = ?2, seal = ?3")
      .bind(1, head.count)
      .bind(2, head.last)
      .bind(3, head.seal)
      .step();
}

void Store::check_tables(finding::Findings& findings) const {
  std::vector<std::string> ours(tables.begin(), tables.end());
  std::vector<std::string> theirs;
  Statement statement(database_, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while (statement.step()) theirs.push_back(statement.text(0));
  std::ranges::sort(ours);
  std::ranges::sort(theirs);
  if (ours == theirs) return;
  findings.error(
      "ledger-tables", {file_name()},
      {"Les tables du registre ou leurs gardes ont été modifiées.",
       "The ledger's tables or their guards were changed."},
      {"Comparez le registre avec une sauvegarde.", "Compare the ledger with a backup."});
}

void Store::check_file(finding::Findings& findings) const {
  Statement statement(database_, "PRAGMA integrity_check(1)");
  if (statement.step() && statement.text(0) == "ok") return;
  findings.error("ledger-file", {file_name()},
                 {"Le fichier du registre est endommagé.", "The ledger's file is damaged."},
                 {"Mettez-le de côté sans le modifier et repartez d’une sauvegarde.",
                  "Set it aside unchanged and start again from a backup."});
}

finding::Findings Store::inspect(const crypto::Secret* key) const {
  finding::Findings findings;
  check_file(findings);
  check_tables(findings);
  ChainCheck chain(file_name());
  each_row([&](const Row& row) { chain.add(row); });
  findings.add(chain.finish(head(), key));
  return findings;
}

}  // namespace imprimatur::ledger
