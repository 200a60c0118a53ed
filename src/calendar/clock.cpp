#include "calendar/clock.h"

#include <fmt/format.h>

#include <cstdint>

namespace imprimatur::calendar {
namespace {

using namespace std::chrono;

Instant last_sunday(year in, month of) {
  return sys_days{in / of / Sunday[last]} + 1h;
}

bool summer(Instant instant) {
  const year in = year_month_day{floor<days>(instant)}.year();
  return last_sunday(in, March) <= instant && instant < last_sunday(in, October);
}

minutes offset_at(Instant instant) {
  return summer(instant) ? 120min : 60min;
}

// Takes exactly `count` digits off the front of `text`.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool skip(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto y = digits(text, 4);
  if (!y || !skip(text, '-')) return std::nullopt;
  const auto m = digits(text, 2);
  if (!m || !skip(text, '-')) return std::nullopt;
  const auto d = digits(text, 2);
  if (!d) return std::nullopt;
  const Date date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

// "14:00"; "14:00:00" too where seconds may follow.
enum class Precision : std::uint8_t { minute, second };
std::optional<seconds> take_time(std::string_view& text, Precision precision) {
  const auto h = digits(text, 2);
  if (!h || *h > 23 || !skip(text, ':')) return std::nullopt;
  const auto m = digits(text, 2);
  if (!m || *m > 59) return std::nullopt;
  const seconds whole = hours{*h} + minutes{*m};
  if (precision == Precision::minute || !skip(text, ':')) return whole;
  const auto s = digits(text, 2);
  if (!s || *s > 59) return std::nullopt;
  return whole + seconds{*s};
}

// "Z", "+01:00", "-03:30": what the time is ahead of UTC.
std::optional<seconds> take_offset(std::string_view& text) {
  if (skip(text, 'Z')) return 0s;
  const bool ahead = skip(text, '+');
  if (!ahead && !skip(text, '-')) return std::nullopt;
  const auto offset = take_time(text, Precision::minute);
  if (!offset) return std::nullopt;
  return ahead ? *offset : -*offset;
}

}  // namespace

LocalTime paris_time(Instant instant) {
  const minutes offset = offset_at(instant);
  const auto local = instant + offset;
  const auto day_of = floor<days>(local);
  return {Date{day_of}, local - day_of, offset};
}

Date paris_date(Instant instant) {
  return paris_time(instant).date;
}

Instant paris_midnight(Date date) {
  // The clocks change at 01:00 UTC, after midnight in Paris: an hour before 0 h UTC the offset is
  // that of midnight, whichever it is.
  const Instant utc = sys_days{date};
  return utc - offset_at(utc - 1h);
}

std::string to_iso(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_iso(Instant instant) {
  const auto day_of = floor<days>(instant);
  const hh_mm_ss time{instant - day_of};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso(Date{day_of}), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::optional<Date> date_from_iso(std::string_view text) {
  const auto date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

std::optional<Instant> instant_from_iso(std::string_view text) {
  const auto date = take_date(text);
  if (!date) return std::nullopt;
  if (text.empty()) return paris_midnight(*date);
  if (!skip(text, 'T')) return std::nullopt;
  const auto time = take_time(text, Precision::second);
  if (!time) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return sys_days{*date} + *time - *offset;
}

}  // namespace imprimatur::calendar
