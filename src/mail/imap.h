// Reading a mailbox on its server, by IMAP (RFC 3501, and RFC 9051 where it says the same).
//
//   mail::Inbox inbox(world, server, password, "INBOX");
//   for (const std::uint32_t uid : inbox.unseen()) {
//     const mail::Fetched fetched = inbox.fetch(uid, 50'000'000);
//     …note it…
//     inbox.mark_seen(uid);
//   }
//
// What is fetched stays unseen until it is marked, so that who dies in between reads it again.
// Connection, TLS and login are libcurl's; the four commands after it are ours, since libcurl knows
// no FETCH that leaves a message unseen, and takes a message's lines for the server's.
//
// The server may be anybody's: an answer is given up past 16 MiB of text, 10 000 lines, ten
// minutes, or `patience` without a word. Every function throws finding::Failure where the
// connection, the server or its answer is at fault, and what `world.checkpoint` throws; the
// connection is of no use then.
#pragma once

#include "mail/server.h"
#include "world/secrets.h"
#include "world/world.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::mail {

// `too_large`: larger than was asked for, and not loaded, or not kept. `withheld`: the server has
// it no more, or doesn't give it (NO).
enum class Fetch : std::uint8_t { whole, too_large, withheld };

struct Fetched {
  Fetch what = Fetch::withheld;
  std::string bytes;  // of a whole one: the message as it came, with CRLF
};

class Inbox {
 public:
  // Connects, logs in and selects `folder`, as the server spells it (other than ASCII in modified
  // UTF-7: RFC 3501, 5.1.3); a folder that can't be changed is refused, since nothing could be
  // marked. `world` outlives it.
  Inbox(const world::World& world, const Server& server,
        const std::optional<world::SecretText>& password, const std::string& folder,
        std::chrono::seconds patience = std::chrono::minutes(1));
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;
  ~Inbox();  // takes its leave

  // The UIDs (RFC 3501, 2.3.1.1) of what nobody has seen, each once, ascending.
  std::vector<std::uint32_t> unseen();
  // Its size is asked for first, and the message where it isn't more than `most` bytes.
  Fetched fetch(std::uint32_t uid, std::uintmax_t most);
  void mark_seen(std::uint32_t uid);

 private:
  class Talk;
  std::unique_ptr<Talk> talk_;
};

}  // namespace imprimatur::mail
