// A message as it goes out, and its bytes.
//
//   multipart/mixed
//     multipart/alternative              the plainest first (RFC 2046, 5.1.4)
//       text/plain
//       multipart/related                text/html with the pictures that it shows (RFC 2387)
//     attachments
//
// The bytes follow from the letter alone: no clock, no dice, no name of this machine. Headers are
// those of RFC 5322, words in them as RFC 2047 has it, file names as RFC 2231; lines end in CRLF
// and are never longer than 998 bytes.
#pragma once

#include "world/world.h"

#include <string>
#include <vector>

namespace imprimatur::mail {

// `address` is as order::is_mail_address() has it; `name` may be empty.
struct Mailbox {
  std::string name;
  std::string address;
  bool operator==(const Mailbox&) const = default;
};

// What travels with the letter: a file of its own, or a picture that the HTML shows as "cid:ID".
struct Enclosure {
  std::string name;  // of the file, without a folder
  std::string type;  // "application/pdf"
  std::string bytes;
  // Of a picture: a msg-id, as RFC 2045, 7 has it, without the angle brackets:
  // "page-2.TOKEN@exemple.fr".
  std::string id = {};
};

struct Letter {
  Mailbox from;
  std::vector<Mailbox> to;  // one or more
  Mailbox reply_to;
  std::string subject;
  world::Instant date{};   // written in the civil time of Paris
  std::string message_id;  // without the angle brackets: "TOKEN@exemple.fr"
  // The message that this one follows, likewise; empty where there is none.
  std::string in_reply_to = {};
  std::string language;  // "fr", "en": Content-Language (RFC 3282)
  std::string text;      // UTF-8, lines ending in LF
  std::string html;
  std::vector<Enclosure> pictures;
  std::vector<Enclosure> attachments;
  // Goes into the boundaries: random bytes, where nobody is to guess a message by its digest.
  std::string salt = {};
};

// Every message says "Auto-Submitted: auto-generated" (RFC 3834, 5), so that robots don't answer.
// Throws finding::Failure where an address isn't one, or a header would hold a control character.
std::string message_of(const Letter& letter);

}  // namespace imprimatur::mail
