#include "wording/unicode.h"
#include "wording/wording.h"

#include <algorithm>
#include <vector>

namespace imprimatur::wording {
namespace {

constexpr char32_t no_break = U'\u00A0', narrow = U'\u202F', apostrophe = U'\u2019';
constexpr char32_t open_fr = U'«', close_fr = U'»', open_en = U'“', close_en = U'”';

bool is_space(char32_t c) {
  return c == U' ' || c == no_break || c == narrow || c == U'\u2009';
}
bool is_gap(char32_t c) {
  return is_space(c) || c == U'\n';
}
bool is_digit(char32_t c) {
  return U'0' <= c && c <= U'9';
}
bool is_any(char32_t c, std::u32string_view of) {
  return of.find(c) != of.npos;
}

// The character `by` places away, or a line feed outside the text: its ends are like ends of lines.
char32_t beside(const std::u32string& text, std::size_t at, std::ptrdiff_t by) {
  const auto there = static_cast<std::ptrdiff_t>(at) + by;
  if (there < 0 || there >= static_cast<std::ptrdiff_t>(text.size())) return U'\n';
  return text[static_cast<std::size_t>(there)];
}

bool is_address(std::u32string_view word) {
  return word.find(U"://") != word.npos || word.starts_with(U"www.") ||
         word.find(U'@') != word.npos;
}

// Marks the characters of web and mail addresses, less the punctuation around them.
std::vector<bool> addresses(const std::u32string& text) {
  std::vector<bool> marked(text.size(), false);
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !is_gap(text[end]) && !is_any(text[end], U"\"«»“”")) ++end;
    const auto word = std::u32string_view{text}.substr(begin, end - begin);
    if (is_address(word)) {
      const std::size_t first = std::min(word.find_first_not_of(U"(["), word.size());
      const std::size_t last = word.find_last_not_of(U".,;:!?)]…") + 1;
      for (std::size_t i = first; i < last; ++i) marked[begin + i] = true;
    }
    begin = end + 1;
  }
  return marked;
}

// Exactly three points are an ellipsis; a line of them is one to fill in.
std::u32string with_ellipses(const std::u32string& text) {
  const auto address = addresses(text);
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && text[end] == U'.' && !address[end]) ++end;
    if (end - i == 3) {
      out += U'…';
    } else {
      out.append(text, i, std::max<std::size_t>(end - i, 1));
    }
    i = std::max(end, i + 1);
  }
  return out;
}

std::u32string with_apostrophes(std::u32string text) {
  const auto address = addresses(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U'\'' || address[i] || !is_letter(beside(text, i, -1))) continue;
    const char32_t next = beside(text, i, 1);
    if (is_letter(next) || is_digit(next) || is_any(next, U"«“\"")) text[i] = apostrophe;
  }
  return text;
}

enum class Side : std::uint8_t { opens, closes, doubtful };

Side side_of(const std::u32string& text, std::size_t at) {
  const char32_t before = beside(text, at, -1), after = beside(text, at, 1);
  const bool begins = is_gap(before) || is_any(before, U"(’[—–");
  const bool ends = is_gap(after) || is_any(after, U".,;:!?)]…—–");
  if (begins == ends) return Side::doubtful;
  return begins ? Side::opens : Side::closes;
}

// Straight double quotes become a pair only on lines where every one of them plainly opens or
// closes, in turn.
void set_quotes(std::u32string& line, char32_t open, char32_t close) {
  if (line.find(open) != line.npos || line.find(close) != line.npos) return;
  const auto address = addresses(line);
  Side expected = Side::opens;
  std::u32string out = line;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != U'"' || address[i]) continue;
    if (side_of(line, i) != expected) return;
    out[i] = expected == Side::opens ? open : close;
    expected = expected == Side::opens ? Side::closes : Side::opens;
  }
  if (expected == Side::opens) line = std::move(out);
}

// Between the groups of 12 000 and 1 234 567, but not of a phone or SIRET number, whose groups
// differ.
void set_thousands(std::u32string& line) {
  for (std::size_t i = 0; i < line.size();) {
    if (!is_digit(line[i])) {
      ++i;
      continue;
    }
    std::vector<std::size_t> gaps, sizes{0};
    for (; i < line.size(); ++i) {
      if (is_digit(line[i])) {
        ++sizes.back();
      } else if (is_space(line[i]) && is_digit(beside(line, i, 1))) {
        gaps.push_back(i);
        sizes.push_back(0);
      } else {
        break;
      }
    }
    const std::size_t begin = gaps.empty() ? i : gaps.front() - sizes.front();
    const bool grouped = !gaps.empty() && sizes.front() <= 3 && line[begin] != U'0' &&
                         std::all_of(sizes.begin() + 1, sizes.end(), [](auto n) { return n == 3; });
    if (!grouped || is_any(beside(line, begin, -1), U".,-+/")) continue;
    for (const auto gap : gaps) line[gap] = narrow;
  }
}

// The space that belongs before this character, or 0 where it takes none.
char32_t space_before(char32_t mark, char32_t previous, char32_t next) {
  switch (mark) {
    case U';': return is_gap(next) || is_any(next, U")»”") ? narrow : 0;
    case U'!':
    case U'?':
      return (is_gap(next) || is_any(next, U"!?)]»”\".,…")) && !is_any(previous, U"!?") ? narrow
                                                                                        : 0;
    case U':': return is_gap(next) || next == close_fr ? no_break : 0;
    case U'%':
    case U'‰':
    case U'€': return is_digit(previous) && !is_digit(next) && !is_letter(next) ? narrow : 0;
    case close_fr: return no_break;
    default: return 0;
  }
}

// From the end to the beginning: what a mark takes before it depends on what already stands after
// it.
std::u32string with_spaces(const std::u32string& line) {
  const auto address = addresses(line);
  std::u32string reversed;
  for (std::size_t i = line.size(); i-- > 0;) {
    if (line[i] == open_fr && !reversed.empty()) {
      while (!reversed.empty() && is_space(reversed.back())) reversed.pop_back();
      reversed += no_break;
    }
    std::size_t solid = i;
    while (solid > 0 && is_space(line[solid - 1])) --solid;
    const char32_t previous = beside(line, solid, -1);
    const char32_t next = reversed.empty() ? U'\n' : reversed.back();
    const char32_t space = address[i] ? 0 : space_before(line[i], previous, next);
    reversed += line[i];
    if (space == 0 || is_any(previous, U"\n(«[")) continue;
    reversed += space;
    i = solid;
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::u32string french_line(std::u32string line) {
  set_quotes(line, open_fr, close_fr);
  set_thousands(line);
  return with_spaces(line);
}

std::u32string english_line(std::u32string line) {
  set_quotes(line, open_en, close_en);
  return line;
}

}  // namespace

std::string typeset(std::string_view text, Language language) {
  const std::u32string whole = with_apostrophes(with_ellipses(decoded(composed(text))));
  std::u32string out;
  for (std::size_t begin = 0; begin <= whole.size();) {
    const std::size_t end = std::min(whole.find(U'\n', begin), whole.size());
    std::u32string line = whole.substr(begin, end - begin);
    out +=
        language == Language::french ? french_line(std::move(line)) : english_line(std::move(line));
    if (end < whole.size()) out += U'\n';
    begin = end + 1;
  }
  return encoded(out);
}

}  // namespace imprimatur::wording
