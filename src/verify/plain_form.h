// Files that every reader of PDFs reads alike. For this room's own sources.
//
// Poppler and PoDoFo find objects, ends of streams and entries of dictionaries in ways of their
// own, and agree only where there is one thing to find. That is so of a file as `press` writes it,
// to the byte (ISO 32000-1, 7.3 and 7.5):
//
//   - a line or two of header, the objects one right after the other, the table of them, a trailer,
//     and nothing between or behind;
//   - one table of one section, with every object in it, none freed and none of a later generation;
//     a trailer without /Prev, /XRefStm and /Encrypt;
//   - of each object, one value and `endobj`, or a dictionary, /Length bytes of a stream, where
//     /Length is a number, and `endstream`; no stream is in another file;
//   - in no dictionary a key twice, or one that is spelt with '#'; no comments.
#pragma once

#include <string_view>

namespace imprimatur::verify {

bool is_in_plain_form(std::string_view file);

}  // namespace imprimatur::verify
