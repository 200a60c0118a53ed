// The program itself, run as people run it: a process of its own, whose exit code and words are
// kept.
#pragma once

#include "../world/folder.h"
#include "world/world.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <string>
#include <vector>

namespace imprimatur::program {

using Words = std::vector<std::string>;

// What stands around a run. `before` is called in the child, just before it becomes the program.
struct Around {
  Words environment{"LC_ALL=C"};
  std::function<void()> before = [] {};
};

struct Answer {
  int exit = -1;  // minus the signal's number where one ended it
  std::string output, errors;
};

// In memory, so that neither a full disk nor a full pipe of the test's own disturbs it.
class Ear {
 public:
  Ear() : descriptor_(::memfd_create("ear", MFD_CLOEXEC)) {}
  Ear(const Ear&) = delete;
  Ear& operator=(const Ear&) = delete;
  ~Ear() { ::close(descriptor_); }
  void become(int standard) const { ::dup2(descriptor_, standard); }
  std::string heard() const {
    std::string text;
    char piece[4096];
    while (const auto got =
               ::pread(descriptor_, piece, sizeof piece, static_cast<off_t>(text.size()))) {
      if (got < 0) break;
      text.append(piece, static_cast<std::size_t>(got));
    }
    return text;
  }

 private:
  int descriptor_;
};

class Running {
 public:
  explicit Running(Words words, const Around& around = {}) {
    words.insert(words.begin(), std::string(PROGRAM_FOLDER) + "/imprimatur");
    Words environment = around.environment;
    for (const char* name : {"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"})  // of the sanitizers
      if (const std::string value = world::environment(name); !value.empty())
        environment.push_back(std::string(name) + "=" + value);
    const std::vector<char*> arguments = pointers(words), variables = pointers(environment);
    pid_ = ::fork();
    if (pid_ != 0) return;
    output_.become(STDOUT_FILENO);
    errors_.become(STDERR_FILENO);
    around.before();
    ::execve(arguments.front(), arguments.data(), variables.data());
    ::_exit(127);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (pid_ > 0) {
      tell(SIGKILL);
      finish();
    }
  }

  // Waits until standard error holds `words`; false where the program ended without saying them.
  bool says(const std::string& words) const {
    while (errors_.heard().find(words) == std::string::npos) {
      if (ended()) return errors_.heard().find(words) != std::string::npos;
      ::usleep(300);
    }
    return true;
  }
  void tell(int signal) const {
    if (pid_ > 0) ::kill(pid_, signal);  // -1 would be everybody
  }
  Answer finish() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), output_.heard(),
            errors_.heard()};
  }

 private:
  static std::vector<char*> pointers(Words& words) {
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
  }
  bool ended() const {
    siginfo_t facts{};
    return ::waitid(P_PID, static_cast<id_t>(pid_), &facts, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           facts.si_pid == pid_;
  }

  Ear output_, errors_;
  pid_t pid_ = -1;
};

}  // namespace imprimatur::program
