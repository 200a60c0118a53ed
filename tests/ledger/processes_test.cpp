// Several processes at one ledger, and processes killed in the middle. A child never inherits an
// open ledger: SQLite's connections don't survive a fork.
#include "catch/catch.h"
#include "ledger/bench.h"

#include <algorithm>
#include <random>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace imprimatur;
using namespace imprimatur::ledger;

namespace {

// An order of `carnets` carnets from its registration to its release, as a shell script would.
bool whole_way(Ledger& ledger, const std::string& order, std::uint32_t carnets) {
  OrderRegistered about = facts(carnets);
  about.terms.needs_payment = false;
  return ledger.record_bat(order, about, bat(1, 1), monday).open() &&
         ledger.approve(order, 1, "Mme Martin", {}, monday).open() &&
         ledger.release(order, 1, 1, shop, monday).open();
}

pid_t child(auto&& act) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  try {
    act();
  } catch (const finding::Failure&) {
    _exit(1);
  }
  _exit(0);
}

bool ended_well(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// The releases of a ledger sorted by serial follow each other from 1 without gap or overlap.
std::size_t releases_in_a_row(const std::filesystem::path& path) {
  std::vector<Released> releases;
  for (const auto& record : Ledger::open(path, key).history())
    if (const auto* release = std::get_if<Released>(&record.event)) releases.push_back(*release);
  std::ranges::sort(releases, {}, &Released::first_serial);
  std::uint64_t next = 1;
  for (const auto& release : releases) {
    REQUIRE(release.first_serial == next);
    next += release.count;
  }
  return releases.size();
}

}  // namespace

TEST_CASE("four processes that release at once never share a serial") {
  Folder folder;
  Ledger::create(folder.file(), key, monday);
  std::vector<pid_t> children;
  for (int c = 0; c < 4; ++c)
    children.push_back(child([&] {
      Ledger ledger = Ledger::open(folder.file(), key);
      for (int n = 0; n < 15; ++n)
        if (!whole_way(ledger, std::to_string(c) + "-" + std::to_string(n), 1 + c)) _exit(2);
    }));
  for (const pid_t pid : children) CHECK(ended_well(pid));
  CHECK(releases_in_a_row(folder.file()) == 60);
  CHECK(inspect(folder.file(), &key).findings.empty());
}

TEST_CASE("of processes that release one order at once each gets the same serials") {
  Folder folder;
  {
    Ledger ledger = Ledger::create(folder.file(), key, monday);
    OrderRegistered about = facts(5);
    about.terms.needs_payment = false;
    REQUIRE(ledger.record_bat("A", about, bat(1, 1), monday));
    REQUIRE(ledger.approve("A", 1, "Mme Martin", {}, monday));
  }
  std::vector<pid_t> children;
  for (int c = 0; c < 4; ++c)
    children.push_back(child([&] {
      Ledger mine = Ledger::open(folder.file(), key);
      if (mine.release("A", 1, 1, shop, monday)->first_serial != 1) _exit(2);
    }));
  for (const pid_t pid : children) CHECK(ended_well(pid));
  CHECK(releases_in_a_row(folder.file()) == 1);
}

TEST_CASE("of two processes that take the same version number one wins") {
  Folder folder;
  Ledger::create(folder.file(), key, monday);
  std::vector<pid_t> children;
  for (std::uint8_t c = 0; c < 3; ++c)
    children.push_back(child([&] {
      Ledger ledger = Ledger::open(folder.file(), key);
      if (!ledger.record_bat("A", facts(), bat(1, c), monday).open()) _exit(2);
    }));
  CHECK(std::ranges::count_if(children, ended_well) == 1);
  CHECK(Ledger::open(folder.file(), key).batch("A")->versions.size() == 1);
}

TEST_CASE("of processes that create one ledger at once one wins") {
  Folder folder;
  std::vector<pid_t> children;
  for (int c = 0; c < 3; ++c)
    children.push_back(child([&] { Ledger::create(folder.file(), key, monday); }));
  CHECK(std::ranges::count_if(children, ended_well) == 1);
  CHECK(inspect(folder.file(), &key).findings.empty());
}

TEST_CASE("a process killed at any moment loses no release it reported, and no serial") {
  Folder folder;
  Ledger::create(folder.file(), key, monday);
  std::mt19937 dice(7);
  std::size_t reported = 0;
  for (int round = 0; round < 100; ++round) {
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    const pid_t pid = child([&] {
      Ledger ledger = Ledger::open(folder.file(), key);
      for (int n = 0; whole_way(ledger, std::to_string(round) + "-" + std::to_string(n), 2); ++n)
        if (write(pipe_ends[1], "r", 1) != 1) return;
    });
    close(pipe_ends[1]);
    char byte = 0;
    for (auto awaited = dice() % 3; awaited > 0; --awaited)
      if (read(pipe_ends[0], &byte, 1) == 1) ++reported;
    usleep(static_cast<useconds_t>(dice() % 12'000));
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    while (read(pipe_ends[0], &byte, 1) == 1) ++reported;
    close(pipe_ends[0]);
    REQUIRE(inspect(folder.file(), &key).findings.empty());
  }
  CHECK(reported > 0);
  CHECK(releases_in_a_row(folder.file()) >= reported);
}
