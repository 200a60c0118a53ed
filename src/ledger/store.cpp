#include "ledger/store.h"

#include "finding/failure.h"
#include "ledger/schema.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::ledger {
namespace {

using finding::Failure;

constexpr std::int64_t application_id = 0x494D5052;  // "IMPR"

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
  read_identity();
  if (mode == Mode::write) database_.run("PRAGMA synchronous = FULL");
}

Store Store::create(const world::Path& path, const crypto::Secret& key, world::Instant now) {
  Store store{Database(path, Mode::create)};
  store.refuse_if_used();
  // SQLite changes the journal outside transactions only, hence the second look inside.
  store.database_.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  Transaction transaction(store.database_, Intent::write);
  store.refuse_if_used();
  for (const auto table : tables_of(newest_format)) store.database_.run(std::string(table).c_str());
  store.database_.run(fmt::format("PRAGMA application_id = {}", application_id).c_str());
  store.format_ = newest_format;
  Head head = store.begin_head(0, no_hash, {}, key);
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

// Inside a transaction, into a table of the newest format that holds none.
Head Store::begin_head(std::int64_t count, const std::string& last, const tlog::Frontier& tree,
                       const crypto::Secret& key) {
  database_.run(fmt::format("PRAGMA user_version = {}", newest_format).c_str());
  Head head{count, last, peaks_to_text(tree), ""};
  head.seal = seal_of(head, key);
  Statement(database_, "INSERT INTO head VALUES (1, ?1, ?2, ?3, ?4)")
      .bind(1, head.count)
      .bind(2, head.last)
      .bind(3, *head.peaks)
      .bind(4, head.seal)
      .step();
  return head;
}

void Store::bring_up(const crypto::Secret& key) {
  if (format_ == newest_format) return;
  Transaction transaction(database_, Intent::write);
  read_identity();  // another process may have been quicker
  if (format_ == newest_format) return;
  Inspection inspection = inspect(&key);
  if (inspection.findings.has_errors())
    refuse_tampered(database_.path(), inspection.findings.begin()->sentence);
  const Head old = *head();
  tlog::Frontier tree;
  for (const tlog::Hash& leaf : inspection.leaves) tree.add(leaf);
  database_.run("DROP TABLE head");
  for (const auto part : head_of(newest_format)) database_.run(std::string(part).c_str());
  begin_head(old.count, old.last, tree, key);
  transaction.commit();
  format_ = newest_format;
}

void Store::read_identity() {
  const auto path = database_.path().string();
  if (pragma("application_id") != application_id)
    throw Failure({fmt::format("{} n’est pas un registre d’imprimatur.", path),
                   fmt::format("{} is not a ledger of imprimatur.", path)},
                  {"Vérifiez le chemin de l’espace de travail.", "Check the workspace's path."});
  format_ = pragma("user_version");
  if (format_ < 1 || format_ > newest_format)
    throw Failure(
        {fmt::format("{} est au format {}\u202f; ce programme connaît les formats 1 à {}.", path,
                     format_, newest_format),
         fmt::format("{} has format {}; this program knows formats 1 to {}.", path, format_,
                     newest_format)},
        {"Utilisez la version d’imprimatur qui a écrit ce registre, ou une plus récente.",
         "Use the version of imprimatur that wrote this ledger, or a newer one."});
}

std::optional<Head> Store::head() const {
  if (format_ == 1) {
    Statement statement(database_, "SELECT count, last, seal FROM head");
    if (!statement.step()) return std::nullopt;
    return Head{statement.integer(0), statement.text(1), std::nullopt, statement.text(2)};
  }
  Statement statement(database_, "SELECT count, last, peaks, seal FROM head");
  if (!statement.step()) return std::nullopt;
  return Head{statement.integer(0), statement.text(1), statement.text(2), statement.text(3)};
}

void Store::each_row(const std::function<void(const Row&)>& use) const {
  Statement statement(database_, select("ORDER BY sequence"));
  while (statement.step()) use(row_of(statement));
}

std::optional<std::string> Store::entry(std::uint64_t number) const {
  Statement statement(database_, select("WHERE sequence = ?1"));
  statement.bind(1, static_cast<std::int64_t>(number));
  if (!statement.step()) return std::nullopt;
  return entry_of(row_of(statement));
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
  const Head head = this->head().value_or(Head{0, no_hash, "", no_hash});
  Statement last(database_, select("ORDER BY sequence DESC LIMIT 1"));
  Row row;
  row.hash = no_hash;
  const bool any = last.step();
  if (any) row = row_of(last);
  if (head.seal != seal_of(head, key) || !tree_of(head))
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
  tlog::Frontier tree = tree_of(head).value();
  tree.add(leaf_of(row));
  Statement(database_, "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .bind(1, row.sequence)
      .bind(2, row.instant)
      .bind(3, row.kind)
      .bind(4, row.order)
      .bind(5, row.body)
      .bind(6, row.previous)
      .bind(7, row.hash)
      .step();
  head = {row.sequence, row.hash, peaks_to_text(tree), ""};
  head.seal = seal_of(head, key);
  Statement(database_, "UPDATE head SET count = ?1, last = ?2, peaks = ?3, seal = ?4")
      .bind(1, head.count)
      .bind(2, head.last)
      .bind(3, *head.peaks)
      .bind(4, head.seal)
      .step();
}

void Store::check_tables(finding::Findings& findings) const {
  const auto tables = tables_of(format_);
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

Inspection Store::inspect(const crypto::Secret* key) const {
  Inspection inspection;
  check_file(inspection.findings);
  check_tables(inspection.findings);
  ChainCheck chain(file_name());
  each_row([&](const Row& row) {
    chain.add(row);
    inspection.last = row.hash;
  });
  inspection.findings.add(chain.finish(head(), key));
  inspection.leaves = chain.take_leaves();
  return inspection;
}

}  // namespace imprimatur::ledger
