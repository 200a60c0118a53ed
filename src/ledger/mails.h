// Mails about a BAT, and how far each is: computed from its events, as everything of a batch.
#pragma once

#include "ledger/event.h"

namespace imprimatur::ledger {

using MailEvent = std::variant<MailQueued, MailTried, MailAnswered, AnswerOverdue, ReplyReceived>;

// `waiting`: to be handed over, at `next_try`. `unknown`: an attempt of which nobody knows how it
// ended, its server or this program having died over it; it is made again, with the same
// Message-ID, by which mail readers know it again.
enum class MailState : std::uint8_t { waiting, unknown, accepted, refused, bounced };
std::string_view name_of(MailState state);

struct Mail {
  MailQueued what;
  world::Instant when{};
  std::uint32_t attempts = 0;
  world::Instant tried{};                // the last time
  std::optional<MailAnswered> answer{};  // to the last attempt

  MailState state() const;
  bool is_open() const { return state() == MailState::waiting || state() == MailState::unknown; }
  // Five minutes after the first attempt, then twice as long each time, four hours at most (RFC
  // 5321, 4.5.4.1 asks for half an hour at least between attempts of a queue that others wait in;
  // this one is handed over to such a queue).
  world::Instant next_try() const;
};

// What somebody answered, and when it was read.
struct Received {
  ReplyReceived what;
  world::Instant when{};
};

}  // namespace imprimatur::ledger
