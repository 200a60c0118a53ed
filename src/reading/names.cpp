// Showing a stranger's words, and guessing what a mistyped name was meant to be.
#include "reading/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace imprimatur::reading {
namespace {

constexpr std::size_t most_shown = 60;

// The length of the well-formed UTF-8 sequence at the start of `bytes`, or 0 (Unicode 15, table
// 3-7).
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = at(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < length) return 0;
  const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (at(1) < low || at(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (at(i) < 0x80 || at(i) > 0xBF) return 0;
  }
  return length;
}

char32_t scalar(std::string_view sequence) {
  if (sequence.size() == 1) return static_cast<unsigned char>(sequence[0]);
  char32_t value = static_cast<unsigned char>(sequence[0]) & (0xFFu >> (sequence.size() + 1));
  for (const char c : sequence.substr(1))
    value = (value << 6) | (static_cast<unsigned char>(c) & 0x3F);
  return value;
}

// Would change how the sentence around it is displayed.
bool unsettling(char32_t c) {
  return c < 0x20 || (0x7F <= c && c < 0xA0) || (0x200B <= c && c <= 0x200F) ||
         (0x2028 <= c && c <= 0x202E) || (0x2060 <= c && c <= 0x206F) || c == 0xFEFF;
}

}  // namespace

std::string shown(std::string_view words) {
  std::string out;
  for (std::size_t count = 0; !words.empty(); ++count) {
    if (count == most_shown) return out + "…";
    const std::size_t length = sequence_length(words);
    const auto sequence = words.substr(0, std::max<std::size_t>(length, 1));
    words.remove_prefix(sequence.size());
    if (length == 0) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(sequence[0]));
    } else if (const char32_t c = scalar(sequence); unsettling(c)) {
      out += fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(c));
    } else {
      out += sequence;
    }
  }
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::optional<std::string> did_you_mean(std::string_view word,
                                        const std::vector<std::string>& known) {
  if (word.size() > most_shown) return std::nullopt;
  std::optional<std::string> nearest;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& name : known) {
    if (const auto distance = edit_distance(word, name); distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace imprimatur::reading
