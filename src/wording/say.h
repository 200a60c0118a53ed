// Sentences that name what they are about in braces, as the catalogues of letters and pages hold
// them: words.inc of `bat`, `mail` and `review`.
#pragma once

#include "finding/finding.h"

#include <fmt/format.h>

#include <string>

namespace imprimatur::wording {

// The words in one language, with what they name: say(words::version, language, fmt::arg("version",
// 2)). Throws fmt::format_error where one is missing. Only for words of a catalogue: braces in
// others, such as a finding's, would be taken for names.
template <typename... Arguments>
std::string say(const finding::Sentence& words, finding::Language language,
                const Arguments&... arguments) {
  return fmt::vformat(words.in(language), fmt::make_format_args(arguments...));
}

}  // namespace imprimatur::wording
