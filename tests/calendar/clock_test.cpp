#include "calendar/clock.h"

#include "catch/catch.h"

using namespace imprimatur::calendar;
using namespace std::chrono_literals;

namespace {

Instant at(const char* iso) {
  return instant_from_iso(iso).value();
}

}  // namespace

TEST_CASE("Paris is one hour ahead in winter and two in summer, to the second") {
  const auto [instant, offset] = GENERATE(table<const char*, int>({
      {"2026-01-01T00:00:00Z", 60},
      {"2026-03-29T00:59:59Z", 60},
      {"2026-03-29T01:00:00Z", 120},
      {"2026-10-25T00:59:59Z", 120},
      {"2026-10-25T01:00:00Z", 60},
      {"2027-03-28T01:00:00Z", 120},
      {"2027-10-31T01:00:00Z", 60},
  }));
  CHECK(paris_time(at(instant)).offset == std::chrono::minutes{offset});
}

TEST_CASE("late in the evening in UTC it is already the next day in Paris") {
  CHECK(to_iso(paris_date(at("2026-11-23T22:59:59Z"))) == "2026-11-23");
  CHECK(to_iso(paris_date(at("2026-11-23T23:00:00Z"))) == "2026-11-24");
  CHECK(to_iso(paris_date(at("2026-07-13T22:00:00Z"))) == "2026-07-14");
  CHECK(paris_time(at("2026-07-13T22:30:05Z")).since_midnight == 30min + 5s);
}

TEST_CASE("every day has one midnight in Paris, change days included") {
  auto day = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  for (int i = 0; i < 366 * 3; ++i, day += std::chrono::days{1}) {
    const Instant midnight = paris_midnight(day);
    CHECK(paris_date(midnight) == Date{day});
    CHECK(paris_date(midnight - 1s) != Date{day});
  }
  CHECK(to_iso(paris_midnight(date_from_iso("2026-03-29").value())) == "2026-03-28T23:00:00Z");
  CHECK(to_iso(paris_midnight(date_from_iso("2026-10-25").value())) == "2026-10-24T22:00:00Z");
}

TEST_CASE("instants are read with Z, with an offset, or as a date alone") {
  CHECK(at("2026-11-23T15:00:00+01:00") == at("2026-11-23T14:00:00Z"));
  CHECK(at("2026-11-23T10:30:00-03:30") == at("2026-11-23T14:00:00Z"));
  CHECK(at("2026-11-23T14:00Z") == at("2026-11-23T14:00:00Z"));
  CHECK(to_iso(at("2026-11-23")) == "2026-11-22T23:00:00Z");
  CHECK(to_iso(at("2026-11-23T14:00:00Z")) == "2026-11-23T14:00:00Z");
}

TEST_CASE("what is no instant is none") {
  const auto* text = GENERATE(
      "", "2026", "2026-02-29", "2026-13-01", "2026-11-23T14:00:00", "2026-11-23 14:00:00Z",
      "2026-11-23T24:00:00Z", "2026-11-23T14:60:00Z", "2026-11-23T23:59:60Z",
      "2026-11-23T14:00:00+0100", "2026-11-23T14:00:00ZZ", "2026-11-23T14:00:00.5Z", "26-11-23",
      "2026-11-2x", "-026-11-23", "2026-11-23T14:00:00+25:00", "demain");
  CAPTURE(text);
  CHECK_FALSE(instant_from_iso(text).has_value());
}

TEST_CASE("a day that does not exist is no date") {
  CHECK_FALSE(date_from_iso("2026-02-29").has_value());
  CHECK(date_from_iso("2028-02-29").has_value());
  CHECK_FALSE(date_from_iso("2026-11-23T00:00:00Z").has_value());
}
