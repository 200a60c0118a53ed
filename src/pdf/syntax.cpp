#include "pdf/syntax.h"

#include "pdf/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace imprimatur::pdf {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// The code point at `at`, which moves behind it; U+FFFD for a byte that begins none.
char32_t next_code_point(std::string_view utf8, std::size_t& at) {
  constexpr char32_t replacement = 0xFFFD;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(utf8[i]); };
  const std::uint8_t first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || at + more > utf8.size()) return replacement;
  char32_t code = first & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return replacement;
    code = code << 6 | (byte(at + i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
  if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
    return replacement;
  at += more;
  return code;
}

void append_unit(std::string& out, char32_t unit) {
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 0xF];
}

// All three decimals: equal boxes at different places must also come out equally large.
void append_exactly(std::string& out, measure::Length length) {
  append_decimal(out, rounded_division(length.micrometres() * 360, 127), 3);
}

struct Clock {
  explicit Clock(world::Instant instant)
      : day(std::chrono::floor<std::chrono::days>(instant)),
        time(instant - std::chrono::floor<std::chrono::days>(instant)) {}
  std::string written(std::string_view pattern) const {
    return fmt::format(fmt::runtime(pattern), int{day.year()}, unsigned{day.month()},
                       unsigned{day.day()}, time.hours().count(), time.minutes().count(),
                       time.seconds().count());
  }
  std::chrono::year_month_day day;
  std::chrono::hh_mm_ss<std::chrono::seconds> time;
};

}  // namespace

std::string utf16_hex(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code = next_code_point(utf8, at);
    if (code < 0x10000) {
      append_unit(out, code);
    } else {
      append_unit(out, 0xD800 + ((code - 0x10000) >> 10));
      append_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  return out;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    out += digits[byte >> 4];
    out += digits[byte & 0xF];
  }
  return out;
}

std::string text_string(std::string_view utf8) {
  if (!is_plain(utf8)) return "<FEFF" + utf16_hex(utf8) + ">";
  std::string out = "(";
  for (const char c : utf8) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out + ")";
}

std::string name(std::string_view text) {
  constexpr std::string_view delimiters = "()<>[]{}/%#";
  std::string out = "/";
  for (const char c : text) {
    if (c > ' ' && c <= '~' && delimiters.find(c) == std::string_view::npos)
      out += c;
    else
      out += "#" + hex({&c, 1});
  }
  return out;
}

std::string date_string(world::Instant instant) {
  return Clock(instant).written("(D:{:04}{:02}{:02}{:02}{:02}{:02}Z)");
}

std::string xmp_date(world::Instant instant) {
  return Clock(instant).written("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z");
}

std::string rectangle(const measure::Rect& rect, measure::Length height) {
  std::string out = "[";
  append_exactly(out, rect.left());
  append_exactly(out += ' ', height - rect.bottom());
  append_exactly(out += ' ', rect.right());
  append_exactly(out += ' ', height - rect.top());
  return out + "]";
}

std::string reference(std::uint32_t number) {
  return fmt::format("{} 0 R", number);
}

}  // namespace imprimatur::pdf
