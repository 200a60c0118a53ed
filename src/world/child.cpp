#include "world/child.h"

#include "world/refusal.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <limits>
#include <span>
#include <utility>

namespace imprimatur::world {
namespace {

using Clock = std::chrono::steady_clock;

// Pictures pass through many large buffers, whose small pages would take a fifth of a child's time.
constexpr const char* large_pages = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";

// What is asked for is only taken where something is said, and moving it costs more than that.
constexpr std::uintmax_t room_at_once = 32u << 20;

constexpr std::size_t most_errors = 64u << 10;
constexpr int first_file = 3;  // in the child
// In the child, beyond all files: where it tells why exec failed.
constexpr int report_number = first_file + static_cast<int>(most_child_files);

class End {
 public:
  End() = default;
  explicit End(int number) : number_(number) {}
  End(End&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  End& operator=(End&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~End() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

struct Channel {
  End ours, theirs;
};

// Above the numbers that the child's own ends will take, even where we run without standard
// streams.
End lifted(int number, const Path& program) {
  End low(number);
  End high(::fcntl(number, F_DUPFD_CLOEXEC, report_number + 1));
  if (!high.open()) refuse(Act::start, program, errno);
  return high;
}

Channel channel_from_child(const Path& program) {
  std::array<int, 2> pair{};
  if (::pipe2(pair.data(), O_CLOEXEC) != 0) refuse(Act::start, program, errno);
  Channel channel;
  channel.ours = lifted(pair[0], program);
  channel.theirs = lifted(pair[1], program);
  return channel;
}

// A socket and not a pipe: send() can be told to raise no SIGPIPE.
Channel channel_to_child(const Path& program) {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) {
    refuse(Act::start, program, errno);
  }
  Channel channel;
  channel.ours = lifted(pair[0], program);
  channel.theirs = lifted(pair[1], program);
  return channel;
}

void bound(__rlimit_resource_t what, rlim_t most) {
  const rlimit limit{most, most};
  ::setrlimit(what, &limit);
}

std::vector<End> opened(const std::vector<Path>& files) {
  assert(files.size() <= most_child_files);
  std::vector<End> ends;
  for (const Path& file : files) {
    const int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (number < 0) refuse(Act::read, file, errno);
    ends.push_back(lifted(number, file));
    struct stat facts{};
    if (::fstat(ends.back().number(), &facts) != 0) refuse(Act::read, file, errno);
    if (S_ISDIR(facts.st_mode)) refuse(Act::read, file, EISDIR);
    if (!S_ISREG(facts.st_mode)) refuse(Act::read, file, EINVAL);
  }
  return ends;
}

void close_from(int first, int last) {
  if (::close_range(static_cast<unsigned>(first), static_cast<unsigned>(last), 0) == 0) return;
  for (int number = first; number <= std::min(last, 65535); ++number) ::close(number);
}

struct Start {
  const char* program;
  char* const* arguments;
  char* const* environment;
  int in, out, errors, report;
  const End* files;
  int file_count;
  const ChildBounds* bounds;
};

// Between fork and exec: only calls that are safe after the fork of a program with threads.
[[noreturn]] void become(const Start& start) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(start.in, STDIN_FILENO);
  ::dup2(start.out, STDOUT_FILENO);
  ::dup2(start.errors, STDERR_FILENO);
  ::dup3(start.report, report_number, O_CLOEXEC);
  for (int i = 0; i < start.file_count; ++i) ::dup2(start.files[i].number(), first_file + i);
  close_from(first_file + start.file_count, report_number - 1);
  close_from(report_number + 1, std::numeric_limits<int>::max());
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGXFSZ, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  bound(RLIMIT_CPU, static_cast<rlim_t>(start.bounds->cpu.count()));
  bound(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__  // which reserves terabytes of address space for itself
  bound(RLIMIT_AS, start.bounds->memory);
#endif
  ::execve(start.program, start.arguments, start.environment);
  const int error = errno;
  [[maybe_unused]] const ssize_t told = ::write(report_number, &error, sizeof error);
  ::_exit(127);
}

// The started process and all it starts; none of them outlives this object.
class Group {
 public:
  explicit Group(pid_t leader) : leader_(leader) {}
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  ~Group() {
    if (!reaped_) end();
  }

  bool leader_ended() const {
    siginfo_t facts{};
    return ::waitid(P_PID, static_cast<id_t>(leader_), &facts, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           facts.si_pid == leader_;
  }
  // Kills what still runs. The leader is not yet reaped, so its number names no other group.
  int end() {
    ::kill(-leader_, SIGKILL);
    ::kill(leader_, SIGKILL);
    int status = 0;
    while (::waitpid(leader_, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

 private:
  pid_t leader_;
  bool reaped_ = false;
};

class IntoText : public Sink {
 public:
  explicit IntoText(std::string& text) : text_(text) {}
  void write(std::string_view bytes) override { text_ += bytes; }

 private:
  std::string& text_;
};

struct Talk {
  End in, out, errors;
  std::span<const std::string_view> parts;  // of the input, after `input`
  std::string_view input;
  std::string* said_in_error;
  Sink* output;
  std::uintmax_t output_left;
};

// Whether there is input left; `input` is then the next of it.
bool has_input(Talk& talk) {
  while (talk.input.empty() && !talk.parts.empty()) {
    talk.input = talk.parts.front();
    talk.parts = talk.parts.subspan(1);
  }
  return !talk.input.empty();
}

void feed(Talk& talk) {
  if (has_input(talk)) {
    const ssize_t sent =
        ::send(talk.in.number(), talk.input.data(), talk.input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      talk.input.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN && errno != EINTR) {
      talk.input = {};  // it reads no further: its own affair
      talk.parts = {};
    }
  }
  if (!has_input(talk)) talk.in.close();
}

// What came, up to `room` bytes, which it takes up. False: there was more than that.
template <typename Put>
bool take(End& end, std::uintmax_t& room, Put put) {
  std::array<char, 65536> buffer;
  const ssize_t got = ::read(end.number(), buffer.data(), buffer.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (got <= 0) {
    end.close();
    return true;
  }
  const auto taken = static_cast<std::size_t>(std::min(static_cast<std::uintmax_t>(got), room));
  put(std::string_view(buffer.data(), taken));
  room -= taken;
  return taken == static_cast<std::size_t>(got);
}

// One round of listening, at most `wait` long. False: too much output.
bool listen(Talk& talk, std::chrono::milliseconds wait) {
  std::array<pollfd, 3> ends{{{talk.in.number(), POLLOUT, 0},
                              {talk.out.number(), POLLIN, 0},
                              {talk.errors.number(), POLLIN, 0}}};
  if (::poll(ends.data(), ends.size(), static_cast<int>(wait.count())) <= 0) return true;
  if (talk.in.open() && ends[0].revents != 0) feed(talk);
  if (talk.errors.open() && ends[2].revents != 0) {
    std::uintmax_t room = most_errors - talk.said_in_error->size();
    take(talk.errors, room, [&](std::string_view bytes) { *talk.said_in_error += bytes; });
  }
  if (talk.out.open() && ends[1].revents != 0) {
    return take(talk.out, talk.output_left,
                [&](std::string_view bytes) { talk.output->write(bytes); });
  }
  return true;
}

// Until it has ended and said everything, or has broken a bound.
ChildEnd converse(Talk& talk, const Group& group, Clock::time_point deadline) {
  if (!has_input(talk)) talk.in.close();
  for (;;) {
    const bool silent = !talk.out.open() && !talk.errors.open();
    if (silent && group.leader_ended()) return ChildEnd::exited;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return ChildEnd::too_slow;
    // A silent child is about to end, which no descriptor tells: look again soon.
    const std::chrono::milliseconds pause(silent ? 2 : 1000);
    if (!listen(talk, std::min(left, pause))) return ChildEnd::too_much_output;
  }
}

// Waits for exec: the report closes on success and brings an errno value otherwise.
void expect_start(const End& report, const Path& program) {
  int error = 0;
  ssize_t got = 0;
  do {
    got = ::read(report.number(), &error, sizeof error);
  } while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof error)) refuse(Act::start, program, error);
}

}  // namespace

ChildResult run_child(const Path& program, const std::vector<std::string>& arguments,
                      std::string_view input, const ChildBounds& bounds) {
  return run_child(program, arguments, std::vector{input}, bounds);
}

ChildResult run_child(const Path& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string_view>& input, const ChildBounds& bounds) {
  std::string said;
  said.reserve(std::min(bounds.most_output, room_at_once));
  IntoText output(said);
  ChildResult result = run_child(program, arguments, input, bounds, {}, output);
  result.output = std::move(said);
  return result;
}

ChildResult run_child(const Path& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string_view>& input, const ChildBounds& bounds,
                      const std::vector<Path>& files, Sink& output) {
  const std::vector<End> open_files = opened(files);
  const std::string name = program.string();
  std::vector<char*> words{const_cast<char*>(name.c_str())};
  for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const std::array<char*, 2> environment{const_cast<char*>(large_pages), nullptr};

  Channel in = channel_to_child(program), out = channel_from_child(program),
          errors = channel_from_child(program), report = channel_from_child(program);
  const auto deadline = Clock::now() + bounds.wall;
  const pid_t pid = ::fork();
  if (pid < 0) refuse(Act::start, program, errno);
  if (pid == 0) {
    become({name.c_str(), words.data(), environment.data(), in.theirs.number(), out.theirs.number(),
            errors.theirs.number(), report.theirs.number(), open_files.data(),
            static_cast<int>(open_files.size()), &bounds});
  }
  ::setpgid(pid, pid);  // both sides say it, so that the group exists whoever runs first
  Group group(pid);
  for (Channel* channel : {&in, &out, &errors, &report}) channel->theirs.close();
  expect_start(report.ours, program);

  ChildResult result;
  Talk talk{std::move(in.ours),
            std::move(out.ours),
            std::move(errors.ours),
            input,
            {},
            &result.errors,
            &output,
            bounds.most_output};
  result.end = converse(talk, group, deadline);
  const int status = group.end();
  if (result.end == ChildEnd::exited && WIFSIGNALED(status)) {
    result.end = ChildEnd::killed_by_signal;
  }
  result.status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

}  // namespace imprimatur::world
