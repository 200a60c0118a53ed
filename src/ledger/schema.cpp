#include "ledger/schema.h"

#include <array>

namespace imprimatur::ledger {
namespace {

// The triggers are a fence against slips, not against a thief: see the format page.
constexpr std::array<std::string_view, 6> tables_of_events = {
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
    R"(CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM events)
BEGIN SELECT RAISE(ABORT, 'events are numbered without gaps'); END)",
    R"(CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END)",
    R"(CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END)"};

constexpr std::string_view head_without_tree =
    R"(CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  count INTEGER NOT NULL,
  last TEXT NOT NULL CHECK (length(last) = 64),
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT)";

constexpr std::string_view head_with_tree =
    R"(CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  count INTEGER NOT NULL,
  last TEXT NOT NULL CHECK (length(last) = 64),
  peaks TEXT CHECK (length(peaks) % 64 = 0),
  seal TEXT NOT NULL CHECK (length(seal) = 64)
) STRICT)";

constexpr std::array<std::string_view, 2> head_guards = {
    R"(CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END)",
    R"(CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN NEW.count <> OLD.count + 1
BEGIN SELECT RAISE(ABORT, 'the head grows by one event at a time'); END)"};

}  // namespace

std::vector<std::string_view> head_of(std::int64_t format) {
  std::vector<std::string_view> parts{format == 1 ? head_without_tree : head_with_tree};
  parts.insert(parts.end(), head_guards.begin(), head_guards.end());
  return parts;
}

std::vector<std::string_view> tables_of(std::int64_t format) {
  std::vector<std::string_view> all(tables_of_events.begin(), tables_of_events.end());
  const auto head = head_of(format);
  all.insert(all.end(), head.begin(), head.end());
  return all;
}

}  // namespace imprimatur::ledger
