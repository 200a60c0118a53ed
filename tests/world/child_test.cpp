#include "world/child.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "world/folder.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

using namespace imprimatur;
using namespace imprimatur::world;
using namespace std::chrono_literals;

namespace {

// The tests' children are small shell scripts; run_child itself never calls a shell.
ChildResult shell(const std::string& script, std::string_view input = {}, ChildBounds bounds = {}) {
  return run_child("/bin/sh", {"-c", script}, input, bounds);
}

}  // namespace

TEST_CASE("a child gets its input and arguments, and its words and status come back") {
  const auto result = run_child("/bin/sh", {"-c", "cat; echo \"$1\" >&2; exit 3", "sh", "a b"},
                                "hello", ChildBounds{});
  CHECK(result.end == ChildEnd::exited);
  CHECK(result.status == 3);
  CHECK(result.output == "hello");
  CHECK(result.errors == "a b\n");
}

TEST_CASE("a large input goes through while the output comes back") {
  const std::string input(5u << 20, 'x');
  const auto result = shell("cat", input);
  CHECK(result.end == ChildEnd::exited);
  CHECK((result.output == input));
}

TEST_CASE("a child that does not read its input does no harm") {
  const auto result = shell("exec true", std::string(5u << 20, 'x'));
  CHECK(result.end == ChildEnd::exited);
  CHECK(result.status == 0);
}

TEST_CASE("an input in parts comes as one, whatever is empty among them") {
  const std::string large(5u << 20, 'x');
  const auto result = run_child("/bin/cat", {}, {"", "a", large, "", "b", ""}, ChildBounds{});
  CHECK(result.end == ChildEnd::exited);
  CHECK((result.output == "a" + large + "b"));
  CHECK(run_child("/bin/cat", {}, std::vector<std::string_view>{}, ChildBounds{}).output.empty());
}

TEST_CASE("a child has only malloc's large pages in its environment, and the standard three") {
  const TestFolder folder;
  const int leaked = open((folder / "leak").c_str(), O_CREAT | O_RDWR, 0600);  // no O_CLOEXEC
  REQUIRE(leaked > 2);
  const auto result = run_child("/usr/bin/env", {}, "", ChildBounds{});
  CHECK(result.output == "GLIBC_TUNABLES=glibc.malloc.hugetlb=1\n");
  const auto listing = shell("/bin/ls /proc/$$/fd");
  CHECK(listing.output.substr(0, 6) == "0\n1\n2\n");
  CHECK(listing.output.find('\n' + std::to_string(leaked) + '\n') == std::string::npos);
  close(leaked);
}

TEST_CASE("a child that dies of a signal says which") {
  const auto result = shell("echo before; kill -SEGV $$");
  CHECK(result.end == ChildEnd::killed_by_signal);
  CHECK(result.status == SIGSEGV);
  CHECK(result.output == "before\n");
}

TEST_CASE("a child that sleeps too long is ended, and so is what it started") {
  ChildBounds bounds;
  bounds.wall = 1s;
  const auto begin = std::chrono::steady_clock::now();
  const auto result = shell("sleep 60 & echo $!; wait", "", bounds);
  CHECK(result.end == ChildEnd::too_slow);
  CHECK(std::chrono::steady_clock::now() - begin < 10s);
  const pid_t grandchild = std::stoi(result.output);
  // Killed by us, reaped by whoever adopted it: a moment later it is gone or a zombie.
  const auto gone = [grandchild] {
    const std::string status = "/proc/" + std::to_string(grandchild) + "/status";
    if (kill(grandchild, 0) != 0) return true;
    try {
      return read_file(status).find("State:\tZ") != std::string::npos;
    } catch (const finding::Failure&) {
      return true;
    }
  };
  for (int i = 0; i < 100 && !gone(); ++i) usleep(10'000);
  CHECK(gone());
}

TEST_CASE("a child that closes its outputs and sleeps on is too slow all the same") {
  ChildBounds bounds;
  bounds.wall = 1s;
  CHECK(shell("exec >&- 2>&-; sleep 60", "", bounds).end == ChildEnd::too_slow);
}

TEST_CASE("a child that computes too long runs into its limit") {
  ChildBounds bounds;
  bounds.cpu = 1s;
  const auto result = shell("while :; do :; done", "", bounds);
  CHECK(result.end == ChildEnd::killed_by_signal);
}

TEST_CASE("a child that floods its output is ended at the bound") {
  ChildBounds bounds;
  bounds.most_output = 100'000;
  const auto result = shell("yes", "", bounds);
  CHECK(result.end == ChildEnd::too_much_output);
  CHECK(result.output.size() == 100'000);
}

TEST_CASE("exactly the allowed output is not too much") {
  ChildBounds bounds;
  bounds.most_output = 5;
  const auto result = shell("printf 12345", "", bounds);
  CHECK(result.end == ChildEnd::exited);
  CHECK(result.output == "12345");
}

TEST_CASE("of a flood of errors the first 64 KiB are kept") {
  const auto result = shell("yes | head -c 1000000 >&2");
  CHECK(result.end == ChildEnd::exited);
  CHECK(result.errors.size() == 65536);
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("a child that takes too much memory fails by itself") {
  ChildBounds bounds;
  bounds.memory = 64u << 20;
  const auto result = shell("head -c 200000000 /dev/zero | tail -n 1 | wc -c", "", bounds);
  CHECK(result.errors.find("memory") != std::string::npos);
}
#endif

TEST_CASE("a program that cannot be started is a failure with its name") {
  const TestFolder folder;
  write_file(folder / "not-a-program", "hello");
  CHECK_THROWS_AS(run_child(folder / "absent", {}, "", ChildBounds{}), finding::Failure);
  CHECK_THROWS_AS(run_child(folder / "not-a-program", {}, "", ChildBounds{}), finding::Failure);
  try {
    run_child("/absent/program", {}, "", ChildBounds{});
  } catch (const finding::Failure& failure) {
    const std::string said = failure.what();
    CHECK(said.find("/absent/program") != std::string::npos);
    CHECK(said.find("no such file") != std::string::npos);
  }
}

TEST_CASE("files are handed over open, in their order, and nothing else is") {
  const TestFolder folder;
  write_file(folder / "a", "first");
  write_file(folder / "b", "second");
  StringSink output;
  const auto result =
      run_child("/bin/sh", {"-c", "cat <&4; cat <&3; (cat <&5) 2>/dev/null || echo ' closed'; cat"},
                {"input"}, ChildBounds{}, {folder / "a", folder / "b"}, output);
  CHECK(result.end == ChildEnd::exited);
  CHECK(output.bytes() == "secondfirst closed\ninput");
  CHECK(result.output.empty());
}

TEST_CASE("a file that can't be handed over is a failure with its name, whatever keeps it") {
  const TestFolder folder;
  StringSink output;
  for (const Path& file : {folder / "absent", folder.path(), Path("/dev/null")}) {
    CHECK_THROWS_AS(run_child("/bin/sh", {"-c", "true"}, {""}, ChildBounds{}, {file}, output),
                    finding::Failure);
  }
}
