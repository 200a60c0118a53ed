// The canonical text of a Document: what is hashed, frozen in the workspace and read back at the press.
//
// One mark per line, every number in micrometres or per mille, no locale, no floating point; the
// grammar is in docs/formats/pages.md. to_canonical and from_canonical are inverse to each other, to
// the byte and to the value.
#pragma once

#include "page/page.h"

#include <string_view>

namespace imprimatur::page {

std::string to_canonical(const Document& document);

// Throws finding::Failure, naming the line, on anything that to_canonical would not have written.
Document from_canonical(std::string_view text);

// SHA-256 of the canonical text. Fonts and artwork are in it by their own digests.
crypto::Digest digest_of(const Document& document);

}  // namespace imprimatur::page
