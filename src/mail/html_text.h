// HTML of a mail brought down to its words, where there is no plainer part. For the sources of this
// room.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::mail {

// Tags are dropped, and with them what stands in script, style, head, title and template; block
// elements and <br> end a line; white space becomes one space, except in <pre>. References to
// characters are those of HTML 4 for ISO 8859-1, those of French typography, and numbers. Lines
// inside a <blockquote> begin with "> ", as in plain text. No style is looked at: what a reader
// hides by one is words here. Time and memory grow with the length alone. UTF-8 in and out.
std::string text_of_markup(std::string_view html);

}  // namespace imprimatur::mail
