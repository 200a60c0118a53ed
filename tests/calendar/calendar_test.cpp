#include "calendar/calendar.h"

#include "calendar/clock.h"
#include "catch/catch.h"

#include <algorithm>

using namespace imprimatur::calendar;
using namespace std::chrono_literals;

namespace {

Date on(const char* iso) {
  return date_from_iso(iso).value();
}

std::string delivery(const char* approved, Zone zone = Zone::metropolitan) {
  return to_iso(after_working_days(on(approved), 15, {zone, {}}));
}

std::string answer(const char* sent, LastDay last_day) {
  return to_iso(after_calendar_days(on(sent), 7, {}, last_day));
}

}  // namespace

TEST_CASE("Easter Monday, Ascension and Whit Monday fall where the official calendar has them") {
  const auto [year, monday, ascension, whit] =
      GENERATE(table<int, const char*, const char*, const char*>(
          {{2026, "2026-04-06", "2026-05-14", "2026-05-25"},
           {2027, "2027-03-29", "2027-05-06", "2027-05-17"},
           {2028, "2028-04-17", "2028-05-25", "2028-06-05"},
           {2029, "2029-04-02", "2029-05-10", "2029-05-21"},
           {2030, "2030-04-22", "2030-05-30", "2030-06-10"}}));
  const auto days = holidays(std::chrono::year{year}, Zone::metropolitan);
  CHECK(days.size() == 11);
  CHECK(std::ranges::is_sorted(days));
  CHECK(std::ranges::count(days, on(monday)) == 1);
  CHECK(std::ranges::count(days, on(ascension)) == 1);
  CHECK(std::ranges::count(days, on(whit)) == 1);
}

TEST_CASE("Easter at the ends of its range and in years that trip simpler rules") {
  const auto* date = GENERATE("1818-03-22", "2285-03-22", "1943-04-25", "2038-04-25", "1954-04-18",
                              "1981-04-19", "2049-04-18", "2076-04-19", "2000-04-23");
  CHECK(to_iso(easter(on(date).year())) == date);
}

TEST_CASE("each zone adds its own days to those of L.3133-1") {
  const auto [zone, day] = GENERATE(table<Zone, const char*>({
      {Zone::alsace_moselle, "2027-03-26"},
      {Zone::alsace_moselle, "2027-12-26"},
      {Zone::mayotte, "2027-04-27"},
      {Zone::martinique, "2027-05-22"},
      {Zone::guadeloupe, "2027-05-27"},
      {Zone::saint_martin, "2027-05-27"},
      {Zone::guyane, "2027-06-10"},
      {Zone::saint_barthelemy, "2027-10-09"},
      {Zone::la_reunion, "2027-12-20"},
  }));
  CHECK(is_holiday(on(day), zone));
  CHECK_FALSE(is_holiday(on(day), Zone::metropolitan));
  CHECK(is_holiday(on("2027-07-14"), zone));
}

TEST_CASE("zones are known by name and back") {
  for (const Zone zone : all_zones()) CHECK(zone_from_name(name_of(zone)) == zone);
  CHECK(all_zones().size() == 9);
  CHECK_FALSE(zone_from_name("corse").has_value());
}

TEST_CASE("fifteen working days after approval") {
  CHECK(delivery("2026-11-10") == "2026-12-02");
  CHECK(delivery("2026-11-23") == "2026-12-14");
  CHECK(delivery("2026-12-18") == "2027-01-12");
  CHECK(delivery("2026-12-24") == "2027-01-18");
  CHECK(delivery("2027-03-25") == "2027-04-16");
  CHECK(delivery("2027-03-25", Zone::alsace_moselle) == "2027-04-19");
  CHECK(delivery("2027-04-30") == "2027-05-25");
  CHECK(delivery("2027-07-13") == "2027-08-04");
  CHECK(delivery("2026-02-28") == "2026-03-20");
}

TEST_CASE("seven calendar days after sending, left as they fall or moved to a working day") {
  const auto [sent, raw, moved] = GENERATE(table<const char*, const char*, const char*>({
      {"2026-12-18", "2026-12-25", "2026-12-28"},
      {"2026-11-23", "2026-11-30", "2026-11-30"},
      {"2026-02-28", "2026-03-07", "2026-03-09"},
  }));
  CHECK(answer(sent, LastDay::stays) == raw);
  CHECK(answer(sent, LastDay::moves_to_working_day) == moved);
}

TEST_CASE("a shop's closing days are not working days") {
  const Calendar closed{Zone::metropolitan, {on("2026-11-24"), on("2026-11-25")}};
  CHECK(to_iso(after_working_days(on("2026-11-23"), 1, closed)) == "2026-11-26");
  CHECK(to_iso(after_calendar_days(on("2026-11-23"), 1, closed, LastDay::moves_to_working_day)) ==
        "2026-11-26");
}

TEST_CASE("no delay ends on the day of the event itself") {
  CHECK(to_iso(after_calendar_days(on("2026-02-28"), 0, {}, LastDay::stays)) == "2026-02-28");
  CHECK(to_iso(after_working_days(on("2026-02-28"), 0, {})) == "2026-02-28");
}
