#include "cli/values.h"

#include "measure/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace imprimatur::cli {
std::optional<std::uint32_t> number_from_one(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 1)
    return std::nullopt;
  return value;
}

std::optional<int> descriptor_number(std::string_view digits) {
  if (digits == "0") return 0;
  const auto number = number_from_one(digits);
  if (!number || *number < 3 || *number > 9999) return std::nullopt;
  return static_cast<int>(*number);
}

std::optional<measure::Money> amount_in_euros(std::string text) {
  for (const std::string_view noise : {" ", "\u202f", "\u00a0", "€", "EUR"})
    for (std::size_t at; (at = text.find(noise)) != std::string::npos;)
      text.erase(at, noise.size());
  std::replace(text.begin(), text.end(), ',', '.');
  const auto amount = measure::money_from_text(text);
  return amount && *amount > measure::Money{} ? amount : std::nullopt;
}

std::optional<Range> sheet_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = number_from_one(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number_from_one(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return Range{*first, *last};
}

std::optional<flow::NumberRange> number_range(std::string text) {
  std::erase(text, ' ');
  const auto range = sheet_range(text);
  if (!range || range->last > 999'999'999) return std::nullopt;
  return flow::NumberRange{range->first, range->last};
}

std::optional<std::vector<flow::NumberRange>> number_ranges(const std::string& text) {
  std::vector<flow::NumberRange> all;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto range = number_range(text.substr(begin, end - begin));
    if (!range) return std::nullopt;
    all.push_back(*range);
    begin = end + 1;
  }
  return all;
}

std::optional<flow::Scheme> imposition_scheme(std::string_view name) {
  for (const auto& [known, scheme] : flow::schemes)
    if (name == known) return scheme;
  return std::nullopt;
}

std::optional<flow::ImposedFile> file_and_count(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto count = number_from_one(text.substr(colon + 1));
  if (!count) return std::nullopt;
  return flow::ImposedFile{text.substr(0, colon), *count};
}

std::variant<std::vector<flow::ImposedFile>, finding::Sentence> imposed_files(
    const std::vector<std::string>& inputs, bool ganged) {
  constexpr std::size_t most = 100;  // world::most_child_files
  if (inputs.size() > most)
    return finding::Sentence{fmt::format("au plus {} fichiers à la fois", most),
                             fmt::format("at most {} files at a time", most)};
  std::vector<flow::ImposedFile> files;
  for (const std::string& input : inputs) {
    const auto file = ganged ? file_and_count(input) : flow::ImposedFile{input, 1};
    if (!file)
      return finding::Sentence{
          fmt::format("gang\u00a0: attendu IN.pdf:N, avec N de 1 ou plus, et non "
                      "«\u00a0{}\u00a0»",
                      input),
          fmt::format("gang: expected IN.pdf:N, with N of 1 or more, not \"{}\"", input)};
    files.push_back(*file);
  }
  return files;
}

std::optional<Language> language_named(std::string_view name) {
  if (name == "fr") return Language::french;
  if (name == "en") return Language::english;
  return std::nullopt;
}

Language language_in(const std::vector<std::string>& arguments, Language preferred) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    std::string_view value;
    if (word == "--lang" && i + 1 < arguments.size()) value = arguments[i + 1];
    if (word.starts_with("--lang=")) value = std::string_view(word).substr(7);
    if (const auto language = language_named(value)) return *language;
  }
  return preferred;
}

std::optional<measure::Length> length_in_millimetres(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value <= 5))
    return std::nullopt;
  return measure::Length::from_millimetres(value);
}

std::optional<measure::Length> placed_width(std::string text) {
  using namespace measure::literals;
  std::replace(text.begin(), text.end(), ',', '.');
  const auto width = measure::length_from_text(text);
  return width && *width >= 0.1_mm && *width <= 5000_mm ? width : std::nullopt;
}

}  // namespace imprimatur::cli
