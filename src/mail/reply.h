// A mail that came in, as a value: what a client, a robot or a mail server answered to ours.
//
//   const mail::Reply reply = mail::read_reply(bytes_of_the_eml, settings);
//   if (reply.kind == mail::Kind::person && !reply.addressed.empty())
//     …reply.addressed.front().token, reply.from, reply.text…
//
// The bytes are a stranger's (RFC 5322, MIME: RFC 2045 to 2047): whatever they are, a value comes
// back, in time and memory that grow with their number alone. A reply is never a decision: it says
// what somebody wrote, and what our server found out about where it came from.
//
// Bounds: 50 MB; 10 000 header fields, none of more than 64 KiB, 1 MiB in all headers together;
// parts 20 deep and 1000 of them. Of the text, 1 MiB is looked at before quotations are taken out.
// Past one of these the kind is `unreadable`.
#pragma once

#include "crypto/digest.h"
#include "finding/finding.h"
#include "mail/authentication.h"
#include "mail/settings.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::mail {

// The first of these that holds:
//   unreadable  empty, past a bound, or no mail at all; `reason` says which, nothing else is filled
//   bounce      a delivery report (multipart/report of RFC 6522 with RFC 3464's delivery-status)
//   calendar    an inline text/calendar part: an answer to an invitation (RFC 6047)
//   robot       Auto-Submitted other than "no" (RFC 3834); Precedence bulk, list or junk; List-Id;
//               X-Auto-Response-Suppress, X-Autoreply, X-Autorespond; another multipart/report (a
//               read receipt, RFC 8098); a subject that begins as out-of-office ones do
//   bounce      a null return path (RFC 5321, 4.5.5) without any of these; robots that answer for
//               people have one too, so they are looked at before
//   person      anything else
enum class Kind : std::uint8_t { person, robot, bounce, calendar, unreadable };

// One of To, Cc, Delivered-To, X-Original-To or Envelope-To that is our address with a token. Case
// is folded: see token_in().
struct Addressed {
  std::string address;
  std::string token;
  bool is_bounce_address = false;  // with both addresses the same, false
};

struct Attachment {
  std::string name;  // without folder or controls, 200 characters at most; may be empty
  std::string type;  // "application/pdf", as the sender says. Outlook's own: application/ms-tnef
  std::uint64_t size = 0;  // bytes, once decoded
  crypto::Digest digest;   // of all of them
  std::string bytes;       // of a PDF or a picture of up to 20 MB; else empty
};

// Of the first recipient that failed, else of the first; empty texts where the report doesn't say.
struct DeliveryStatus {
  std::string action;      // "failed", "delayed", …, in lower case (RFC 3464, 2.3.3)
  std::string status;      // "5.1.1" (RFC 3463)
  std::string recipient;   // Final-Recipient's address, as it stands
  std::string message_id;  // of the message that came back, without brackets
};

struct Reply {
  Kind kind = Kind::unreadable;
  finding::Sentence reason;  // why it can't be read
  std::string message_id;    // without brackets, as all of them; may be empty
  std::vector<std::string> in_reply_to, references;
  // The one mailbox of the one From field, an order::is_mail_address(). Empty where there is none
  // or several, or programs might read the field differently: "a@exemple.fr (x) @exemple.org".
  std::string from;
  std::vector<Addressed> addressed;
  std::optional<world::Instant> date;  // as the sender says
  std::string subject;
  // What the writer wrote, UTF-8 with LF: of text/plain parts, or of text/html where there is none;
  // without quotations and signature (plain.h), controls and invisible characters.
  std::string text;
  // Nothing but marked quotations was left out: no signature, no unmarked quotation, and nothing
  // beyond the 64 KiB of it that are kept or the 1 MiB with quotations that are read.
  bool is_whole = true;
  std::vector<Attachment> attachments;
  Authentication authentication;
  DeliveryStatus delivery;  // of a bounce
};

// Throws nothing about the bytes. `settings` gives our addresses and whose Authentication-Results
// count.
Reply read_reply(std::string_view bytes, const Settings& settings);

}  // namespace imprimatur::mail
