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

Sentence the_sheets(const std::vector<SheetRange>& ranges) {
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
  return {(one ? "la feuille " : "les feuilles ") + list.fr,
          (one ? "sheet " : "sheets ") + list.en};
}

bool is_blank(std::string_view name) {
  return name.find_first_not_of(" \t\n\r") == std::string_view::npos;
}

}  // namespace imprimatur::ledger
