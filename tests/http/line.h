// A server of a test's own, and a line to it on which anything can be said.
#pragma once

#include "http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>

namespace imprimatur::http {

class Line {
 public:
  explicit Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(port);
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};  // a test that waits for ever says nothing
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::connect(socket_, reinterpret_cast<sockaddr*>(&there), sizeof there);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { ::close(socket_); }

  Line& say(const std::string& bytes) {
    ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return *this;
  }
  // One answer; of HEAD the header alone. Empty: the line was cut.
  std::string answer(bool is_head = false) {
    while (heard_.find("\r\n\r\n") == std::string::npos)
      if (!hear()) return "";
    const std::size_t body = heard_.find("\r\n\r\n") + 4;
    const std::size_t at = heard_.find("Content-Length: ");
    const std::size_t length = at < body ? std::stoul(heard_.substr(at + 16)) : 0;
    while (!is_head && heard_.size() < body + length)
      if (!hear()) return "";
    const std::size_t all = is_head ? body : body + length;
    const std::string one = heard_.substr(0, all);
    heard_.erase(0, all);
    return one;
  }
  // Whether nothing more comes, and the other side has ended it.
  bool is_cut() {
    while (hear()) {
    }
    return heard_.empty();
  }

 private:
  bool hear() {
    char bytes[16384];
    const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    heard_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }
  int socket_;
  std::string heard_;
};

class TestSite {
 public:
  explicit TestSite(std::function<Response(const Request&)> answer, Limits limits = {},
                    std::vector<std::string> trusted = {})
      : server_({"127.0.0.1", 0},
                Site{.answer = std::move(answer),
                     .trusted_proxies = std::move(trusted),
                     .now = [] { return world::Instant{std::chrono::seconds(1'795'000'000)}; }},
                limits),
        port(server_.endpoint().port),
        thread_([this] { server_.run([this] { return stopped_.load(); }); }) {}
  ~TestSite() { stop(); }
  void stop() {
    tell();
    if (thread_.joinable()) thread_.join();
  }
  void tell() { stopped_ = true; }

 private:
  Server server_;
  std::atomic<bool> stopped_{false};

 public:
  std::uint16_t port;

 private:
  std::thread thread_;
};

inline std::string status(const std::string& answer) {
  return answer.size() < 12 ? answer : answer.substr(9, 3);
}
inline std::string body(const std::string& answer) {
  return answer.substr(std::min(answer.find("\r\n\r\n") + 4, answer.size()));
}

}  // namespace imprimatur::http
