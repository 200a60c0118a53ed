#include "ledger/phrases.h"

#include "calendar/clock.h"
#include "wording/wording.h"

namespace imprimatur::ledger {

using finding::Language;
using finding::Sentence;

Sentence the_day(Date date) {
  return {"le " + wording::date(date, Language::french), wording::date(date, Language::english)};
}

Sentence on_day(Date date) {
  const Sentence day = the_day(date);
  return {day.fr, "on " + day.en};
}

Sentence on_day(world::Instant instant) {
  return on_day(calendar::paris_date(instant));
}

Sentence euros(measure::Money amount) {
  return {wording::money(amount, Language::french), wording::money(amount, Language::english)};
}

Sentence the_sheets(const std::vector<SheetRange>& ranges, Laid laid) {
  Sentence list;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const bool last = i + 1 == ranges.size();
    const auto [from, to] = ranges[i];
    if (i > 0) {
      list.fr += last ? " et " : ", ";
      list.en += last ? " and " : ", ";
    }
    list.fr += from == to ? fmt::format("{}", from) : fmt::format("{} à {}", from, to);
    list.en += from == to ? fmt::format("{}", from) : fmt::format("{} to {}", from, to);
  }
  const bool one = ranges.size() == 1 && ranges[0].first == ranges[0].last;
  if (laid == Laid::one_up)
    return {(one ? "le feuillet " : "les feuillets ") + list.fr,
            (one ? "leaf " : "leaves ") + list.en};
  return {(one ? "la feuille " : "les feuilles ") + list.fr,
          (one ? "sheet " : "sheets ") + list.en};
}

std::string of_the_sheets(const std::vector<SheetRange>& ranges, Laid laid) {
  const std::string sheets = the_sheets(ranges, laid).fr;
  if (sheets.starts_with("les ")) return "des " + sheets.substr(4);
  if (sheets.starts_with("le ")) return "du " + sheets.substr(3);
  return "de " + sheets;
}

namespace {

std::string text_of(std::uint64_t serial) {
  return codes::to_text(codes::Serial::from(serial).value());
}

}  // namespace

Sentence every_pass(const Spans& passes) {
  Sentence list;
  for (const Span& span : passes.spans()) {
    const std::string comma = list.fr.empty() ? "" : ", ";
    const bool one = span.first == span.last;
    list.fr += comma + text_of(span.first) + (one ? "" : " à " + text_of(span.last));
    list.en += comma + text_of(span.first) + (one ? "" : " to " + text_of(span.last));
  }
  return list;
}

Sentence the_passes(const Spans& passes) {
  const Span& span = passes.spans().front();
  const bool one = span.first == span.last;
  const std::string first = text_of(span.first), last = text_of(span.last);
  Sentence words{
      one ? fmt::format("le pass n°\u00a0{}", first)
          : fmt::format("les pass n°\u00a0{} à {}", first, last),
      one ? fmt::format("pass no. {}", first) : fmt::format("passes no. {} to {}", first, last)};
  if (const std::uint64_t more = passes.count() - span.count()) {
    static const wording::Noun other{{"autre", "other"}, {"autres", "others"}};
    words.fr += " et " + wording::counted(more, other, Language::french);
    words.en += " and " + wording::counted(more, other, Language::english);
  }
  return words;
}

bool is_blank(std::string_view name) {
  return wording::folded(name).empty();
}

bool is_same_name(std::string_view a, std::string_view b) {
  return wording::folded(a) == wording::folded(b);
}

Closed no_sheet_yet(const Batch& batch) {
  const auto press = command("press {} -o DIR", batch.order);
  return {{fmt::format("Aucune feuille de la commande {} n’est écrite.", batch.order),
           fmt::format("No sheet of order {} is written.", batch.order)},
          {fmt::format("Faites-les écrire, puis imprimez-les\u00a0: {}.", press.fr),
           fmt::format("Have them written, then print them: {}.", press.en)}};
}

}  // namespace imprimatur::ledger
