// Handing a message over to the server that sends it (RFC 5321), by libcurl.
#pragma once

#include "mail/server.h"
#include "world/secrets.h"
#include "world/world.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::mail {

// `later`: it was not taken, and may be next time (4xx; no server, no connection; a 5xx that isn't
// about this recipient or this message, but about us: a login, a sender, our address). `never`: it
// was refused for good. `unknown`: all of it was sent, and no answer came: it may be on its way.
enum class Delivered : std::uint8_t { accepted, later, never, unknown };

struct Delivery {
  Delivered what = Delivered::later;
  // The server's last line as it stood, in printable ASCII; else the reason why there is none.
  std::string answer;
};

// The envelope is one sender, who hears of what fails, and one recipient. `message` has CRLF line
// ends; libcurl doubles the dots. It is given up where the server takes or says nothing for
// `patience`: ten minutes for the answer to a message, since who waits less sends it twice (RFC
// 5321, 4.5.3.2.6). What `world.checkpoint` throws ends it and is thrown on, unless the server has
// answered already.
Delivery deliver(const world::World& world, const Server& server,
                 const std::optional<world::SecretText>& password, const std::string& sender,
                 const std::string& recipient, std::string_view message,
                 std::chrono::seconds patience = std::chrono::minutes(10));

}  // namespace imprimatur::mail
