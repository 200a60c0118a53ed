// How a workspace sends and receives mail: mail.toml, docs/formats/mail.md.
#pragma once

#include "finding/finding.h"
#include "mail/letter.h"
#include "mail/server.h"

#include <optional>
#include <string>

namespace imprimatur::mail {

// Where what comes in is read by IMAP.
struct InboxSettings {
  Server server;
  std::string password_file;  // as of Settings
  std::string folder;         // as the server spells it: printable ASCII, without quotes
};

struct Settings {
  Mailbox from;
  Server server;
  // Where the password lies, as the file says: relative to the workspace. Empty: no login.
  std::string password_file;
  // Answers and failures come back to these, with a token behind `separator` in the local part
  // ("bat+TOKEN@exemple.fr").
  std::string reply_address;
  std::string bounce_address;
  char separator = '+';
  // The name under which our own server says what it found out about a message: the authserv-id of
  // its Authentication-Results (RFC 8601, 2.5), in lower case. Empty: nobody's word counts.
  std::string authentication;
  // Of the page where clients answer, without a slash at its end; empty: there is none.
  std::string review_url;
  std::optional<InboxSettings> inbox;  // nullopt: mails are handed in as files
};

// nullopt where `bytes` have faults, which are findings at `file`: those of reading/reading.h, and
// mail-address, mail-host, mail-login, mail-clear (a login in the clear), mail-url, mail-file,
// mail-folder, mail-example.
std::optional<Settings> read_settings(const std::string& file, std::string_view bytes,
                                      finding::Findings& findings);

// "bat@exemple.fr" and "k3t9" give "bat+k3t9@exemple.fr".
std::string with_token(const std::string& address, char separator, std::string_view token);

// The other way round; nullopt where `address` isn't `base` with a token. Case doesn't matter: mail
// servers fold it; the token comes back in lower case.
std::optional<std::string> token_in(std::string_view address, const std::string& base,
                                    char separator);

}  // namespace imprimatur::mail
