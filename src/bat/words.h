// The words of the BAT: words.inc holds them all, French and English, as a reader of the BAT meets
// them. Here the program gets at them.
#pragma once

#include "finding/finding.h"

#include <fmt/format.h>

#include <span>
#include <string>

namespace imprimatur::bat {

// Each by its name in words.inc. Not for initialising what is initialised before main().
namespace words {
#define WORDS(name, fr, en) extern const finding::Sentence name;
#include "bat/words.inc"
#undef WORDS
}  // namespace words

// All of them, in the order of words.inc.
struct Entry {
  const char* name;
  const finding::Sentence* words;
};
std::span<const Entry> catalogue();

// The words in one language, with what they name in braces: say(words::version, language,
// fmt::arg("version", 2)). Throws fmt::format_error where one is missing. Only for words of the
// catalogue: braces in others, such as a finding's, would be taken for names.
template <typename... Arguments>
std::string say(const finding::Sentence& words, finding::Language language,
                const Arguments&... arguments) {
  return fmt::vformat(words.in(language), fmt::make_format_args(arguments...));
}

}  // namespace imprimatur::bat
