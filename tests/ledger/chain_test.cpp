#include "ledger/chain.h"

#include "catch/catch.h"
#include "ledger/bench.h"
#include "ledger/tamper.h"

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

// Eight events: workspace-created, then order A registered, shown, approved, paid, released, then
// order B registered and shown. Closed again, so that the file is all there is.
struct Archive {
  Folder folder;
  Archive() {
    Ledger ledger = Ledger::create(folder.file(), key, monday);
    REQUIRE(ledger.record_bat("A", facts(), bat(1, 1), monday));
    REQUIRE(ledger.approve("A", 1, "Mme Martin", {}, monday));
    REQUIRE(ledger.pay("A", payment(12'000'000), monday));
    REQUIRE(ledger.release("A", 1, 1, shop, monday));
    REQUIRE(ledger.record_bat("B", facts(), bat(1, 2), monday));
  }
  // "rule:event" of each finding.
  std::vector<std::string> findings(const crypto::Secret* with) const {
    std::vector<std::string> list;
    for (const auto& f : inspect(folder.file(), with).findings)
      list.push_back(f.rule + ":" + std::to_string(f.place.line));
    return list;
  }
};

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a ledger that nobody touched has no finding, with the key and without") {
  const Archive archive;
  CHECK(archive.findings(&key).empty());
  CHECK(archive.findings(nullptr).empty());
}

TEST_CASE("an event changed in any of its columns is named") {
  const Archive archive;
  const std::string change =
      GENERATE(as<std::string>{}, "instant = instant + 1", "kind = 'refused'", "order_id = 'B'",
               "order_id = NULL", "body = replace(body, '12000000', '120')");
  Thief(archive.folder.file()).run("UPDATE events SET " + change + " WHERE sequence = 5");
  INFO(change);
  CHECK(archive.findings(nullptr) == Found{"ledger-changed:5"});
}

TEST_CASE("an event taken out of the middle is missing by its number") {
  const Archive archive;
  Thief(archive.folder.file()).run("DELETE FROM events WHERE sequence IN (4, 5)");
  CHECK(archive.findings(nullptr) == Found{"ledger-missing:4"});
}

TEST_CASE("the first event taken away is missing") {
  const Archive archive;
  Thief(archive.folder.file()).run("DELETE FROM events WHERE sequence = 1");
  CHECK(archive.findings(nullptr) == Found{"ledger-missing:1"});
}

TEST_CASE("events taken from the end are missing, since the head still counts them") {
  const Archive archive;
  Thief(archive.folder.file()).run("DELETE FROM events WHERE sequence > 6");
  CHECK(archive.findings(nullptr) == Found{"ledger-missing:7"});
}

TEST_CASE("an empty table of events is a missing history") {
  const Archive archive;
  Thief(archive.folder.file()).run("DELETE FROM events");
  CHECK(archive.findings(nullptr) == Found{"ledger-missing:1"});
}

TEST_CASE("an event added at the end is found by its number") {
  const Archive archive;
  Thief(archive.folder.file())
      .run(
          "INSERT INTO events SELECT 9, instant, kind, order_id, body, previous, hash FROM events "
          "WHERE sequence = 5");
  CHECK(archive.findings(nullptr) ==
        Found{"ledger-changed:9", "ledger-changed:9", "ledger-added:9"});
}

TEST_CASE("an event rewritten with a hash of its own no longer leads to the next") {
  const Archive archive;
  Row row{5, monday.time_since_epoch().count(), "payment-seen", "A", to_body(payment(1)), "", ""};
  {
    Thief thief(archive.folder.file());
    row.previous = thief.hash(4);
    thief.run("UPDATE events SET body = '" + row.body + "', hash = '" + hash_of(row) +
              "' WHERE sequence = 5");
  }
  CHECK(archive.findings(nullptr) == Found{"ledger-changed:6"});
}

TEST_CASE("a tail cut off together with the head's count needs the key to be seen") {
  const Archive archive;
  {
    Thief thief(archive.folder.file());
    thief.run("DELETE FROM events WHERE sequence > 6");
    thief.make_chain_fit();
  }
  CHECK(archive.findings(nullptr).empty());
  CHECK(archive.findings(&key) == Found{"ledger-head:0"});
}

TEST_CASE("a history rewritten with all its hashes needs the key to be seen") {
  const Archive archive;
  const std::string change = GENERATE(
      as<std::string>{},
      "UPDATE events SET body = replace(body, 'Martin', 'Durand') WHERE sequence = 4",
      "DELETE FROM events WHERE sequence = 5",
      "INSERT INTO events SELECT 9, instant, kind, order_id, body, previous, hash FROM events "
      "WHERE sequence = 5");
  {
    Thief thief(archive.folder.file());
    thief.run(change);
    thief.make_chain_fit();
  }
  CHECK(archive.findings(nullptr).empty());
  CHECK(archive.findings(&key) == Found{"ledger-head:0"});
}

TEST_CASE("a history rewritten under the old head is seen without the key too") {
  const Archive archive;
  {
    Thief thief(archive.folder.file());
    thief.run("CREATE TEMP TABLE kept AS SELECT * FROM head");
    thief.run("UPDATE events SET body = replace(body, 'Martin', 'Durand') WHERE sequence = 4");
    thief.make_chain_fit();
    thief.run("UPDATE head SET (last, peaks) = (SELECT last, peaks FROM kept)");
  }
  CHECK(archive.findings(nullptr) == Found{"ledger-changed:8"});
  CHECK(archive.findings(&key) == Found{"ledger-changed:8"});
}

TEST_CASE("another key, or a head that is gone, is a finding about the head") {
  const Archive archive;
  const crypto::Secret other(std::string_view("not the key"));
  CHECK(archive.findings(&other) == Found{"ledger-head:0"});
  Thief(archive.folder.file()).run("DELETE FROM head");
  CHECK(archive.findings(&key) == Found{"ledger-head:0"});
}

TEST_CASE("a guard that is gone, or a table that came in, is a finding") {
  const Archive archive;
  sqlite3* file = nullptr;
  sqlite3_open(archive.folder.file().c_str(), &file);
  const std::string change =
      GENERATE(as<std::string>{}, "DROP TRIGGER events_stay", "CREATE TABLE notes (x)",
               "CREATE TRIGGER t AFTER INSERT ON events BEGIN SELECT 1; END");
  REQUIRE(sqlite3_exec(file, change.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(file);
  CHECK(archive.findings(nullptr) == Found{"ledger-tables:0"});
}

TEST_CASE("the tables refuse by themselves to lose, change or skip an event") {
  const Archive archive;
  sqlite3* file = nullptr;
  sqlite3_open(archive.folder.file().c_str(), &file);
  const std::string slip = GENERATE(
      as<std::string>{}, "UPDATE events SET instant = 0", "DELETE FROM events", "DELETE FROM head",
      "UPDATE head SET count = 1",
      "INSERT INTO events SELECT 11, 0, kind, order_id, body, previous, hash FROM events LIMIT 1",
      "REPLACE INTO events SELECT 1, 0, kind, order_id, body, previous, hash FROM events LIMIT 1");
  INFO(slip);
  CHECK(sqlite3_exec(file, slip.c_str(), nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
  sqlite3_close(file);
  CHECK(archive.findings(&key).empty());
}

TEST_CASE("no serial is released on a ledger that was tampered with") {
  const Archive archive;
  {
    Ledger ledger = Ledger::open(archive.folder.file(), key);
    REQUIRE(ledger.approve("B", 1, "Mme Martin", {}, monday));
    REQUIRE(ledger.pay("B", payment(12'000'000), monday));
  }
  // A's range is made to look small, so that B's would overlap it.
  Thief(archive.folder.file())
      .run("UPDATE events SET body = replace(body, '12000', '10') WHERE kind = 'released'");
  Ledger ledger = Ledger::open(archive.folder.file(), key);
  CHECK_THROWS_AS(ledger.release("B", 1, 1, shop, monday), finding::Failure);
}

TEST_CASE("a ledger whose tail was cut is not opened nor written on, nor with another key") {
  const Archive archive;
  const crypto::Secret other(std::string_view("not the key"));
  CHECK_THROWS_AS(Ledger::open(archive.folder.file(), other), finding::Failure);
  Ledger ledger = Ledger::open(archive.folder.file(), key);
  Thief(archive.folder.file()).run("DELETE FROM events WHERE sequence = 8");
  CHECK_THROWS_AS(ledger.pay("B", payment(1), monday), finding::Failure);
  CHECK_THROWS_AS(Ledger::open(archive.folder.file(), key), finding::Failure);
}

TEST_CASE("netstrings keep two different rows from having the same text") {
  const Row row{1, 2, "ab", "c", "{}", no_hash, ""};
  Row shifted = row;
  shifted.kind = "a";
  shifted.order = "bc";
  CHECK(hash_of(row) != hash_of(shifted));
}

TEST_CASE("a tree that isn't the events' is found without the key too") {
  const Archive archive;
  Thief(archive.folder.file())
      .run("UPDATE head SET peaks = replace(peaks, substr(peaks, 1, 4), '0000')");
  CHECK(archive.findings(nullptr) == Found{"ledger-tree:0"});
  CHECK_THROWS_AS(Ledger::open(archive.folder.file(), key), finding::Failure);
}

TEST_CASE("an entry is read back as its row, and nothing else is") {
  const Row row{12, -3, "approved", "", R"({"by":"1:a,"})", no_hash, ""};
  const std::string entry = entry_of(row);
  const auto back = row_of(entry);
  REQUIRE(back);
  CHECK(entry_of(*back) == entry);
  CHECK(back->hash == hash_of(row));
  CHECK(back->sequence == 12);
  CHECK(back->instant == -3);
  for (std::size_t at = 0; at < entry.size(); ++at) {
    CHECK_FALSE(row_of(entry.substr(0, at)));
    std::string bad = entry;
    bad[at] ^= 1;
    if (const auto other = row_of(bad)) CHECK(entry_of(*other) == bad);
  }
  CHECK_FALSE(row_of(entry + "0:,"));
  CHECK_FALSE(row_of("99999999999999999999999:x,"));
  CHECK_FALSE(row_of("18446744073709551615:x,"));
}

TEST_CASE("hash, leaf and seals are those of the format page's example") {
  const Row first{1, 1'795'442'400, "workspace-created", "", R"({"format":1})", no_hash, ""};
  CHECK(hash_of(first) == "5b63f44e452f029ce0e3881b997aecdbe4d9d9735606189330599e09fe418653");
  CHECK(leaf_of(first).hex() == "61530504e86402441aa200050511d29b6bb55aaf9bec19d69f7ec33e4805a066");
  const std::string last = "a6689380ec8700b62eb49ba6780e92ab91b5a025666b6c76057725bb9e647e6c";
  CHECK(seal_of({4, last, std::nullopt, ""}, key) ==
        "bd2cb743edc042046a9d65cbc4d53bd911cce4b39ca330e9aaa3f98af83522b9");
  const Head head{1, hash_of(first), leaf_of(first).hex(), ""};
  CHECK(seal_of(head, key) == "21d6c22920745c72fa55e4ba9f7560096701ca0b1fedb1044e6386ab0431a4f3");
}
