// Secrets that come in by a descriptor or are typed, and memory that nobody looks into.
#include "world/secrets.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "world/files.h"
#include "world/world.h"

#include <pty.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace imprimatur;
using namespace imprimatur::world;

namespace {

#ifdef __SANITIZE_ADDRESS__  // looks into its own process to tell leaks
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// The reading end of a pipe that holds `bytes`.
int pipe_of(const std::string& bytes) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  ::close(ends[1]);
  return ends[0];
}

// What `act` (0 to 255) gives in a process of its own.
template <typename Act>
int child_gives(Act act) {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(act());
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("a descriptor is read to its end, and no further than allowed") {
  CHECK(read_descriptor(pipe_of("hush\nhush"), 9, "--x").view() == "hush\nhush");
  CHECK(read_descriptor(pipe_of(""), 9, "--x").size() == 0);
  CHECK_THROWS_AS(read_descriptor(pipe_of("0123456789"), 9, "--x"), finding::Failure);
  CHECK_THROWS_AS(read_descriptor(9'999, 9, "--x"), finding::Failure);
}

TEST_CASE("a secret text leaves nothing of itself where it was") {
  SecretText text(std::string_view("hush hush"));
  const char* const place = text.view().data();
  text.shorten(4);
  CHECK(text.view() == "hush");
  CHECK(std::string_view(place + 4, 5) == std::string_view("\0\0\0\0\0", 5));
  const SecretText moved = std::move(text);
  CHECK(moved.view().data() == place);  // no copy was made
  CHECK(moved == SecretText(std::string_view("hush")));
}

TEST_CASE("what is typed at the terminal isn't shown there") {
  int terminal = -1;
  const pid_t pid = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (pid < 0) {
    WARN("no terminal can be had here (devpts isn't mounted): not tried");
    return;
  }
  if (pid == 0) ::_exit(ask_unseen("Say: ")->view() == "hush hush" ? 7 : 8);
  std::string seen;
  char piece[256];
  bool typed = false;
  while (const ssize_t got = ::read(terminal, piece, sizeof piece)) {
    if (got < 0) break;  // the child has ended
    seen.append(piece, static_cast<std::size_t>(got));
    if (!typed && seen.find("Say: ") != std::string::npos)
      typed = ::write(terminal, "hush hush\n", 10) == 10;
  }
  ::close(terminal);
  int status = 0;
  ::waitpid(pid, &status, 0);
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(seen.find("hush") == std::string::npos);
}

TEST_CASE("a secret in a file is read only where others can't, without its line end") {
  const TestFolder folder;
  const Path file = folder / "secret";
  write_file(file, "hush hush\r\n", Access::owner_only);
  CHECK(read_secret_file(file, 20).view() == "hush hush");
  CHECK_THROWS_AS(read_secret_file(file, 5), finding::Failure);
  std::filesystem::permissions(file, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  CHECK_THROWS_AS(read_secret_file(file, 20), finding::Failure);
  CHECK_THROWS_AS(read_secret_file(folder / "none", 20), finding::Failure);
  CHECK_THROWS_AS(read_secret_file(folder.path(), 20), finding::Failure);
  write_file(file, "", Access::owner_only);
  CHECK(read_secret_file(file, 20).view().empty());
}

TEST_CASE("without a terminal nobody is asked") {
  CHECK(child_gives([] {
          ::setsid();  // a session of its own has none
          return ask_unseen("Say: ") ? 1 : 0;
        }) == 0);
}

TEST_CASE("a guarded process leaves no core, and lets nobody look into it") {
  CHECK(child_gives([] {
          guard_memory();
          struct rlimit limit{1, 1};
          ::getrlimit(RLIMIT_CORE, &limit);
          if (limit.rlim_cur != 0 || limit.rlim_max != 0) return 1;
          if (!sanitized && ::prctl(PR_GET_DUMPABLE) != 0) return 2;
          return program_folder().empty() ? 3 : 0;
        }) == 0);
}
