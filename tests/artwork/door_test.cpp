#include "artwork/door.h"

#include "artwork/fixture.h"
#include "artwork/worker/sandbox.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "world/folder.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

using namespace imprimatur;
using namespace imprimatur::artwork;
using namespace std::string_literals;

namespace {

// Behind the door stands a shell script.
Admission admitted_by(const std::string& script, world::ChildBounds bounds = {}) {
  const world::TestFolder folder;
  const auto program = folder / "worker";
  std::ofstream(program) << "#!/bin/sh\n" << script << '\n';
  ::chmod(program.c_str(), 0755);
  return admit({program, bounds}, "bytes", "logo.svg", {"order.toml", 3, 1}, condition());
}

// What becomes of a process that does `work` after locking itself in.
int status_of(void (*work)()) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!lock_in()) ::_exit(1);
    work();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

std::string sample(const std::string& name) {
  return world::read_file(SOURCE_FOLDER "/samples/departement-exemple/logos/" + name);
}

}  // namespace

TEST_CASE("the four logos of the sample order are admitted, the CMYK one without a remark") {
  CHECK(rules(admitted(sample("departement.svg"))) == "artwork-rgb");
  CHECK(rules(admitted(sample("fonds-inclusion.pdf"))).empty());
  CHECK(rules(admitted(sample("metropole.png"))) == "artwork-rgb");
  CHECK(rules(admitted(sample("reseau-mediation.jpg"))) == "artwork-rgb");
}

TEST_CASE("the same logo gives the same form, to the byte") {
  const std::string name = GENERATE(as<std::string>{}, "departement.svg", "fonds-inclusion.pdf",
                                    "metropole.png", "reseau-mediation.jpg");
  const Admission first = admitted(sample(name)), second = admitted(sample(name));
  REQUIRE(first.form);
  CHECK((page::serialise(*first.form) == page::serialise(*second.form)));
}

TEST_CASE("a logo cut short is refused with a sentence, wherever it is cut") {
  const std::string name = GENERATE(as<std::string>{}, "departement.svg", "fonds-inclusion.pdf",
                                    "metropole.png", "reseau-mediation.jpg");
  const std::string whole = sample(name);
  for (const std::size_t length :
       {std::size_t{1}, std::size_t{9}, whole.size() / 3, whole.size() * 2 / 3, whole.size() - 9}) {
    const Admission admission = admitted(whole.substr(0, length));
    CAPTURE(name, length, rules(admission));
    CHECK_FALSE(admission.form);
    CHECK(admission.findings.has_errors());
  }
}

TEST_CASE("what is no kind of logo is named for what it seems to be") {
  const auto [bytes, said] = GENERATE(
      table<std::string, std::string>({{"PK\3\4word/document.xml", "Word"},
                                       {"GIF89a", "GIF"},
                                       {"8BPS\0\1", "PSD"},
                                       {"BM......", "BMP"},
                                       {"\0\0\0\x18"
                                        "ftypheic"s,
                                        "HEIC"},
                                       {"PK\3\4....xl/workbook.xml", "Excel"},
                                       {"hello", "TXT"},
                                       {"%!PS-Adobe-3.0 EPSF-3.0", "EPS/PostScript"},
                                       {"<!DOCTYPE html>\n<html><body></body></html>", "HTML"}}));
  const Admission admission = admitted(bytes);
  CHECK(rules(admission) == "!artwork-kind");
  CHECK(admission.kind == Kind::unknown);
  CHECK(admission.findings.begin()->sentence.en.find(said) != std::string::npos);
  CHECK(admission.findings.begin()->place == finding::Place{"order.toml", 12, 8});
}

TEST_CASE("an empty file and a file of nothing known are refused") {
  CHECK(rules(admitted("")) == "!artwork-empty");
  CHECK(rules(admitted("\1\2\3")) == "!artwork-kind-unknown");
  CHECK(rules(admitted(std::string(1u << 20, '\0'))) == "!artwork-kind-unknown");
}

TEST_CASE("whatever the worker does, the door answers with a finding") {
  world::ChildBounds tight;
  tight.wall = std::chrono::seconds{1};
  tight.most_output = 1u << 16;
  CHECK(rules(admitted_by("kill -9 $$")) == "!artwork-crash");
  CHECK(rules(admitted_by("exit 1")) == "!artwork-crash");
  CHECK(rules(admitted_by("exec sleep 60", tight)) == "!artwork-slow");
  CHECK(rules(admitted_by("yes", tight)) == "!artwork-flood");
  CHECK(rules(admitted_by("cat >&2")) == "!artwork-nonsense");
  CHECK(rules(admitted_by("cat")) == "!artwork-nonsense");
}

TEST_CASE("a worker's forged answer is not believed") {
  const std::string head = "cat >/dev/null; printf 'imprimatur-artwork-answer 1\\nkind 1\\n";
  CHECK(rules(admitted_by(head + "form 3\\nabc\\nend\\n'")) == "!artwork-nonsense");
  CHECK(rules(admitted_by(head + "remark 4\\nliar\\ndetail 0\\n\\nform 0\\n\\nend\\n'")) ==
        "!artwork-nonsense");
  const Admission escaped =
      admitted_by(head + "remark 12\\nartwork-font\\ndetail 4\\n\\033[2J\\nform 0\\n\\nend\\n'");
  CHECK(escaped.findings.begin()->sentence.en.find('\033') == std::string::npos);
}

TEST_CASE("a worker that is missing or can't lock itself in is a failure, not a finding") {
  CHECK_THROWS_AS(admit({"/nonexistent/worker"}, "bytes", "logo", {}, condition()),
                  finding::Failure);
  CHECK_THROWS_AS(admitted_by("exit 71"), finding::Failure);
}

TEST_CASE("a condition without a usable profile is a failure") {
  ink::OutputCondition wrong = condition();
  wrong.profile = "not a profile";
  CHECK_THROWS_AS(admit(real_door(), "bytes", "logo", {}, wrong), finding::Failure);
}

TEST_CASE("a locked process opens no file") {
  const int status = status_of([] {
    if (::open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES) ::_exit(2);
    if (::open("/tmp/imprimatur-locked", O_WRONLY | O_CREAT, 0600) >= 0) ::_exit(3);
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a locked process that reaches for the network, a process or a program is killed") {
  void (*const work)() = GENERATE(
      as<void (*)()>{}, [] { ::socket(AF_INET, SOCK_STREAM, 0); }, [] { ::fork(); },
      [] { ::execl("/bin/true", "true", nullptr); });
  const int status = status_of(work);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGSYS);
}
