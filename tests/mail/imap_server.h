// A server of a test's own that keeps a mailbox, on a port of this machine: as far as RFC 3501 goes
// with our client, and as far from it as it is told.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <thread>

namespace imprimatur::mail {

// `answers`: by the command without its tag ("UID SEARCH UNSEEN"), or by its first words where none
// is longer; what isn't among them is answered as a good server would. Each is sent as it stands,
// "{tag}" in it being the command's tag; with "{cut}" at its end the connection is cut there, with
// "{mute}" nothing more is said.
class TestImap {
 public:
  // `messages` by their UIDs.
  explicit TestImap(std::map<std::uint32_t, std::string> messages,
                    std::map<std::string, std::string> answers = {})
      : messages_(std::move(messages)),
        answers_(std::move(answers)),
        listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener_, reinterpret_cast<sockaddr*>(&here), sizeof here);
    ::listen(listener_, 16);
    socklen_t size = sizeof here;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
    port = ntohs(here.sin_port);
    talk_ = std::thread([this] { serve(); });
  }
  ~TestImap() { close(); }

  // Nobody is heard any more.
  void close() {
    if (!talk_.joinable()) return;
    over_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    talk_.join();
    ::close(listener_);
  }
  // Every command that came, a line each; closes.
  const std::string& heard() {
    close();
    return heard_;
  }
  const std::set<std::uint32_t>& seen() {
    close();
    return seen_;
  }

  std::uint16_t port = 0;

 private:
  void serve() {
    for (int line = 0; (line = ::accept(listener_, nullptr, nullptr)) >= 0;) {
      talk(line);
      ::close(line);
    }
  }
  void talk(int line) {
    if (!answer(line, "*", "HI")) return;
    for (std::string left; more(line, left);) {
      for (std::size_t end = 0; (end = left.find("\r\n")) != std::string::npos;) {
        const std::string words = left.substr(0, end);
        left.erase(0, end + 2);
        heard_ += words + "\n";
        const std::size_t space = words.find(' ');
        const std::string tag = words.substr(0, space), command = words.substr(space + 1);
        if (!answer(line, tag, command)) return;
        if (command.starts_with("LOGOUT")) return;
      }
    }
  }
  bool more(int line, std::string& left) const {
    pollfd ready{line, POLLIN, 0};
    while (::poll(&ready, 1, 20) == 0)
      if (over_) return false;
    char bytes[4096];
    const ssize_t got = ::read(line, bytes, sizeof bytes);
    if (got > 0) left.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }
  std::string usual(const std::string& command) {
    if (command == "HI") return "* PREAUTH here\r\n";
    return lines_of(command) + "{tag} OK done\r\n";
  }
  std::string lines_of(const std::string& command) {
    if (command.starts_with("CAPABILITY")) return "* CAPABILITY IMAP4rev1\r\n";
    if (command.starts_with("SELECT")) return "* 3 EXISTS\r\n* OK [UIDVALIDITY 1] fine\r\n";
    if (command.starts_with("LOGOUT")) return "* BYE\r\n";
    if (command.starts_with("UID SEARCH")) {
      std::string list = "* SEARCH";
      for (const auto& [uid, message] : messages_)
        if (!seen_.contains(uid)) list += " " + std::to_string(uid);
      return list + "\r\n";
    }
    if (!command.starts_with("UID FETCH ") && !command.starts_with("UID STORE ")) return {};
    const auto uid = static_cast<std::uint32_t>(std::stoul(command.substr(10)));
    const auto found = messages_.find(uid);
    if (found == messages_.end()) return {};
    if (command.starts_with("UID STORE ")) {
      seen_.insert(uid);
      return {};
    }
    const std::string size = std::to_string(found->second.size());
    const std::string head = "* 1 FETCH (UID " + std::to_string(uid);
    if (command.find("SIZE") != std::string::npos) return head + " RFC822.SIZE " + size + ")\r\n";
    return head + " BODY[] {" + size + "}\r\n" + found->second + ")\r\n";
  }
  bool answer(int line, const std::string& tag, const std::string& command) {
    std::string reply;
    std::size_t longest = 0;
    for (const auto& [begin, told] : answers_)
      if (command.starts_with(begin) && begin.size() > longest) {
        longest = begin.size();
        reply = told;
      }
    if (longest == 0) reply = usual(command);
    for (std::size_t at = 0; (at = reply.find("{tag}")) != std::string::npos;)
      reply.replace(at, 5, tag);
    const bool is_cut = reply.ends_with("{cut}"), is_mute = reply.ends_with("{mute}");
    if (is_cut || is_mute) reply.erase(reply.rfind('{'));
    for (std::size_t at = 0; at < reply.size();) {
      const ssize_t sent = ::send(line, reply.data() + at, reply.size() - at, MSG_NOSIGNAL);
      if (sent <= 0) return false;
      at += static_cast<std::size_t>(sent);
    }
    std::string unheard;
    while (is_mute && more(line, unheard)) continue;
    return !is_cut && !is_mute;
  }

  std::map<std::uint32_t, std::string> messages_;
  std::map<std::string, std::string> answers_;
  int listener_;
  std::atomic<bool> over_ = false;
  std::string heard_;
  std::set<std::uint32_t> seen_;
  std::thread talk_;
};

}  // namespace imprimatur::mail
