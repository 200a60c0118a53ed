// Plain text of strangers: cleaned, unfolded, and brought down to what its writer wrote. For the
// sources of this room.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::mail {

// Of ASCII alone.
std::string in_lower_case(std::string_view text);

// Without controls and invisible characters that change how others are shown (bidirectional
// controls, zero-width ones); a tab is a space, and every kind of line end a line feed. UTF-8 in
// and out, what isn't becomes U+FFFD.
std::string cleaned(std::string_view text);
// The same on one line: line ends are spaces, and there are none at its ends.
std::string on_one_line(std::string_view text);

// RFC 3676: lines that end in a space go on in the next one. Quoted lines stay as they are, and
// a line of the writer's own that begins with ">" keeps the space before it.
std::string unflowed(std::string_view text, bool deletes_space);

// Without what others wrote: lines that begin with ">", the line that introduces them ("Le … a
// écrit :", "On … wrote:", over up to three lines) and, where unmarked words follow it, all of
// these; all from "-----Message d'origine-----" on, or from a block "De : … Envoyé : …" as Outlook
// puts it; and without the signature after "-- " (RFC 3676, 4.3). `text` is cleaned. Words that
// somebody writes below a quotation that has no marks, or below a signature, are left out with it:
// `is_whole` is false then, and the message itself has them.
struct OwnWords {
  std::string text;
  bool is_whole = true;
};
OwnWords own_words(std::string_view text);

}  // namespace imprimatur::mail
