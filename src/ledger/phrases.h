// Pieces of the sentences that gates and states are told in. Room-internal.
#pragma once

#include "finding/finding.h"
#include "ledger/event.h"

#include <fmt/format.h>

#include <string_view>

namespace imprimatur::ledger {

// "le 23 novembre 2026", "on 23 November 2026": as part of a sentence.
finding::Sentence on_day(Date date);
finding::Sentence on_day(world::Instant instant);
// "le 23 novembre 2026", "23 November 2026", where "until" or "by" goes before.
finding::Sentence the_day(Date date);
// "1 234,50 €", "€1,234.50".
finding::Sentence euros(measure::Money amount);
// A command line, set apart from the words around it; the same in both languages but for the
// quotes.
template <typename... Arguments>
finding::Sentence command(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  const std::string line = fmt::format(text, std::forward<Arguments>(arguments)...);
  return {"«\u00a0imprimatur " + line + "\u00a0»", "\"imprimatur " + line + "\""};
}

}  // namespace imprimatur::ledger
