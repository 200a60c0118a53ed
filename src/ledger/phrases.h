// Pieces of the sentences that gates and states are told in. Room-internal.
#pragma once

#include "finding/finding.h"
#include "ledger/batch.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace imprimatur::ledger {

// "le 23 novembre 2026", "on 23 November 2026": as part of a sentence.
finding::Sentence on_day(Date date);
finding::Sentence on_day(world::Instant instant);
// "le 23 novembre 2026", "23 November 2026", where "until" or "by" goes before.
finding::Sentence the_day(Date date);
// "1 234,50 €", "€1,234.50".
finding::Sentence euros(measure::Money amount);
// "la feuille 7", "les feuilles 1 à 3 et 7"; "sheet 7", "sheets 1 to 3 and 7"; of a run one-up,
// whose sheets are leaves, "le feuillet 7", "leaf 7". At least one range.
finding::Sentence the_sheets(const std::vector<SheetRange>& ranges, Laid laid);
// The same in French with its preposition: "de la feuille 7", "des feuilles 1 à 3 et 7".
std::string of_the_sheets(const std::vector<SheetRange>& ranges, Laid laid);
// Whether a name is none: empty, or nothing but spaces of any kind.
bool is_blank(std::string_view name);
// Names and addresses compare without regard to case, as addresses do, nor to kinds and numbers of
// spaces (wording::folded).
bool is_same_name(std::string_view a, std::string_view b);
// What opens only with sheets.
Closed no_sheet_yet(const Batch& batch);
// A command line, set apart from the words around it; the same in both languages but for the
// quotes.
template <typename... Arguments>
finding::Sentence command(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  const std::string line = fmt::format(text, std::forward<Arguments>(arguments)...);
  return {"«\u00a0imprimatur " + line + "\u00a0»", "\"imprimatur " + line + "\""};
}

}  // namespace imprimatur::ledger
