#include "ledger/phrases.h"

#include "calendar/clock.h"
#include "wording/wording.h"

#include <algorithm>

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

Sentence the_passes(const SerialSet& passes) {
  const auto text = [](std::uint64_t serial) {
    return codes::to_text(codes::Serial::from(serial).value());
  };
  const SerialSpan& span = passes.spans().front();
  const bool one = span.first == span.last;
  Sentence words{one ? fmt::format("le pass n°\u00a0{}", text(span.first))
                     : fmt::format("les pass n°\u00a0{} à {}", text(span.first), text(span.last)),
                 one ? fmt::format("pass no. {}", text(span.first))
                     : fmt::format("passes no. {} to {}", text(span.first), text(span.last))};
  if (const std::uint64_t more = passes.count() - span.count()) {
    const auto number = static_cast<std::int64_t>(more);
    words.fr += fmt::format(" et {} autre{}", wording::number(number, Language::french),
                            more > 1 ? "s" : "");
    words.en += fmt::format(" and {} other{}", wording::number(number, Language::english),
                            more > 1 ? "s" : "");
  }
  return words;
}

bool is_blank(std::string_view name) {
  return name.find_first_not_of(" \t\n\r") == std::string_view::npos;
}

bool is_same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace imprimatur::ledger
