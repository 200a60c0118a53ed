// A small HTTP/1.1 server (RFC 9112), for pages of ours behind a reverse proxy or on this machine
// alone: it speaks no TLS.
//
// One thread does the talking, a few others the answering, which may be slow. Whoever is slow, asks
// too much or too long is refused; nobody else notices.
#pragma once

#include "http/http.h"
#include "world/world.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::http {

struct Limits {
  // Browsers send one or two kilobytes, with a proxy's additions four; more is 431.
  std::size_t header_bytes = 16u << 10;
  // Links of ours have about a hundred bytes; more is 414.
  std::size_t target_bytes = 2048;
  // Each connection may hold header and body in memory, and a socket.
  std::size_t connections = 512;
  // A browser opens six (as all do); a client's office may sit behind one address. Trusted proxies
  // are not counted.
  std::size_t connections_per_peer = 64;
  // Requests that were read and wait for an answer; more is 503.
  std::size_t waiting = 256;
  std::size_t workers = 4;
  // A whole request's header has to be in within this time, however its bytes trickle (slow-loris);
  // its body likewise, with a second more for each `slowest` bytes; an answer has to be taken in
  // the same way.
  std::chrono::milliseconds request{10'000};
  std::size_t slowest = 16u << 10;
  // Between two requests of one connection.
  std::chrono::milliseconds idle{15'000};
  // For what is under way once the server is to stop.
  std::chrono::milliseconds closing{10'000};
};

// "127.0.0.1:8080", "[::1]:8080". Port 0: any that is free.
struct Endpoint {
  std::string address;
  std::uint16_t port = 0;
};
std::optional<Endpoint> endpoint_in(std::string_view text);

struct Site {
  // Called by several threads at once. What it throws is answered by 500 and nothing more.
  std::function<Response(const Request&)> answer;
  // How many bytes a POST to this path may have; more is 413, before they are read.
  std::function<std::size_t(std::string_view path)> most_body = [](std::string_view) {
    return std::size_t{64} << 10;
  };
  std::vector<std::string> trusted_proxies = {};  // networks: forwarded.h
  bool everything_by_tls = false;                 // see security.h
  std::function<world::Instant()> now;            // for Date
};

class Server {
 public:
  // Listens, and answers nobody yet. Throws finding::Failure where the address can't be listened
  // at, saying why.
  Server(const Endpoint& where, Site site, Limits limits = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  Endpoint endpoint() const;  // with the port that was free
  // Answers until `interrupted` says true, which is asked several times a second; then ends what is
  // under way, and returns.
  void run(const std::function<bool()>& interrupted);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::http
