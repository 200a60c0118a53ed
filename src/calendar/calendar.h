// Days that count: French public holidays, working days and delays.
//
// A delay leaves out the day of the event: it starts at 0 h the next day and ends at 24 h of its
// last day (CCAG-FCS 2021, art. 3.2). Everything is a civil day in France; clock.h turns instants
// into such days.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace imprimatur::calendar {

using Date = std::chrono::year_month_day;

// Whose holidays apply. The eleven of Code du travail, L.3133-1, are everybody's; on top come Good
// Friday and 26 December in Alsace-Moselle (L.3134-13) and the day of the abolition of slavery
// overseas (L.3422-2).
enum class Zone : std::uint8_t {
  metropolitan,
  alsace_moselle,
  mayotte,
  martinique,
  guadeloupe,
  saint_martin,
  guyane,
  saint_barthelemy,
  la_reunion,
};

// "metropolitan", "alsace-moselle", "la-reunion"…
std::string_view name_of(Zone zone);
std::optional<Zone> zone_from_name(std::string_view name);
const std::vector<Zone>& all_zones();

// Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher: J. Meeus,
// Astronomical Algorithms, 2nd ed., chapter 8).
Date easter(std::chrono::year year);

// Sorted. Good Friday is given for the whole of Alsace-Moselle, though the law keeps it to communes
// with a Protestant or shared church: a delay is never cut short by that.
std::vector<Date> holidays(std::chrono::year year, Zone zone);
bool is_holiday(Date day, Zone zone);

// The days of one place: its holidays, and the days on which a shop closes of its own will.
struct Calendar {
  Zone zone = Zone::metropolitan;
  std::vector<Date> closing_days;
};

// Jours ouvrés: Monday to Friday, less holidays and closing days.
bool is_working_day(Date day, const Calendar& calendar);
// `day` itself if it is one.
Date working_day_from(Date day, const Calendar& calendar);

// What becomes of a last day that is no working day.
enum class LastDay : std::uint8_t { stays, moves_to_working_day };

// The last day of a delay of `days` that an event on `event` starts. `days` is 0 to 3650.
Date after_calendar_days(Date event, int days, const Calendar& calendar, LastDay last_day);
Date after_working_days(Date event, int days, const Calendar& calendar);

}  // namespace imprimatur::calendar
