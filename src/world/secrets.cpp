// Secrets come in by a descriptor or a terminal: never by an argument or the environment, which
// other programs may see.
#include "finding/failure.h"
#include "world/files.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>

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

// No echo as long as it lives, however it ends.
class Unseen {
 public:
  explicit Unseen(int terminal) : terminal_(terminal) {
    known_ = ::tcgetattr(terminal_, &before_) == 0;
    struct termios unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &unseen);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  ~Unseen() {
    if (known_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }

 private:
  int terminal_;
  struct termios before_{};
  bool known_ = false;
};

void show(int terminal, std::string_view text) {
  if (::write(terminal, text.data(), text.size()) < 0) return;  // then it is asked for unprompted
}

// Ctrl-C raises a flag and interrupts no read of ours: an empty line is then the way out.
std::string read_line(int terminal) {
  std::string line(longest_line, '\0');
  ssize_t got = 0;
  while ((got = ::read(terminal, line.data(), line.size())) < 0 && errno == EINTR) {
  }
  line.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  if (line.ends_with('\n')) line.pop_back();
  return line;
}

}  // namespace

std::string read_descriptor(int descriptor, std::size_t most, std::string_view option) {
  std::string bytes(most + 1, '\0');
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
  bytes.resize(filled);
  return bytes;
}

std::optional<std::string> ask_unseen(std::string_view prompt) {
  const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) return std::nullopt;
  std::string line;
  {
    const Unseen unseen(terminal);
    show(terminal, prompt);
    line = read_line(terminal);
    show(terminal, "\n");
  }
  ::close(terminal);
  return line;
}

}  // namespace imprimatur::world
