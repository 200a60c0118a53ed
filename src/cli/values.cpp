#include "cli/values.h"

#include "measure/text.h"

#include <algorithm>
#include <charconv>

namespace imprimatur::cli {

std::optional<std::uint32_t> whole_number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<measure::Money> amount_in_euros(std::string text) {
  for (const std::string_view noise : {" ", "\u202f", "\u00a0", "€", "EUR"})
    for (std::size_t at; (at = text.find(noise)) != std::string::npos;)
      text.erase(at, noise.size());
  std::replace(text.begin(), text.end(), ',', '.');
  return measure::money_from_text(text);
}

std::optional<Range> sheet_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = whole_number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : whole_number(text.substr(dash + 1));
  if (!first || !last || *first < 1 || *last < *first) return std::nullopt;
  return Range{*first, *last};
}

}  // namespace imprimatur::cli
