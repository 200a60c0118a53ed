// libcurl's handle for one connection to a mail server, set up as this room wants them; libcurl's
// name stays out of here. For the sources of this room.
#pragma once

#include "mail/server.h"
#include "world/secrets.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace imprimatur::mail {

struct Disconnect {
  void operator()(void* easy) const noexcept;  // curl_easy_cleanup
};
using Connection = std::unique_ptr<void, Disconnect>;

// `protocol` is "smtp" or "imap", and no other is spoken; TLS as `server` says, 1.2 or later; no
// proxy, whatever the environment says. Given up where the server says nothing for `patience`.
// Nothing is sent yet. Throws finding::Failure where libcurl can't.
Connection connection_to(const Server& server, const std::optional<world::SecretText>& password,
                         std::string_view protocol, const std::string& path,
                         std::chrono::seconds patience);

// Throws finding::Failure unless `code`, a CURLcode, says that all is well.
void expect_set(int code);

// What a server said, on one line: 200 characters of printable ASCII, "?" for all else.
std::string printable_line(std::string_view line);

}  // namespace imprimatur::mail
