// A mail server of a test's own, on a port of this machine: it says what it is told to say, one
// connection after the other.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <map>
#include <string>
#include <thread>

namespace imprimatur::mail {

// `replies`: by the first word of a command, "." for the end of the message; what isn't among them
// is answered as a good server would. An empty reply closes the connection in place of answering.
class TestServer {
 public:
  explicit TestServer(std::map<std::string, std::string> replies = {})
      : replies_(std::move(replies)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
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
  ~TestServer() { heard(); }

  // Everything that came; nobody is heard any more.
  const std::string& heard() {
    if (talk_.joinable()) {
      ::shutdown(listener_, SHUT_RDWR);
      talk_.join();
      ::close(listener_);
    }
    return heard_;
  }

  std::uint16_t port = 0;

 private:
  void serve() {
    for (int line = 0; (line = ::accept(listener_, nullptr, nullptr)) >= 0;) talk(line);
  }
  void talk(int line) {
    bool open = answer(line, "HI", "220 here");
    bool in_message = false;
    for (std::string left; open;) {
      char bytes[4096];
      const ssize_t got = ::read(line, bytes, sizeof bytes);
      if (got <= 0) break;
      left.append(bytes, static_cast<std::size_t>(got));
      for (std::size_t end = 0; open && (end = left.find("\r\n")) != std::string::npos;) {
        const std::string words = left.substr(0, end);
        left.erase(0, end + 2);
        heard_ += words + "\n";
        if (in_message) {
          if (words != ".") continue;
          in_message = false;
          open = answer(line, ".", "250 2.0.0 taken");
        } else if (words.starts_with("DATA")) {
          open = answer(line, "DATA", "354 go on");
          in_message = open;
        } else if (words.starts_with("QUIT")) {
          answer(line, "QUIT", "221 bye");
          open = false;
        } else {
          open = answer(line, words.substr(0, 4), "250 fine");
        }
      }
    }
    ::close(line);
  }
  bool answer(int line, const std::string& command, std::string reply) const {
    if (const auto told = replies_.find(command); told != replies_.end()) reply = told->second;
    if (reply.empty()) return false;
    reply += "\r\n";
    return ::send(line, reply.data(), reply.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(reply.size());
  }

  std::map<std::string, std::string> replies_;
  int listener_;
  std::string heard_;
  std::thread talk_;
};

}  // namespace imprimatur::mail
