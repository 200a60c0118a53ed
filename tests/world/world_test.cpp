#include "world/world.h"

#include "catch/catch.h"
#include "finding/failure.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace imprimatur;
using namespace imprimatur::world;

namespace {

// The wait status of a process that watches its signals and then does `act`.
template <typename Act>
int status_of(Act act) {
  const pid_t pid = fork();
  if (pid == 0) {
    watch_signals();
    act();
    _exit(42);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a still world stands at its time and repeats its dice") {
  const Instant noon{std::chrono::seconds{1'800'000'000}};
  const World one = still_world(noon, 7), same = still_world(noon, 7), other = still_world(noon, 8);
  CHECK(one.now() == noon);
  const std::string first = one.random_bytes(32);
  CHECK(first.size() == 32);
  CHECK(first == same.random_bytes(32));
  CHECK(first != other.random_bytes(32));
  CHECK(first != one.random_bytes(32));
}

TEST_CASE("copies of a still world share one pair of dice") {
  const World one = still_world({}, 7);
  const World copy = one;
  CHECK(one.random_bytes(16) != copy.random_bytes(16));
}

TEST_CASE("the real world gives other bytes each time, as many as asked") {
  const World world = real_world();
  CHECK(world.random_bytes(0).empty());
  CHECK(world.random_bytes(1000).size() == 1000);
  CHECK(world.random_bytes(32) != world.random_bytes(32));
  CHECK(world.now() > Instant{std::chrono::seconds{1'600'000'000}});
}

TEST_CASE("a checkpoint stops interrupted work") {
  World world = still_world({});
  CHECK_NOTHROW(world.checkpoint());
  world.interrupted = [] { return true; };
  CHECK_THROWS_AS(world.checkpoint(), finding::Interrupted);
}

TEST_CASE("an absent environment variable is empty") {
  setenv("IMPRIMATUR_TEST", "there", 1);
  CHECK(environment("IMPRIMATUR_TEST") == "there");
  unsetenv("IMPRIMATUR_TEST");
  CHECK(environment("IMPRIMATUR_TEST").empty());
}

TEST_CASE("the first signal raises a flag, the second ends the process") {
  const int once = status_of([] {
    raise(SIGTERM);
    _exit(signal_received() == SIGTERM && real_world().interrupted() ? 0 : 1);
  });
  CHECK((WIFEXITED(once) && WEXITSTATUS(once) == 0));
  const int twice = status_of([] {
    raise(SIGINT);
    raise(SIGTERM);
  });
  CHECK((WIFSIGNALED(twice) && WTERMSIG(twice) == SIGTERM));
}

TEST_CASE("a closed pipe is an error of the write and no death") {
  const int status = status_of([] {
    int ends[2];
    if (pipe(ends) != 0) _exit(1);
    close(ends[0]);
    _exit(write(ends[1], "x", 1) < 0 ? 0 : 1);
  });
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}

TEST_CASE("a hang-up that was ignored at the start stays ignored") {
  signal(SIGHUP, SIG_IGN);
  const int status = status_of([] {
    raise(SIGHUP);
    _exit(signal_received());
  });
  signal(SIGHUP, SIG_DFL);
  CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}
