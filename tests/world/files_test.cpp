#include "world/files.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "world/folder.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <set>

using namespace imprimatur;
using namespace imprimatur::world;

namespace {

std::set<std::string> names_in(const Path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

int mode_of(const Path& path) {
  return static_cast<int>(std::filesystem::status(path).permissions()) & 0777;
}

// The English sentence of the Failure that `act` throws; empty if it throws none.
std::string failure_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const finding::Failure& failure) {
    CHECK_FALSE(failure.sentence().fr.empty());
    CHECK_FALSE(failure.hint().fr.empty());
    CHECK_FALSE(failure.hint().en.empty());
    return failure.sentence().en;
  }
  return "";
}

bool says(const std::string& sentence, const char* words) {
  return sentence.find(words) != std::string::npos;
}

// Runs `act` in a child that then dies at once, as by kill -9: no destructor is called.
void in_a_killed_process(const std::function<void()>& act) {
  const pid_t pid = fork();
  if (pid == 0) {
    act();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(pid, &status, 0) == pid);
  REQUIRE(status == 0);
}

// No file of this process may grow past `most` bytes while this stands: the nearest thing to a full
// disk that needs no mount.
class NarrowDisk {
 public:
  explicit NarrowDisk(rlim_t most) : before_handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit narrow{most, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &narrow);
  }
  ~NarrowDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, before_handler_);
  }

 private:
  rlimit before_{};
  sighandler_t before_handler_;
};

}  // namespace

TEST_CASE("a file is not there under its name until it is committed") {
  const TestFolder folder;
  {
    OutputFile file(folder / "a.txt");
    file.write("bonjour");
    CHECK_FALSE(std::filesystem::exists(folder / "a.txt"));
    file.commit();
    CHECK(file.written() == 7);
  }
  CHECK(read_file(folder / "a.txt") == "bonjour");
  CHECK(names_in(folder.path()) == std::set<std::string>{"a.txt"});
}

TEST_CASE("a file that is not committed leaves nothing, and the old one stays") {
  const TestFolder folder;
  write_file(folder / "a.txt", "old");
  {
    OutputFile file(folder / "a.txt");
    file.write(std::string(1u << 20, 'x'));
    OutputFile moved(std::move(file));
    moved.write("more");
  }
  CHECK(read_file(folder / "a.txt") == "old");
  CHECK(names_in(folder.path()) == std::set<std::string>{"a.txt"});
}

TEST_CASE("a file that may not replace another is refused, and leaves nothing") {
  const TestFolder folder;
  write_file(folder / "a", "first", Access::everyone, Replace::no);
  CHECK(says(failure_of([&] { write_file(folder / "a", "2", Access::everyone, Replace::no); }),
             "is there already"));
  CHECK(read_file(folder / "a") == "first");
  CHECK(names_in(folder.path()) == std::set<std::string>{"a"});
}

TEST_CASE("pieces of every size come out in order") {
  const TestFolder folder;
  std::string expected;
  OutputFile file(folder / "a.bin");
  for (const std::size_t size : {0u, 1u, 100'000u, 262'143u, 262'144u, 700'000u, 3u}) {
    const std::string bytes(size, static_cast<char>('a' + expected.size() % 26));
    file.write(bytes);
    expected += bytes;
  }
  file.commit();
  CHECK(file.written() == expected.size());
  CHECK(read_file(folder / "a.bin") == expected);
  std::string in_pieces;
  read_pieces(folder / "a.bin", [&](std::string_view piece) { in_pieces += piece; });
  CHECK(in_pieces == expected);
}

TEST_CASE("a secret file is for its owner only") {
  const TestFolder folder;
  write_file(folder / "key", "k", Access::owner_only);
  make_folder(folder / "keys/inner", Access::owner_only);
  CHECK(mode_of(folder / "key") == 0600);
  CHECK(mode_of(folder / "keys") == 0700);
  CHECK(mode_of(folder / "keys/inner") == 0700);
}

TEST_CASE("making a folder that is there is no fault, and one below a file is refused") {
  const TestFolder folder;
  make_folder(folder / "a/b/");
  make_folder(folder / "a/b");
  CHECK(std::filesystem::is_directory(folder / "a/b"));
  write_file(folder / "file", "");
  CHECK(says(failure_of([&] { make_folder(folder / "file/x"); }), "folder"));
  CHECK(says(failure_of([&] { make_folder(folder / "file"); }), "already exists"));
}

TEST_CASE("a full disk is a sentence with a hint and leaves nothing half-made") {
  const TestFolder folder;
  const std::string big(600'000, 'x');
  std::string sentence;
  {
    const NarrowDisk narrow(300'000);
    sentence = failure_of([&] { write_file(folder / "big.bin", big); });
  }
  CHECK(says(sentence, "past the allowed size"));
  CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a place where nothing can be written is named, with the reason") {
  const TestFolder folder;
  write_file(folder / "file", "x");
  CHECK(says(failure_of([&] { write_file(folder / "file/x", ""); }), "not a folder"));
  CHECK(says(failure_of([&] { write_file(folder / "absent/x", ""); }), "no such file"));
  CHECK(says(failure_of([&] { write_file("/proc/imprimatur-test", ""); }), "/proc"));
  CHECK(says(failure_of([&] { write_file(folder.path(), ""); }), "it is a folder"));
  CHECK(says(failure_of([&] { write_file(folder / std::string(300, 'n'), ""); }), "too long"));
  CHECK(says(failure_of([&] { OutputFolder(folder / "file/x"); }), "/file"));
}

TEST_CASE("the folders above an output folder are made with it") {
  const TestFolder folder;
  OutputFolder out(folder / "absent/too/out");
  out.commit();
  CHECK(std::filesystem::is_directory(folder / "absent/too/out"));
}

TEST_CASE("a control character in a name does not reach the terminal") {
  const TestFolder folder;
  const auto sentence = failure_of([&] { read_file(folder / "a\x1b[31m"); });
  CHECK(says(sentence, "a?[31m"));
}

TEST_CASE("reading refuses what is too large, a folder, a device, a pipe, and what is not there") {
  const TestFolder folder;
  write_file(folder / "ten", "0123456789");
  CHECK(read_file(folder / "ten", 10) == "0123456789");
  CHECK(says(failure_of([&] { read_file(folder / "ten", 9); }), "9 bytes at most"));
  CHECK(says(failure_of([&] { read_file(folder.path()); }), "it is a folder"));
  CHECK(says(failure_of([&] { read_file("/dev/zero"); }), "not an ordinary file"));
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(says(failure_of([&] { read_file(folder / "pipe"); }), "not an ordinary file"));
  CHECK(says(failure_of([&] { read_file(folder / "absent"); }), "no such file"));
  CHECK_FALSE(read_file("/proc/self/status").empty());
  CHECK(says(failure_of([&] { read_file("/proc/self/status", 5); }), "too large"));
}

TEST_CASE("a folder appears whole") {
  const TestFolder folder;
  {
    OutputFolder out(folder / "out");
    write_file(out.path() / "a", "1");
    CHECK_FALSE(std::filesystem::exists(folder / "out"));
    OutputFolder moved(std::move(out));
    moved.commit();
  }
  CHECK(names_in(folder.path()) == std::set<std::string>{"out"});
  CHECK(names_in(folder / "out") == std::set<std::string>{"a"});
}

TEST_CASE("a folder that is given up leaves nothing") {
  const TestFolder folder;
  {
    OutputFolder out(folder / "out");
    make_folder(out.path() / "deep/er");
    write_file(out.path() / "deep/er/a", "1");
  }
  CHECK(names_in(folder.path()).empty());
}

TEST_CASE("an empty folder may be filled, one with something in it is refused") {
  const TestFolder folder;
  make_folder(folder / "empty");
  OutputFolder fill(folder / "empty/");
  fill.commit();
  std::filesystem::create_directory_symlink(folder / "empty", folder / "link");
  OutputFolder through(folder / "link");
  write_file(through.path() / "a", "1");
  through.commit();
  CHECK(names_in(folder / "empty") == std::set<std::string>{"a"});
  CHECK(says(failure_of([&] { OutputFolder(folder / "empty"); }), "not an empty folder"));
  write_file(folder / "file", "");
  CHECK(says(failure_of([&] { OutputFolder(folder / "file"); }), "not an empty folder"));
}

TEST_CASE("of two that make the same folder at once, the second to finish is refused") {
  const TestFolder folder;
  OutputFolder one(folder / "out"), two(folder / "out");
  CHECK(one.path() != two.path());
  write_file(one.path() / "a", "1");
  write_file(two.path() / "a", "2");
  one.commit();
  CHECK(says(failure_of([&] { two.commit(); }), "not an empty folder"));
  CHECK(read_file(folder / "out/a") == "1");
}

TEST_CASE("the leftovers of a killed process are removed by the next one") {
  const TestFolder folder;
  in_a_killed_process([&] {
    OutputFile file(folder / "a.pdf");
    file.write("half");
    OutputFolder out(folder / "out");
    write_file(out.path() / "b", "1");
    _exit(0);
  });
  CHECK(names_in(folder.path()).size() == 2);
  write_file(folder / "a.pdf", "whole");
  OutputFolder(folder / "out").commit();
  CHECK(names_in(folder.path()) == std::set<std::string>{"a.pdf", "out"});
}

TEST_CASE("what another output or a living process is making is not taken for a leftover") {
  const TestFolder folder;
  OutputFile slow(folder / "a.pdf");
  slow.write("slow");
  write_file(folder / ".a.pdf.note.part", "somebody else's");
  write_file(folder / "a.pdf", "quick");
  CHECK(read_file(folder / "a.pdf") == "quick");
  slow.commit();
  CHECK(read_file(folder / "a.pdf") == "slow");
  CHECK(names_in(folder.path()) == std::set<std::string>{".a.pdf.note.part", "a.pdf"});
}

TEST_CASE("a scratch folder is in nobody's way, and leaves nothing") {
  const TestFolder folder;
  write_file(folder / "specimen", "a file of that name, of somebody else's");
  in_a_killed_process([&] {
    const ScratchFolder scratch(folder.path(), "specimen");
    write_file(scratch.path() / "a", "1");
    _exit(0);
  });
  CHECK(names_in(folder.path()).size() == 2);
  {
    const ScratchFolder one(folder.path(), "specimen"), two(folder.path(), "specimen");
    CHECK(one.path() != two.path());
    CHECK(one.path().parent_path() == folder.path());
    CHECK((std::filesystem::status(one.path()).permissions() & std::filesystem::perms::others_all) ==
          std::filesystem::perms::none);
    make_folder(one.path() / "deep/er");
    CHECK(names_in(folder.path()).size() == 3);  // that of the killed process is gone
  }
  CHECK(names_in(folder.path()) == std::set<std::string>{"specimen"});
  CHECK(says(failure_of([&] { ScratchFolder(folder / "absent", "specimen"); }), "no such"));
}

TEST_CASE("a lock is held by one, and released by the end of its holder") {
  const TestFolder folder;
  {
    const auto held = Lock::take(folder / "lock");
    REQUIRE(held);
    CHECK_FALSE(Lock::take(folder / "lock"));
  }
  CHECK(Lock::take(folder / "lock"));
  in_a_killed_process([&] { [[maybe_unused]] const auto held = Lock::take(folder / "lock"); });
  CHECK(Lock::take(folder / "lock"));
  CHECK(says(failure_of([&] { Lock::take(folder / "absent/lock"); }), "Cannot lock"));
}

TEST_CASE("the program knows the folder it runs from") {
  CHECK(program_folder() == std::filesystem::canonical(PROGRAM_FOLDER));
}

TEST_CASE("what is there is told from what isn't, and from what the system won't show") {
  const TestFolder folder;
  write_file(folder / "file", "x");
  CHECK(is_ordinary_file(folder / "file"));
  CHECK_FALSE(is_folder(folder / "file"));
  CHECK(is_folder(folder.path()));
  CHECK_FALSE(is_ordinary_file(folder.path()));
  CHECK_FALSE(is_folder(folder / "nothing"));
  CHECK_FALSE(is_ordinary_file(folder / "file/below"));
  std::filesystem::create_symlink(folder / "round", folder / "round");
  CHECK(says(failure_of([&] { is_folder(folder / "round"); }), "round"));
  CHECK(says(failure_of([&] { is_ordinary_file(folder / "round"); }), "round"));
}
