#include "wording/wording.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cstdlib>

namespace imprimatur::wording {
namespace {

constexpr std::int64_t thousand = 1000, million = thousand * thousand,
                       milliard = thousand * million;

constexpr std::array<std::string_view, 17> french_units{
    "zéro", "un",  "deux", "trois", "quatre", "cinq",     "six",    "sept", "huit",
    "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"};
constexpr std::array<std::string_view, 9> french_tens{
    "", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt"};
constexpr std::array<std::string_view, 20> english_units{
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> english_tens{
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

template <std::size_t size>
std::string word(const std::array<std::string_view, size>& words, std::int64_t index) {
  return std::string{words[static_cast<std::size_t>(index)]};
}

// Whether the number ends here. Before «mille» the plural s of vingt and cent falls; before
// «millions», a noun, it stays.
enum class Then : std::uint8_t { nothing, mille };

std::string french_below_hundred(std::int64_t n, Then then) {
  if (n <= 16) return word(french_units, n);
  if (n < 20) return "dix-" + word(french_units, n - 10);
  if (n == 80) return then == Then::nothing ? "quatre-vingts" : "quatre-vingt";
  const std::int64_t decade = n >= 80 ? 8 : n >= 60 ? 6 : n / 10;
  const std::int64_t rest = n - decade * 10;
  if (rest == 0) return word(french_tens, decade);
  const bool et = decade < 8 && (rest == 1 || rest == 11);
  return word(french_tens, decade) + (et ? " et " : "-") + french_below_hundred(rest, then);
}

std::string french_below_thousand(std::int64_t n, Then then) {
  if (n < 100) return french_below_hundred(n, then);
  const std::int64_t hundreds = n / 100, rest = n % 100;
  std::string text = hundreds == 1 ? "cent" : word(french_units, hundreds) + " cent";
  if (rest == 0) return text + (hundreds > 1 && then == Then::nothing ? "s" : "");
  return text + ' ' + french_below_hundred(rest, then);
}

std::string joined(std::string left, std::string_view between, const std::string& right) {
  if (left.empty() || right.empty()) return left + right;
  return left + std::string{between} + right;
}

std::string french(std::int64_t n) {
  if (n == 0) return "zéro";
  std::string text;
  for (const auto& [scale, name] :
       {std::pair{milliard, "milliard"}, std::pair{million, "million"}}) {
    if (n < scale) continue;
    const std::int64_t count = n / scale;
    text =
        joined(text, " ",
               french_below_thousand(count, Then::nothing) + ' ' + name + (count > 1 ? "s" : ""));
    n %= scale;
  }
  if (n >= thousand) {
    const std::int64_t count = n / thousand;
    text = joined(text, " ",
                  count == 1 ? "mille" : french_below_thousand(count, Then::mille) + " mille");
    n %= thousand;
  }
  return n == 0 ? text : joined(text, " ", french_below_thousand(n, Then::nothing));
}

std::string english_below_hundred(std::int64_t n) {
  if (n < 20) return word(english_units, n);
  const std::int64_t rest = n % 10;
  return word(english_tens, n / 10) + (rest == 0 ? "" : '-' + word(english_units, rest));
}

std::string english_below_thousand(std::int64_t n) {
  if (n < 100) return english_below_hundred(n);
  const std::string text = word(english_units, n / 100) + " hundred";
  return n % 100 == 0 ? text : text + " and " + english_below_hundred(n % 100);
}

std::string english(std::int64_t n) {
  if (n == 0) return "zero";
  std::string text;
  for (const auto& [scale, name] : {std::pair{milliard, " billion"}, std::pair{million, " million"},
                                    std::pair{thousand, " thousand"}}) {
    if (n < scale) continue;
    text = joined(text, " ", english_below_thousand(n / scale) + name);
    n %= scale;
  }
  if (n == 0) return text;
  return joined(text, n < 100 ? " and " : " ", english_below_thousand(n));
}

std::string grouped(std::int64_t value, std::string_view separator) {
  std::string digits = fmt::format("{}", value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return digits;
}

constexpr std::array<std::string_view, 12> french_months{
    "janvier", "février", "mars",      "avril",   "mai",      "juin",
    "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> english_months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

const Noun euro{{"euro", "euro"}, {"euros", "euros"}};
const Noun cent{{"centime", "cent"}, {"centimes", "cents"}};

const std::string& form(const Noun& noun, std::int64_t count, Language language) {
  const std::int64_t size = std::abs(count);
  const bool one = language == Language::french ? size < 2 : size == 1;
  return (one ? noun.one : noun.many).in(language);
}

// «un million d’euros», but «un million dix euros».
std::string euros_in_words(std::int64_t euros, Language language) {
  const auto words = number_in_words(euros, language);
  const bool round = language == Language::french && euros != 0 && euros % million == 0;
  return words + (round ? " d’" : " ") + form(euro, euros, language);
}

}  // namespace

const Noun carnet{{"carnet", "booklet"}, {"carnets", "booklets"}};
const Noun pass{{"pass", "pass"}, {"pass", "passes"}};
const Noun sheet{{"feuille", "sheet"}, {"feuilles", "sheets"}};
const Noun leaf{{"feuillet", "leaf"}, {"feuillets", "leaves"}};
const Noun logo{{"logo", "logo"}, {"logos", "logos"}};
const Noun day{{"jour", "day"}, {"jours", "days"}};

const Noun& product(std::uint32_t passes_per_booklet) {
  return passes_per_booklet == 1 ? pass : carnet;
}

std::string number(std::int64_t value, Language language) {
  return grouped(value, language == Language::french ? " " : ",");
}

std::string number_in_words(std::int64_t value, Language language) {
  const std::int64_t size = std::abs(value);
  assert(size < thousand * milliard);
  const bool in_french = language == Language::french;
  const std::string_view minus = in_french ? "moins " : "minus ";
  return std::string{value < 0 ? minus : ""} + (in_french ? french(size) : english(size));
}

std::string money(measure::Money amount, Language language) {
  const std::int64_t size = std::abs(amount.cents());
  const std::string_view sign = amount.cents() < 0 ? "-" : "";
  const auto euros = number(size / 100, language);
  if (language == Language::french) return fmt::format("{}{},{:02} €", sign, euros, size % 100);
  return fmt::format("{}€{}.{:02}", sign, euros, size % 100);
}

std::string short_money(measure::Money amount, Language language) {
  if (amount.cents() % 100 != 0) return money(amount, language);
  const std::int64_t euros = amount.cents() / 100;
  if (language == Language::french) return number(euros, language) + " €";
  return (euros < 0 ? "-€" : "€") + number(std::abs(euros), language);
}

std::string money_in_words(measure::Money amount, Language language) {
  const std::int64_t size = std::abs(amount.cents());
  const std::int64_t euros = size / 100, cents = size % 100;
  std::string text;
  if (amount.cents() < 0) text = language == Language::french ? "moins " : "minus ";
  if (euros != 0 || cents == 0) text += euros_in_words(euros, language);
  if (cents == 0) return text;
  if (euros != 0) text += language == Language::french ? " et " : " and ";
  return text + number_in_words(cents, language) + ' ' + form(cent, cents, language);
}

std::string size(const measure::Size& of, Language language) {
  const auto millimetres = [language](measure::Length length) {
    const std::int64_t tenths = (length.micrometres() + 50) / 100;
    if (tenths % 10 == 0) return fmt::to_string(tenths / 10);
    return fmt::format("{}{}{}", tenths / 10, language == Language::french ? ',' : '.',
                       tenths % 10);
  };
  return fmt::format("{} × {}\u00a0mm", millimetres(of.width), millimetres(of.height));
}

std::string date(Date on, Language language) {
  const auto number_of_day = static_cast<unsigned>(on.day());
  const auto month = static_cast<unsigned>(on.month()) - 1;
  const int year = static_cast<int>(on.year());
  if (language == Language::english) {
    return fmt::format("{} {} {}", number_of_day, english_months[month], year);
  }
  return fmt::format("{}{} {} {}", number_of_day, number_of_day == 1 ? "er" : "",
                     french_months[month], year);
}

std::string counted(std::int64_t count, const Noun& noun, Language language) {
  return number(count, language) + " " + form(noun, count, language);
}

}  // namespace imprimatur::wording
