// Getting at words.inc, and at what all pages have. For the sources of this room.
#pragma once

#include "review/review.h"
#include "wording/say.h"

namespace imprimatur::review {

namespace words {
#define WORDS(name, fr, en) extern const finding::Sentence name;
#define PIECE(name, fr, en) extern const finding::Sentence name;
#include "review/words.inc"
#undef WORDS
#undef PIECE
}  // namespace words

// For a PIECE.
using wording::say;

// One of WORDS.
std::string said(const finding::Sentence& words, const Proof& proof);

// Everything that the templates take from a proof: all WORDS as SAY_NAME, the frame, the contact.
// `title` is that of the page, "error" put before it where there are errors.
markup::Values dressed(const Proof& proof, const std::string& title,
                       const std::vector<Error>& errors = {});

// The frame alone, and whom to ask.
void put_contact(markup::Values& values, const Contact& contact, finding::Language language);

// Puts the fields' own errors beside them: sections ERROR_field, with FIELD_ERROR in it.
void put_errors(markup::Values& values, const std::vector<Error>& errors);

// A page as large as `width` pixels make it: WIDTH, HEIGHT.
void put_size(markup::Values& values, const Picture& picture, std::uint32_t width);

}  // namespace imprimatur::review
