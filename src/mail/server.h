// A mail server, and how far it is trusted: the one that sends (smtp.h), and the one that keeps
// what comes in (imap.h).
#pragma once

#include "world/files.h"

#include <cstdint>
#include <optional>
#include <string>

namespace imprimatur::mail {

// `starttls`: the connection is turned into TLS before anything is said (RFC 3207; RFC
// 3501, 6.2.1), and given up where the server doesn't offer it; `tls`: from its first byte on (RFC
// 8314); `none`: in the clear, for a server on this machine.
enum class Security : std::uint8_t { starttls, tls, none };

struct Server {
  std::string host;  // a name, or an address
  std::uint16_t port = 587;
  Security security = Security::starttls;
  std::string user;                          // empty: nobody logs in
  std::string hello = "localhost";           // what EHLO says of us, over SMTP
  std::optional<world::Path> authorities{};  // certificates to trust; nullopt: the system's
};

}  // namespace imprimatur::mail
