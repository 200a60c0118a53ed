// A message as others send it, taken apart by GMime: header fields and a tree of parts. Whatever
// the bytes are, a value comes back or a sentence says why not; nothing here knows what a reply is.
// For the sources of this room.
#pragma once

#include "finding/finding.h"
#include "world/world.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur::mail {

// `name` in lower case; `value` as it stands, without the line ends of folding (RFC 5322, 2.2.3).
struct Field {
  std::string name;
  std::string value;
};

// `bytes` are decoded (base64, quoted-printable, uuencode), as many of them as can be; those of an
// enclosed message are the message. A multipart has parts and no bytes.
struct Part {
  std::string type;            // "text/plain", in lower case
  std::string name;            // of the file, UTF-8, without controls or a folder; often empty
  bool is_attachment = false;  // Content-Disposition says so, or it is a text with a file's name
  std::string charset;         // as it says; empty where it doesn't
  bool is_flowed = false, deletes_space = false;  // RFC 3676, 4.1 and 4.2: format, DelSp
  std::string report_type;                        // of a multipart/report, in lower case
  std::string bytes;
  std::vector<Field> fields;  // of an enclosed message
  std::vector<Part> parts;
};

struct Mime {
  std::vector<Field> fields;
  Part body;
};

// The sentence where the message is empty, isn't one, or goes past a bound of reply.h.
std::variant<Mime, finding::Sentence> read_mime(std::string_view bytes);

// What stands in fields, in UTF-8 without controls. Mailboxes are those of order::is_mail_address()
// only: of an address that can't be used an empty text stands there, and so for a group.
std::vector<std::string> mailboxes(const std::string& value);
std::vector<std::string> message_ids(const std::string& value);
std::optional<world::Instant> date_of(const std::string& value);
std::string unencoded(const std::string& value);  // RFC 2047

// `bytes` in UTF-8; what doesn't belong to the charset is U+FFFD. Without a charset that is known
// it is UTF-8 if it can be, else windows-1252, which contains ISO 8859-1 (as browsers have it too).
std::string utf8(std::string_view bytes, std::string_view charset);

}  // namespace imprimatur::mail
