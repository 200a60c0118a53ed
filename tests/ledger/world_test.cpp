// What the world refuses: other people's files, folders that can't be written, a full disk, a lock
// held.
#include "catch/catch.h"
#include "ledger/bench.h"
#include "ledger/tamper.h"

#include <fstream>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

std::string refusal_of_opening(const std::filesystem::path& path) {
  try {
    Ledger::open(path, key);
  } catch (const finding::Failure& failure) {
    CHECK_FALSE(failure.hint().fr.empty());
    return failure.sentence().en.substr(failure.sentence().en.find(path.filename().string()));
  }
  return "";
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// What `act` gives (0 to 255) in a child process; -1 where the child was killed.
int in_a_child(auto&& act) {
  const pid_t child = fork();
  if (child == 0) _exit(act());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool fails(auto&& act) {
  try {
    act();
  } catch (const finding::Failure&) {
    return true;
  }
  return false;
}

bool found_out(const std::filesystem::path& path) {
  return fails([&] {
    if (!inspect(path, &key).findings.empty()) throw finding::Failure({}, {});
  });
}

}  // namespace

TEST_CASE("a file that isn't there, is empty, or is something else is not taken for a ledger") {
  Folder folder;
  CHECK(says(refusal_of_opening(folder.file()), "can't be opened"));
  write(folder.file(), "");
  CHECK(says(refusal_of_opening(folder.file()), "is not a ledger of imprimatur"));
  write(folder.file(), std::string(5000, 'x'));
  CHECK(says(refusal_of_opening(folder.file()), "is not an SQLite database"));
  CHECK(says(refusal_of_opening(folder.path()), "can't be opened"));
}

TEST_CASE("another program's database is left alone, opened or created over") {
  Folder folder;
  Thief(folder.file()).run("CREATE TABLE notes (x); INSERT INTO notes VALUES ('mine')");
  CHECK(says(refusal_of_opening(folder.file()), "is not a ledger of imprimatur"));
  CHECK_THROWS_AS(Ledger::create(folder.file(), key, monday), finding::Failure);
  CHECK_NOTHROW(Thief(folder.file()).run("INSERT INTO notes VALUES ('still mine')"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "ledger.db-wal"));
}

TEST_CASE("a ledger of a later format is not guessed at") {
  Bench bench;
  Thief(bench.folder.file()).run("PRAGMA user_version = 3");
  CHECK(says(refusal_of_opening(bench.folder.file()), "has format 3"));
}

TEST_CASE("a ledger is created once") {
  Bench bench;
  bench.render("A", 1, 1);
  CHECK_THROWS_AS(Ledger::create(bench.folder.file(), key, monday), finding::Failure);
  CHECK(bench.ledger.batch("A"));
}

TEST_CASE("a ledger with damaged pages is refused or found out, never read wrong") {
  Folder folder;
  {
    Ledger ledger = Ledger::create(folder.file(), key, monday);
    for (int n = 0; n < 40; ++n)
      REQUIRE(ledger.record_bat("A" + std::to_string(n), facts(), bat(1, 1), monday));
  }
  const auto history = Ledger::open(folder.file(), key).history();
  const auto size = std::filesystem::file_size(folder.file());
  const auto copy = folder.path() / "copy.db";
  for (std::uintmax_t at = 100; at < size; at += 997) {
    std::filesystem::copy_file(folder.file(), copy,
                               std::filesystem::copy_options::overwrite_existing);
    std::fstream(copy, std::ios::in | std::ios::out | std::ios::binary)
        .seekp(static_cast<std::streamoff>(at))
        .write("\xa5\x5a\xa5\x5a", 4);
    INFO("damaged at byte " << at);
    if (found_out(copy)) continue;
    CHECK(Ledger::open(copy, key).history() == history);
  }
  std::filesystem::resize_file(folder.file(), size / 2);
  CHECK(found_out(folder.file()));
}

TEST_CASE("a folder that can't be written is a failure with a hint") {
  Folder folder;
  Ledger::create(folder.file(), key, monday);
  chmod(folder.file().c_str(), 0444);
  chmod(folder.path().c_str(), 0555);
  const int refused = in_a_child([&] {
    // Root may write anywhere: be nobody.
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 2;
    const auto change = [&] {
      Ledger ledger = Ledger::open(folder.file(), key);
      (void)ledger.record_bat("A", facts(), bat(1, 1), monday);
    };
    return fails(change) ? 1 : 0;
  });
  CHECK(refused == 1);
  chmod(folder.path().c_str(), 0755);
}

TEST_CASE("a file that can't grow any more loses nothing that was accepted") {
  Folder folder;
  Ledger::create(folder.file(), key, monday);
  const int accepted = in_a_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200'000, 200'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    Ledger ledger = Ledger::open(folder.file(), key);
    int orders = 0;
    const auto next = [&] {
      (void)ledger.record_bat(std::to_string(orders), facts(), bat(1, 1), monday);
    };
    while (orders < 100 && !fails(next)) ++orders;
    return orders;
  });
  CHECK(accepted > 0);
  CHECK(accepted < 100);
  CHECK(inspect(folder.file(), &key).findings.empty());
  CHECK(static_cast<int>(Ledger::open(folder.file(), key).orders().size()) == accepted);
}

TEST_CASE("checking a ledger changes nothing in it") {
  Folder folder;
  Ledger::create(folder.file(), key, monday);
  const auto bytes = [&] {
    std::ifstream file(folder.file(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const auto before = bytes();
  CHECK(inspect(folder.file(), &key).findings.empty());
  CHECK(bytes() == before);
}
