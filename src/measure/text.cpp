#include "measure/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace imprimatur::measure {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

struct Decimal {
  std::string_view whole, fraction;
  bool pointed = false;
};

// Splits "12.50" at its point; says nothing yet about what the parts hold.
Decimal split(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) return {text, {}, false};
  return {text.substr(0, point), text.substr(point + 1), true};
}

// The value in thousandths; nullopt where it has more than three decimals or five whole digits.
std::optional<std::int64_t> thousandths(std::string_view text) {
  const auto [whole, fraction, pointed] = split(text);
  if (!all_digits(whole) || whole.size() > 5) return std::nullopt;
  if (!pointed) return number(whole) * 1000;
  if (!all_digits(fraction) || fraction.size() > 3) return std::nullopt;
  std::string filled{fraction};
  filled.resize(3, '0');
  return number(whole) * 1000 + number(filled);
}

struct Unit {
  std::string_view name;
  std::int64_t micrometres, of;  // one unit is micrometres / of
};
constexpr std::array<Unit, 5> units{
    {{"mm", 1000, 1}, {"cm", 10000, 1}, {"pt", 25400, 72}, {"um", 1, 1}, {"µm", 1, 1}}};

}  // namespace

std::optional<Length> length_from_text(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto unit =
      std::ranges::find_if(units, [&](const Unit& u) { return text.ends_with(u.name); });
  if (unit == units.end()) return std::nullopt;
  text.remove_suffix(unit->name.size());
  if (text.ends_with(' ')) text.remove_suffix(1);
  const auto value = thousandths(text);
  if (!value) return std::nullopt;
  const std::int64_t per = 1000 * unit->of;
  const std::int64_t um = (*value * unit->micrometres + per / 2) / per;
  return Length::from_micrometres(negative ? -um : um);
}

std::optional<Money> money_from_text(std::string_view text) {
  const auto [euros, cents, pointed] = split(text);
  if (!all_digits(euros) || euros.size() > 9) return std::nullopt;
  if (!pointed) return Money::from_cents(number(euros) * 100);
  if (!all_digits(cents) || cents.size() != 2) return std::nullopt;
  return Money::from_cents(number(euros) * 100 + number(cents));
}

}  // namespace imprimatur::measure
