#include "calendar/calendar.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace imprimatur::calendar {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::month_day;
using std::chrono::sys_days;
using std::chrono::year;
using namespace std::chrono_literals;

constexpr std::array<std::pair<Zone, std::string_view>, 9> names{{
    {Zone::metropolitan, "metropolitan"},
    {Zone::alsace_moselle, "alsace-moselle"},
    {Zone::mayotte, "mayotte"},
    {Zone::martinique, "martinique"},
    {Zone::guadeloupe, "guadeloupe"},
    {Zone::saint_martin, "saint-martin"},
    {Zone::guyane, "guyane"},
    {Zone::saint_barthelemy, "saint-barthelemy"},
    {Zone::la_reunion, "la-reunion"},
}};

constexpr std::array fixed{month{1} / 1,  month{5} / 1,  month{5} / 8,   month{7} / 14,
                           month{8} / 15, month{11} / 1, month{11} / 11, month{12} / 25};

// The commemoration of the abolition of slavery.
std::optional<month_day> local_day(Zone zone) {
  switch (zone) {
    case Zone::metropolitan:
    case Zone::alsace_moselle: return std::nullopt;
    case Zone::mayotte: return month{4} / 27;
    case Zone::martinique: return month{5} / 22;
    case Zone::guadeloupe:
    case Zone::saint_martin: return month{5} / 27;
    case Zone::guyane: return month{6} / 10;
    case Zone::saint_barthelemy: return month{10} / 9;
    case Zone::la_reunion: return month{12} / 20;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Zone zone) {
  return std::ranges::find(names, zone, [](const auto& n) { return n.first; })->second;
}

std::optional<Zone> zone_from_name(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& n) { return n.second; });
  return found == names.end() ? std::nullopt : std::optional{found->first};
}

const std::vector<Zone>& all_zones() {
  static const std::vector<Zone> zones = [] {
    std::vector<Zone> all;
    for (const auto& [zone, name] : names) all.push_back(zone);
    return all;
  }();
  return zones;
}

Date easter(year in) {
  const int y = static_cast<int>(in);
  const int a = y % 19, b = y / 100, c = y % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return in / month{static_cast<unsigned>(n / 31)} /
         std::chrono::day{static_cast<unsigned>(n % 31 + 1)};
}

std::vector<Date> holidays(year in, Zone zone) {
  std::vector<Date> all;
  for (const auto& day : fixed) all.push_back(in / day);
  const sys_days sunday = easter(in);
  for (const int offset : {1, 39, 50}) all.emplace_back(sunday + days{offset});
  if (zone == Zone::alsace_moselle) {
    all.emplace_back(sunday - days{2});
    all.push_back(in / 12 / 26);
  }
  if (const auto local = local_day(zone)) all.push_back(in / *local);
  std::ranges::sort(all);
  return all;
}

bool is_holiday(Date day, Zone zone) {
  return std::ranges::binary_search(holidays(day.year(), zone), day);
}

bool is_working_day(Date day, const Calendar& calendar) {
  const std::chrono::weekday weekday{sys_days{day}};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
         !is_holiday(day, calendar.zone) && std::ranges::count(calendar.closing_days, day) == 0;
}

Date working_day_from(Date day, const Calendar& calendar) {
  sys_days at = day;
  while (!is_working_day(at, calendar)) at += days{1};
  return at;
}

Date after_calendar_days(Date event, int count, const Calendar& calendar, LastDay last_day) {
  assert(0 <= count && count <= 3650);
  const Date last = sys_days{event} + days{count};
  return last_day == LastDay::stays ? last : working_day_from(last, calendar);
}

Date after_working_days(Date event, int count, const Calendar& calendar) {
  assert(0 <= count && count <= 3650);
  sys_days at = event;
  for (int counted = 0; counted < count;) {
    at += days{1};
    if (is_working_day(at, calendar)) ++counted;
  }
  return at;
}

}  // namespace imprimatur::calendar
