// The words of letters about a BAT, from words.inc. For the sources of this room.
#pragma once

#include "finding/finding.h"
#include "wording/say.h"

#include <string>
#include <string_view>

namespace imprimatur::mail {

namespace words {
#define WORDS(name, fr, en) extern const finding::Sentence name;
#include "mail/words.inc"
#undef WORDS
}  // namespace words

// Lines of at most 72 columns, as far as there are spaces that break, each with its end; `first`
// before the first of them, `next` before the others.
std::string wrapped(std::string_view text, std::string_view first = {}, std::string_view next = {});

// Who signs: "Coopérative Exemple – 01 23 45 67 89".
std::string signature(const std::string& issuer, const std::string& phone,
                      finding::Language language);

}  // namespace imprimatur::mail
