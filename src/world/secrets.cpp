#include "world/secrets.h"

#include "finding/failure.h"
#include "world/refusal.h"
#include "world/world.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace imprimatur::world {
namespace {

constexpr std::size_t longest_line = 1024;

[[noreturn]] void refuse_descriptor(int descriptor, std::string_view option) {
  throw finding::Failure(
      {fmt::format("Le descripteur {} donné par {} ne se lit pas.", descriptor, option),
       fmt::format("Descriptor {} given by {} can't be read.", descriptor, option)},
      {fmt::format("Ouvrez-le en lecture\u00a0: «\u00a0{} 3 3< FICHIER\u00a0».", option),
       fmt::format("Open it for reading: \"{} 3 3< FILE\".", option)});
}

[[noreturn]] void refuse_length(std::size_t most, std::string_view option) {
  throw finding::Failure(
      {fmt::format("Ce que donne {} est trop long\u00a0: {} octets au plus.", option, most),
       fmt::format("What {} gives is too long: {} bytes at most.", option, most)},
      {"Vérifiez ce qui est branché sur ce descripteur.",
       "Check what is connected to this descriptor."});
}

// The terminal of this session. No echo as long as it lives, however it ends; nor can it be left
// without (Ctrl-Z, Ctrl-\\).
class Unseen {
 public:
  Unseen() : terminal_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    known_ = ::tcgetattr(terminal_, &before_) == 0;
    struct termios unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    unseen.c_cc[VSUSP] = unseen.c_cc[VQUIT] = _POSIX_VDISABLE;
    if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &unseen);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    if (!there()) return;
    show("\n");
    ::close(terminal_);
  }

  bool there() const { return terminal_ >= 0; }
  void show(std::string_view text) const {
    if (::write(terminal_, text.data(), text.size()) < 0) return;  // then it is asked unprompted
  }
  SecretText read_line() const {
    wait_for_line();
    SecretText line(longest_line);
    const ssize_t got = ::read(terminal_, line.data(), line.size());
    line.shorten(got < 0 ? 0 : static_cast<std::size_t>(got));
    if (line.view().ends_with('\n')) line.shorten(line.size() - 1);
    return line;
  }

 private:
  // Our signals only raise a flag, and read(2) would go on waiting (SA_RESTART). They are let in
  // while poll(2) waits and only then, so that none slips in between the look and the wait.
  void wait_for_line() const {
    sigset_t ours, before;
    ::sigemptyset(&ours);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&ours, signal);
    ::sigprocmask(SIG_BLOCK, &ours, &before);
    struct pollfd line{terminal_, POLLIN, 0};
    while (signal_received() == 0 && ::ppoll(&line, 1, nullptr, &before) < 0 && errno == EINTR) {
    }
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    real_world().checkpoint();
  }

  int terminal_;
  struct termios before_{};
  bool known_ = false;
};

}  // namespace

SecretText& SecretText::operator=(SecretText&& other) noexcept {
  bytes_.swap(other.bytes_);  // `other` wipes what was here
  return *this;
}

SecretText::~SecretText() {
  shorten(0);
}

void SecretText::shorten(std::size_t size) {
  if (size == bytes_.size()) return;  // of an empty one there is nothing to point at
  ::explicit_bzero(bytes_.data() + size, bytes_.size() - size);
  bytes_.resize(size);
}

SecretText read_descriptor(int descriptor, std::size_t most, std::string_view option) {
  SecretText bytes(most + 1);
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got == 0) break;
    if (got > 0)
      filled += static_cast<std::size_t>(got);
    else if (errno != EINTR)
      refuse_descriptor(descriptor, option);
  }
  if (filled > most) refuse_length(most, option);
  bytes.shorten(filled);
  return bytes;
}

SecretText read_secret_file(const Path& path, std::size_t most) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) refuse(Act::read, path, errno);
  struct stat facts{};
  const bool known = ::fstat(descriptor, &facts) == 0;
  const bool is_private = known && S_ISREG(facts.st_mode) && (facts.st_mode & 077) == 0;
  if (!is_private) {
    ::close(descriptor);
    throw finding::Failure(
        {fmt::format("«\u00a0{}\u00a0» n’est pas un fichier que vous seul pouvez lire.",
                     printable(path)),
         fmt::format("\"{}\" is no file that you alone may read.", printable(path))},
        {"Réservez-le à son propriétaire\u00a0: chmod 600.", "Keep it to its owner: chmod 600."});
  }
  try {
    SecretText secret = read_descriptor(descriptor, most, path.filename().string());
    ::close(descriptor);
    std::size_t size = secret.size();
    while (size > 0 && (secret.view()[size - 1] == '\n' || secret.view()[size - 1] == '\r')) --size;
    secret.shorten(size);
    return secret;
  } catch (...) {
    ::close(descriptor);
    throw;
  }
}

std::optional<SecretText> ask_unseen(std::string_view prompt) {
  const Unseen unseen;
  if (!unseen.there()) return std::nullopt;
  unseen.show(prompt);
  return unseen.read_line();
}

}  // namespace imprimatur::world
