// Instants and the civil time of Paris; dates and instants as ISO 8601 writes them.
#pragma once

#include "calendar/calendar.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::calendar {

using Instant = std::chrono::sys_seconds;

// What a clock on a wall in Paris shows. `offset` is what it is ahead of UTC: 60 or 120 minutes.
struct LocalTime {
  Date date;
  std::chrono::seconds since_midnight{};
  std::chrono::minutes offset{};
  bool operator==(const LocalTime&) const = default;
};

// Summer time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC both
// (Directive 2000/84/EC, in force since 2002). Earlier instants are given by the same rule, which
// is not history.
LocalTime paris_time(Instant instant);
Date paris_date(Instant instant);
// 0 h in Paris. Midnight exists exactly once on every day: the clocks change later in the night.
Instant paris_midnight(Date date);

std::string to_iso(Date date);        // "2026-11-23"
std::string to_iso(Instant instant);  // "2026-11-23T14:00:00Z"

// "2026-11-23"; nullopt for a day that does not exist.
std::optional<Date> date_from_iso(std::string_view text);

// "2026-11-23T14:00:00Z", "2026-11-23T15:00:00+01:00", seconds may be left out; a date alone is 0 h
// in Paris. A time without an offset is nullopt: it would be a guess. So is a leap second.
std::optional<Instant> instant_from_iso(std::string_view text);

}  // namespace imprimatur::calendar
