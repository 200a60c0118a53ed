// What our own mail server found out about a message: its Authentication-Results (RFC 8601).
#pragma once

#include "mail/mime.h"

#include <string>
#include <vector>

namespace imprimatur::mail {

// True only where the server says "pass" for the very domain of From, or for one below it (the
// alignment of RFC 7489, 3.1, without a list of public suffixes: a domain above doesn't do).
struct Authentication {
  bool spf = false;    // smtp.mailfrom
  bool dkim = false;   // header.d, or the domain of header.i
  bool dmarc = false;  // header.from
  bool operator==(const Authentication&) const = default;
};

// `fields` of the message, the topmost first; `server` is the authserv-id that our server writes,
// empty where nobody's word counts. Heeded are the fields with that id that stand together at the
// top: from the first of them down to the next Received, for what stands below it has come with the
// message (RFC 8601, 5). Of several that speak of a method the topmost counts. Our server has to
// add them, and to take fields with its name out of what comes in, as RFC 8601 asks.
Authentication authentication_of(const std::vector<Field>& fields, const std::string& server,
                                 const std::string& from);

}  // namespace imprimatur::mail
