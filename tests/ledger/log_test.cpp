// The ledger as a Merkle log: its tree, its checkpoints, and what whoever holds one can find.
#include "catch/catch.h"
#include "ledger/bench.h"
#include "ledger/tamper.h"
#include "tlog/proof.h"

#include <fstream>
#include <sstream>

#include <sys/wait.h>
#include <unistd.h>

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

Publication publication(const Folder& folder, char seed = 's',
                        std::optional<std::string> origin = "registre.exemple.fr/pass") {
  return {crypto::SigningKey(crypto::Secret(std::string(32, seed))), std::move(origin),
          folder.path() / "checkpoint"};
}

tlog::Checkpoint standing(const Folder& folder) {
  return tlog::SignedCheckpoint::read(world::read_file(folder.path() / "checkpoint"))
      .value()
      .checkpoint;
}

std::string refusal(auto&& act) {
  try {
    act();
  } catch (const finding::Failure& failure) {
    CHECK_FALSE(failure.hint().fr.empty());
    CHECK(well_set(failure.sentence().fr));
    return failure.sentence().en;
  }
  return "";
}

std::string open_and_publish(const Folder& folder, char seed = 's') {
  return refusal([&] { Ledger::open(folder.file(), key).publish(publication(folder, seed)); });
}

// Written by the program that knew format 1 alone, from this very bench: eight events.
void put_format_1(const Folder& folder) {
  std::ifstream file(std::string(SOURCE_FOLDER) + "/tests/ledger/format-1.sql");
  std::stringstream sql;
  sql << file.rdbuf();
  Thief(folder.file()).run(sql.str());
}

void back_up(const world::Path& ledger, const world::Path& copy) {
  sqlite3* file = nullptr;
  sqlite3_open(ledger.c_str(), &file);
  const std::string sql = "VACUUM INTO '" + copy.string() + "'";
  CHECK(sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(file);
}

std::vector<std::string> rules(const Inspection& inspection) {
  std::vector<std::string> all;
  for (const auto& finding : inspection.findings) all.push_back(finding.rule);
  return all;
}

}  // namespace

TEST_CASE("the head's tree is that of all events, after each of them") {
  Bench bench;
  bench.ledger.publish(publication(bench.folder));
  for (int n = 0; n < 9; ++n) {
    bench.render("A" + std::to_string(n), 1, 1);
    const auto leaves = bench.ledger.leaves();
    CHECK(leaves.size() == bench.ledger.history().size());
    CHECK(standing(bench.folder).head == tlog::TreeHead{leaves.size(), tlog::root_of(leaves)});
  }
  CHECK(inspect(bench.folder.file(), &key).leaves == bench.ledger.leaves());
}

TEST_CASE("a leaf is the entry of its event, numbers from 1") {
  Bench bench;
  bench.render("A", 1, 1);
  const auto leaves = bench.ledger.leaves();
  const auto history = bench.ledger.history();
  for (const Record& record : history) {
    const auto entry = bench.ledger.entry(record.sequence);
    REQUIRE(entry);
    CHECK(tlog::leaf_hash(*entry) == leaves[record.sequence - 1]);
    CHECK(row_of(*entry)->hash == record.hash.hex());
  }
  CHECK_FALSE(bench.ledger.entry(0));
  CHECK_FALSE(bench.ledger.entry(history.size() + 1));
}

TEST_CASE("the checkpoint is signed, and follows each event that is committed") {
  Bench bench;
  bench.ledger.publish(publication(bench.folder));
  const std::string first = world::read_file(bench.folder.path() / "checkpoint");
  CHECK(tlog::SignedCheckpoint::read(first)->note.is_signed_by(bench.ledger.signer()));
  CHECK(standing(bench.folder).origin == "registre.exemple.fr/pass");
  bench.render("A", 1, 1);
  CHECK(standing(bench.folder).head.size == 3);
  CHECK_FALSE(bench.ledger.refuse("A", 9, "Mme Martin", "non", monday));  // a closed gate
  CHECK(standing(bench.folder).head.size == 3);
  CHECK(bench.ledger.checkpoint() == world::read_file(bench.folder.path() / "checkpoint"));
}

TEST_CASE("whoever holds a checkpoint can prove that the ledger has only grown") {
  Bench bench;
  bench.ledger.publish(publication(bench.folder));
  bench.render("A", 1, 1);
  const tlog::TreeHead held = standing(bench.folder).head;
  bench.approve("A", 1);
  bench.render("B", 1, 1);
  const auto leaves = bench.ledger.leaves();
  const tlog::Consistency proof{held.size, tlog::consistency_path(leaves, held.size),
                                bench.ledger.checkpoint()};
  CHECK(tlog::proves(proof, held));
}

TEST_CASE("a ledger whose checkpoint is missing or behind gets it with its next opening") {
  Bench bench;
  bench.render("A", 1, 1);
  CHECK(open_and_publish(bench.folder).empty());
  CHECK(standing(bench.folder).head.size == 3);
  bench.approve("A", 1);  // by a program that was killed before it could sign
  CHECK(standing(bench.folder).head.size == 3);
  CHECK(open_and_publish(bench.folder).empty());
  CHECK(standing(bench.folder).head.size == 4);
}

TEST_CASE("an older copy of the ledger isn't worked with beside its newer checkpoint") {
  Bench bench;
  bench.ledger.publish(publication(bench.folder));
  bench.render("A", 1, 1);
  back_up(bench.folder.file(), bench.folder.path() / "old.db");
  bench.approve("A", 1);
  {
    Ledger gone = std::move(bench.ledger);
  }
  std::filesystem::rename(bench.folder.path() / "old.db", bench.folder.file());
  for (const char* beside : {"ledger.db-wal", "ledger.db-shm"})
    std::filesystem::remove(bench.folder.path() / beside);
  CHECK(inspect(bench.folder.file(), &key).findings.empty());
  CHECK(says(open_and_publish(bench.folder), "an older copy was put back"));
  CHECK(standing(bench.folder).head.size == 4);
}

TEST_CASE("a history rewritten by somebody who holds the key too is found by the checkpoint") {
  Bench bench;
  bench.ledger.publish(publication(bench.folder));
  bench.render("A", 1, 1);
  bench.approve("A", 1);
  const tlog::TreeHead held = standing(bench.folder).head;
  {
    Thief thief(bench.folder.file());
    thief.run("UPDATE events SET body = replace(body, 'Martin', 'Durand') WHERE sequence = 4");
    thief.make_chain_fit();
    thief.seal_again(key);
  }
  CHECK(inspect(bench.folder.file(), &key).findings.empty());
  CHECK(says(open_and_publish(bench.folder), "its history was rewritten"));
  CHECK(tlog::root_of(inspect(bench.folder.file(), &key).leaves) != held.root);
}

TEST_CASE("a file that is no checkpoint of this ledger is left as it is, and said") {
  Bench bench;
  bench.ledger.publish(publication(bench.folder));
  bench.render("A", 1, 1);
  const world::Path file = bench.folder.path() / "checkpoint";
  const std::string good = world::read_file(file);
  std::string changed = good;
  changed[30] ^= 1;
  for (const std::string& bad : {std::string(), std::string("x\n"), changed, good.substr(9)}) {
    world::write_file(file, bad);
    CHECK(says(open_and_publish(bench.folder), "is not a checkpoint of this ledger"));
    CHECK(world::read_file(file) == bad);
  }
  world::write_file(file, good);
  CHECK(says(open_and_publish(bench.folder, 'x'), "is not a checkpoint of this ledger"));
}

TEST_CASE("a log that is renamed signs under its new name, and keeps the last one unasked") {
  Bench bench;
  const auto publish = [&](std::optional<std::string> origin) {
    bench.ledger.publish(publication(bench.folder, 's', std::move(origin)));
    return standing(bench.folder).origin;
  };
  const std::string made = publish(std::nullopt);
  CHECK(made.starts_with("imprimatur/"));
  CHECK(made.size() == 27);
  CHECK(publish("b.example/log") == "b.example/log");
  CHECK(publish(std::nullopt) == "b.example/log");
}

TEST_CASE("an event stands where its checkpoint can't be written, and the next opening says so") {
  Bench bench;
  const world::Path file = bench.folder.path() / "checkpoint";
  bench.ledger.publish(publication(bench.folder));
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);
  bench.render("A", 1, 1);
  CHECK(bench.ledger.history().size() == 3);
  CHECK_FALSE(open_and_publish(bench.folder).empty());
  std::filesystem::remove(file);
  CHECK(open_and_publish(bench.folder).empty());
  CHECK(standing(bench.folder).head.size == 3);
}

TEST_CASE("of processes that write at once the checkpoint is the last one's") {
  Bench bench;
  constexpr int processes = 4, each = 8;
  for (int p = 0; p < processes; ++p) {
    if (fork() != 0) continue;
    try {
      Ledger ledger = Ledger::open(bench.folder.file(), key);
      ledger.publish(publication(bench.folder));
      for (int n = 0; n < each; ++n)
        (void)ledger.record_bat(std::to_string(p) + "-" + std::to_string(n), facts(), bat(1, 1),
                                monday);
      _exit(0);
    } catch (...) {
      _exit(1);
    }
  }
  for (int p = 0; p < processes; ++p) {
    int status = 0;
    wait(&status);
    CHECK(status == 0);
  }
  const auto inspection = inspect(bench.folder.file(), &key);
  CHECK(inspection.findings.empty());
  CHECK(inspection.leaves.size() == 1 + 2 * processes * each);
  CHECK(standing(bench.folder).head.root == tlog::root_of(inspection.leaves));
}

TEST_CASE("a ledger of format 1 is inspected as it is") {
  const Folder folder;
  put_format_1(folder);
  CHECK(rules(inspect(folder.file(), &key)).empty());
  const crypto::Secret other(std::string_view("not the key"));
  CHECK(rules(inspect(folder.file(), &other)) == std::vector<std::string>{"ledger-head"});
}

TEST_CASE("a ledger of format 1 becomes one of format 2 when it is opened, without loss") {
  const Folder folder;
  put_format_1(folder);
  const Inspection before = inspect(folder.file(), &key);
  Ledger ledger = Ledger::open(folder.file(), key);
  CHECK(ledger.history().size() == 8);
  CHECK(ledger.history().back().hash.hex() == before.last);
  CHECK(ledger.leaves() == before.leaves);
  CHECK(rules(inspect(folder.file(), &key)).empty());
  CHECK(ledger.batch("A")->release->last_serial() == 12'000);
  ledger.publish(publication(folder));
  REQUIRE(ledger.approve("B", 1, "Mme Martin", {}, monday + 96h));
  CHECK(standing(folder).head.size == 9);
  CHECK(rules(inspect(folder.file(), &key)).empty());
}

TEST_CASE("a ledger of format 1 that was tampered with is left as it is") {
  const std::string change = GENERATE(
      as<std::string>{}, "UPDATE events SET body = replace(body, 'Martin', 'Durand')",
      "UPDATE head SET seal = replace(seal, '0', '1')", "DELETE FROM events WHERE sequence = 8");
  const Folder folder;
  put_format_1(folder);
  Thief(folder.file()).run(change);
  const auto found = rules(inspect(folder.file(), &key));
  CHECK_FALSE(found.empty());
  CHECK_FALSE(refusal([&] { Ledger::open(folder.file(), key); }).empty());
  CHECK(rules(inspect(folder.file(), &key)) == found);
}

TEST_CASE("of processes that bring one ledger up at once each finds it whole") {
  const Folder folder;
  put_format_1(folder);
  constexpr int processes = 4;
  for (int p = 0; p < processes; ++p) {
    if (fork() != 0) continue;
    try {
      _exit(Ledger::open(folder.file(), key).history().size() == 8 ? 0 : 1);
    } catch (...) {
      _exit(2);
    }
  }
  for (int p = 0; p < processes; ++p) {
    int status = 0;
    wait(&status);
    CHECK(status == 0);
  }
  CHECK(rules(inspect(folder.file(), &key)).empty());
}
