// UTF-8 to the single-byte encoding of our papers. For the sources of this room.
//
// Papers are written in WinAnsiEncoding, which is Windows-1252 (PDF 1.6, annex D.1): all of French
// and the languages of western Europe. Three kinds of character are set as their nearest
// neighbour, because nobody reads them differently: narrow and figure spaces as the no-break space,
// the hyphens U+2010 and U+2011 as "-", the minus sign as the dash.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::paperwork {

// What is outside the encoding becomes "?".
std::string to_windows_1252(std::string_view text);

// The characters of `text` that become "?", each once, in the order they come.
std::u32string outside_windows_1252(std::string_view text);

}  // namespace imprimatur::paperwork
