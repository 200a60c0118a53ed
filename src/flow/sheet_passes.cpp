#include "flow/sheet_passes.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using ledger::Span;
using ledger::Spans;

bool is_among(const std::vector<NumberRange>& ranges, std::uint64_t number) {
  return std::ranges::any_of(
      ranges, [&](NumberRange range) { return range.first <= number && number <= range.last; });
}

Spans printed_with(const ledger::Batch& batch, const impose::Run& run,
                   const std::optional<NumberRange>& sheets) {
  if (!sheets) return {batch.release->first_serial, batch.release->last_serial()};
  Spans passes;
  for (const impose::StockPlan& stock : run.stocks) {
    const std::uint64_t last = std::min<std::uint64_t>(sheets->last, stock.plan.sheets());
    if (!stock.bears_passes() || sheets->first > last) continue;
    passes = passes.with(passes_on(stock, batch, {{sheets->first, last}}));
  }
  return passes;
}

void warn(const Spans& passes, const Sentence& state, const Sentence& hint, bool leaves,
          finding::Findings& findings) {
  const Sentence which = ledger::the_passes(passes);
  findings.warning("passes-lost", {},
                   {fmt::format("{} portent encore {}\u00a0: {}.",
                                leaves ? "Ces feuillets" : "Ces feuilles", which.fr, state.fr),
                    fmt::format("These {} still bear {}: {}.", leaves ? "leaves" : "sheets",
                                which.en, state.en)},
                   hint);
}

}  // namespace

Spans passes_on(const impose::StockPlan& stock, const ledger::Batch& batch,
                const std::vector<NumberRange>& sheets, const std::vector<NumberRange>& slots) {
  std::vector<Span> serials;
  const auto add = [&](std::uint32_t sheet, std::uint32_t slot) {
    const impose::Content content = stock.plan.at(sheet, slot);
    if (content.is_void() || content.is_blank()) return;
    const auto& pass = stock.booklet[*content.leaf].pass;
    if (!pass) return;
    const std::uint64_t serial = batch.serial_at(*content.carnet, *pass);
    serials.push_back({serial, serial});
  };
  for (const NumberRange& range : sheets)
    for (std::uint64_t sheet = range.first; sheet <= range.last; ++sheet)
      for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot)
        if (slots.empty() || is_among(slots, slot + 1))
          add(static_cast<std::uint32_t>(sheet - 1), slot);
  return Spans(serials);
}

finding::Findings warn_of_lost(const ledger::Batch& batch, const impose::Run& run,
                               const std::optional<NumberRange>& sheets) {
  finding::Findings findings;
  const ledger::Passes& all = batch.passes;
  if (all.spoiled.empty() && all.voided.empty()) return findings;
  const Spans printed = printed_with(batch, run, sheets);
  const Spans spoiled = printed.common(all.spoiled), voided = printed.common(all.voided);
  const bool leaves = run.scheme == impose::Leaves::one_up;
  if (!spoiled.empty())
    warn(spoiled,
         spoiled.count() == 1 ? Sentence{"il est gâché", "it is spoiled"}
                              : Sentence{"ils sont gâchés", "they are spoiled"},
         {"Cela ne les rend pas bons\u00a0: une fois leur papier détruit, réimprimez-les par "
          "«\u00a0reprint\u00a0», ou déclarez-les nuls (spoil --void).",
          "This doesn't make them good: once their paper is destroyed, print them again with "
          "\"reprint\", or declare them void (spoil --void)."},
         leaves, findings);
  if (!voided.empty())
    warn(voided,
         voided.count() == 1 ? Sentence{"il est nul pour toujours", "it is void for ever"}
                             : Sentence{"ils sont nuls pour toujours", "they are void for ever"},
         {"Détruisez ces pass dès l’impression, et faites-le noter\u00a0: ils ne valent rien.",
          "Destroy these passes as soon as they are printed, and have it noted: they are worth "
          "nothing."},
         leaves, findings);
  return findings;
}

}  // namespace imprimatur::flow
