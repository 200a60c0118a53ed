#include "mail/plain.h"

#include "wording/unicode.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace imprimatur::mail {
namespace {

using Line = std::string_view;
using Lines = std::vector<Line>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe0fff);
}

// The line in lower case, its spaces of whatever kind being one blank each and none at its ends;
// the stars and the typographic apostrophe that some programs put are gone.
std::string simplified(Line line) {
  std::u32string simple;
  for (char32_t c : wording::decoded(line.substr(0, 400))) {
    if (c == 0xa0 || c == 0x202f || c == 0x2009) c = U' ';
    if (c == 0x2019) c = U'\'';
    if (c == U'*' || (c == U' ' && (simple.empty() || simple.back() == U' '))) continue;
    simple += c;
  }
  while (simple.ends_with(U' ')) simple.pop_back();
  return in_lower_case(wording::encoded(simple));
}

bool is_quoted(Line line) {
  return line.starts_with('>');
}

// "Le lun. 23 nov. 2026 à 10:00, Coopérative <bat@exemple.fr> a écrit :"
bool introduces(const std::string& words) {
  const bool french =
      words.starts_with("le ") && (words.ends_with(" a écrit :") || words.ends_with(" a écrit:"));
  const bool english = words.starts_with("on ") && words.ends_with(" wrote:");
  return (french || english) && words.size() < 400 &&
         std::ranges::any_of(words, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// How many lines from `at` on introduce a quotation; 0 where none does.
std::size_t introduction(const Lines& lines, std::size_t at) {
  std::string words = simplified(lines[at]);
  if (!words.starts_with("le ") && !words.starts_with("on ")) return 0;
  for (std::size_t count = 1; count <= 3; ++count) {
    if (introduces(words)) return count;
    if (at + count >= lines.size()) return 0;
    words += " " + simplified(lines[at + count]);
  }
  return 0;
}

bool is_original_mark(const std::string& words) {
  if (!words.starts_with("---")) return false;
  constexpr auto titles = std::to_array<std::string_view>(
      {"message d'origine", "message original", "original message", "message initial"});
  return std::ranges::any_of(titles, [&](std::string_view title) {
    const std::size_t found = words.find(title);
    return found != std::string::npos &&
           words.find_first_not_of("- ", found + title.size()) == std::string::npos;
  });
}

bool begins(const std::string& words, std::string_view french, std::string_view english) {
  for (const std::string_view name : {french, english})
    if (words.starts_with(std::string(name) + ":") || words.starts_with(std::string(name) + " :"))
      return true;
  return false;
}

// Outlook's block: who, when, and to whom or what about, within five lines.
bool is_header_block(const Lines& lines, std::size_t at) {
  if (!begins(simplified(lines[at]), "de", "from")) return false;
  bool has_date = false, has_more = false;
  for (std::size_t i = at + 1; i < std::min(at + 6, lines.size()); ++i) {
    const std::string words = simplified(lines[i]);
    has_date = has_date || begins(words, "envoyé", "sent") || begins(words, "date", "date");
    has_more = has_more || begins(words, "à", "to") || begins(words, "objet", "subject");
  }
  return has_date && has_more;
}

// Whether what an introduction leads to bears ">" marks: the first line that isn't blank says so.
bool is_marked(const Lines& lines, std::size_t at) {
  const auto first = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end(),
                                  [](Line line) { return !simplified(line).empty(); });
  return first == lines.end() || is_quoted(*first);
}

bool ends_own_words(const Lines& lines, std::size_t at) {
  return lines[at] == "-- " || lines[at] == "--" || is_original_mark(simplified(lines[at])) ||
         is_header_block(lines, at);
}

// Without blanks at the ends of lines, more than one blank line on end, and blank lines at the
// ends.
std::string tidied(const Lines& lines) {
  std::string text;
  int blank = 0;
  for (Line line : lines) {
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    if (line.empty()) {
      ++blank;
      continue;
    }
    if (!text.empty()) text += blank > 0 ? "\n\n" : "\n";
    blank = 0;
    text += line;
  }
  return text;
}

}  // namespace

std::string in_lower_case(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::tolower(c) : c);
  });
  return small;
}

std::string cleaned(std::string_view text) {
  std::u32string clean;
  char32_t last = 0;
  for (const char32_t c : wording::decoded(text)) {
    if (c == U'\r' || (c == U'\n' && last != U'\r') || c == 0x2028 || c == 0x2029)
      clean += U'\n';
    else if (c == U'\t')
      clean += U' ';
    else if (!is_invisible(c))
      clean += c;
    last = c;
  }
  return wording::encoded(clean);
}

std::string on_one_line(std::string_view text) {
  std::string line = cleaned(text);
  std::ranges::replace(line, '\n', ' ');
  line.erase(line.find_last_not_of(' ') + 1);
  line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
  return line;
}

std::string unflowed(std::string_view text, bool deletes_space) {
  std::string whole;
  bool goes_on = false;
  for (Line line : lines_of(text)) {
    const bool quoted = is_quoted(line);
    if (goes_on && quoted) whole += '\n';
    if (!quoted && line.starts_with(' ') && (goes_on || !line.starts_with(" >")))
      line.remove_prefix(1);
    const bool signature = line == "-- ";
    if (goes_on && signature) whole += '\n';
    goes_on = !quoted && !signature && line.ends_with(' ');
    if (goes_on && deletes_space) line.remove_suffix(1);
    whole += line;
    if (!goes_on) whole += '\n';
  }
  return whole;
}

OwnWords own_words(std::string_view text) {
  const Lines lines = lines_of(text);
  Lines own;
  bool is_whole = true;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (is_quoted(lines[at])) continue;
    const std::size_t count = introduction(lines, at);
    if (ends_own_words(lines, at) || (count > 0 && !is_marked(lines, at + count))) {
      is_whole = false;
      break;
    }
    if (count > 0) {
      at += count - 1;
      continue;
    }
    own.push_back(lines[at]);
  }
  while (!own.empty() && own.back().find_first_not_of("_ ") == Line::npos) own.pop_back();
  return {tidied(own), is_whole};
}

}  // namespace imprimatur::mail
