// Keys that are handed to the program itself: by descriptor, by credentials, under a passphrase.
#include "catch/catch.h"
#include "shop.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

using namespace imprimatur;
using namespace imprimatur::program;
namespace fs = std::filesystem;

namespace {

// The program finds `text` to read as its descriptor 3.
Around handed(const std::string& text) {
  Around around;
  around.before = [text] {
    int ends[2];
    if (::pipe(ends) != 0) ::_exit(126);
    if (::write(ends[1], text.data(), text.size()) < 0) ::_exit(126);
    ::close(ends[1]);
    ::dup2(ends[0], 3);
    if (ends[0] != 3) ::close(ends[0]);
  };
  return around;
}

// No terminal to ask at, as under systemd.
Around alone(Around around = {}) {
  around.before = [before = around.before] {
    ::setsid();
    before();
  };
  return around;
}

}  // namespace

TEST_CASE("keys come by a descriptor or by a credential folder, and without them nothing opens") {
  Shop shop;
  const world::Path keys = shop.workspace.keys(), away = shop.home / "away";
  const std::string text = world::read_file(keys / "epoch-0001.key");
  fs::rename(keys, away);
  CHECK(shop.run({"status"}, alone()).exit == 4);
  CHECK(shop.run({"status", "--key-fd", "3"}, alone(handed(text))).exit == 0);
  CHECK(shop.run({"status", "--key-fd", "3"}, alone(handed(text.substr(1)))).exit == 4);
  CHECK(shop.run({"status", "--key-fd", "3"}, alone()).exit == 4);
  CHECK(shop.run({"status", "--key-fd", "2"}, alone()).exit == 2);
  Around credentials = alone();
  credentials.environment.push_back("CREDENTIALS_DIRECTORY=" + away.string());
  CHECK(shop.run({"status"}, credentials).exit == 0);
  CHECK(shop.run({"ledger", "verify"}, credentials).exit == 0);
  CHECK(shop.run({"keys", "rotate", "--by", "a", "--reason", "b"}, credentials).exit == 4);
  CHECK(shop.said.find(text.substr(text.find('\n') + 1, 64)) == std::string::npos);
}

TEST_CASE("a workspace with a passphrase opens with it alone") {
  Shop shop;
  const std::string phrase = "cheval batterie agrafe";
  const std::string other = (shop.home / "other").string();
  const auto run = [&](Words words, const Around& around) {
    words.insert(words.end(), {"--workspace", other});
    return Running(words, around).finish();
  };
  CHECK(shop.run({"init", other, "--passphrase"}, alone()).exit == 4);
  CHECK_FALSE(fs::exists(other));
  CHECK(shop.run({"init", other, "--passphrase", "--passphrase-fd", "3"}, alone(handed("court\n")))
            .exit == 4);
  REQUIRE(shop.run({"init", other, "--passphrase", "--passphrase-fd", "3"},
                   alone(handed(phrase + "\nmore")))
              .exit == 0);
  CHECK(run({"status", "--passphrase-fd", "3"}, alone(handed(phrase))).exit == 0);
  CHECK(run({"status", "--passphrase-fd", "3"}, alone(handed(phrase + "s"))).exit == 4);
  CHECK(run({"status"}, alone()).exit == 4);
  CHECK(run({"keys", "rotate", "--by", "a", "--reason", "b", "--passphrase-fd", "3"},
            alone(handed(phrase)))
            .exit == 0);
  CHECK(run({"ledger", "verify", "--passphrase-fd", "3"}, alone(handed(phrase))).exit == 0);
}

namespace {

// A terminal of the test's own, at which a program can be started.
class Terminal {
 public:
  Terminal() { there_ = ::openpty(&person_, &program_, nullptr, nullptr, nullptr) == 0; }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    ::close(person_);
    ::close(program_);
  }
  bool there() const { return there_; }
  Around around() const {
    Around around;
    around.before = [this] {
      ::setsid();
      ::ioctl(program_, TIOCSCTTY, 0);
    };
    return around;
  }
  bool echoes() const {
    struct termios now{};
    ::tcgetattr(program_, &now);
    return (now.c_lflag & ECHO) != 0;
  }
  void type(std::string_view keys) const {
    REQUIRE(::write(person_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }
  // Until it was shown.
  void wait_for(std::string_view prompt) {
    char piece[256];
    while (shown_.find(prompt) == std::string::npos) {
      const ssize_t got = ::read(person_, piece, sizeof piece);
      REQUIRE(got > 0);
      shown_.append(piece, static_cast<std::size_t>(got));
    }
  }

 private:
  int person_ = -1, program_ = -1;
  bool there_ = false;
  std::string shown_;
};

}  // namespace

TEST_CASE(
    "Ctrl-C and polite kills end the question for a passphrase, and the terminal echoes again") {
  Shop shop;
  const std::string phrase = "cheval batterie agrafe", other = (shop.home / "other").string();
  REQUIRE(shop.run({"init", other, "--passphrase", "--passphrase-fd", "3"}, alone(handed(phrase)))
              .exit == 0);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, 0}) {
    Terminal terminal;
    if (!terminal.there()) {
      WARN("no terminal can be had here (devpts isn't mounted): not tried");
      return;
    }
    Running running({"status", "--workspace", other}, terminal.around());
    terminal.wait_for("Passphrase of the keys: ");
    CHECK_FALSE(terminal.echoes());
    if (signal == 0) terminal.type(phrase + "\n");
    if (signal == SIGINT) terminal.type("chev\x03");  // as the keyboard sends Ctrl-C
    if (signal == SIGTERM || signal == SIGHUP) running.tell(signal);
    const Answer answer = running.finish();
    INFO(signal << ": " << answer.errors);
    CHECK(answer.exit == (signal == 0 ? 0 : 128 + signal));
    CHECK((answer.errors.find("nothing half-made was left behind") == std::string::npos) ==
          (signal == 0));
    CHECK(terminal.echoes());
  }
}
