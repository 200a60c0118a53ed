#include "mail/html_text.h"

#include "wording/unicode.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace imprimatur::mail {
namespace {

// U+00A0 to U+00FF (HTML 4.01, 24.2.1).
constexpr std::array<std::string_view, 96> latin_1 = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
constexpr auto others =
    std::to_array<std::pair<std::string_view, char32_t>>({{"amp", U'&'},
                                                          {"lt", U'<'},
                                                          {"gt", U'>'},
                                                          {"quot", U'"'},
                                                          {"apos", U'\''},
                                                          {"OElig", U'\u0152'},
                                                          {"oelig", U'\u0153'},
                                                          {"euro", U'\u20ac'},
                                                          {"lsquo", U'\u2018'},
                                                          {"rsquo", U'\u2019'},
                                                          {"ldquo", U'\u201c'},
                                                          {"rdquo", U'\u201d'},
                                                          {"ndash", U'\u2013'},
                                                          {"mdash", U'\u2014'},
                                                          {"hellip", U'\u2026'},
                                                          {"bull", U'\u2022'},
                                                          {"trade", U'\u2122'},
                                                          {"thinsp", U'\u2009'}});

char32_t numbered(std::string_view digits) {
  int base = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    base = 16;
    digits.remove_prefix(1);
  }
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
  const bool is_character = error == std::errc() && end == digits.data() + digits.size() &&
                            code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return is_character ? static_cast<char32_t>(code) : U'\ufffd';
}

// 0 for a name that isn't known.
char32_t character_of(std::string_view name) {
  if (name.starts_with('#')) return numbered(name.substr(1));
  if (const auto* at = std::ranges::find(latin_1, name); at != latin_1.end())
    return static_cast<char32_t>(0xa0 + (at - latin_1.begin()));
  const auto* at = std::ranges::find(others, name, &std::pair<std::string_view, char32_t>::first);
  return at == others.end() ? 0 : at->second;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_white(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

class Reduction {
 public:
  explicit Reduction(std::string_view html) : rest_(html) {}

  std::string text() {
    while (!rest_.empty()) {
      if (rest_.front() == '<')
        take_markup();
      else if (rest_.front() == '&')
        take_reference();
      else
        take_character();
    }
    return std::move(text_);
  }

 private:
  void take_markup() {
    const char next = rest_.size() > 1 ? rest_[1] : ' ';
    if (rest_.starts_with("<!--"))
      skip_past("-->");
    else if (next == '!' || next == '?')
      skip_past(">");
    else if (next == '/' || std::isalpha(static_cast<unsigned char>(next)) != 0)
      take_tag();
    else
      take_character();
  }

  void skip_past(std::string_view mark) {
    const std::size_t at = rest_.find(mark);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + mark.size());
  }

  // Past its ">", one within quotes not counting.
  void skip_tag() {
    char quote = 0;
    std::size_t at = 0;
    for (; at < rest_.size(); ++at) {
      const char c = rest_[at];
      if (quote != 0)
        quote = c == quote ? '\0' : quote;
      else if ((c == '"' || c == '\'') && rest_[at - 1] == '=')
        quote = c;
      else if (c == '>')
        break;
    }
    rest_.remove_prefix(std::min(at + 1, rest_.size()));
  }

  void take_tag() {
    const bool ends = rest_[1] == '/';
    std::string name;
    for (std::size_t at = ends ? 2 : 1; at < rest_.size() && name.size() < 16; ++at) {
      const auto c = static_cast<unsigned char>(rest_[at]);
      if (std::isalnum(c) == 0) break;
      name += static_cast<char>(std::tolower(c));
    }
    skip_tag();
    if (!ends && is_one_of(name, {"script", "style", "head", "title", "template"}))
      skip_element(name);
    else
      heed(name, ends);
  }

  void skip_element(const std::string& name) {
    const std::string mark = "</" + name;
    const auto end = std::ranges::search(
        rest_, mark, [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
    rest_.remove_prefix(static_cast<std::size_t>(end.begin() - rest_.begin()));
    if (!rest_.empty()) skip_tag();
  }

  void heed(const std::string& name, bool ends) {
    if (name == "br" ||
        is_one_of(name, {"p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "hr", "h1",
                         "h2", "h3", "h4", "h5", "h6", "pre", "section", "article"}))
      end_line(name == "br");
    if (is_one_of(name, {"td", "th"})) put(' ');
    if (name == "pre") is_pre_ = !ends;
    if (name == "blockquote") quotes_ = ends ? std::max(quotes_ - 1, 0) : quotes_ + 1;
  }

  void take_reference() {
    const std::size_t end = rest_.substr(0, 12).find(';');
    const char32_t character =
        end == std::string_view::npos ? 0 : character_of(rest_.substr(1, end - 1));
    if (character == 0) return take_character();
    rest_.remove_prefix(end + 1);
    begin_line();
    text_ += wording::encoded(std::u32string_view(&character, 1));
    is_open_ = true;
  }

  void take_character() {
    put(rest_.front());
    rest_.remove_prefix(1);
  }

  void put(char c) {
    if (is_pre_ && c == '\n') return end_line(true);
    if (is_white(c)) {
      if (is_open_ && (is_pre_ || text_.back() != ' ')) text_ += ' ';
      return;
    }
    begin_line();
    text_ += c;
    is_open_ = true;
  }

  void begin_line() {
    if (!is_open_ && quotes_ > 0) text_ += "> ";
  }
  // A block ends a line that has begun; <br> ends an empty one too.
  void end_line(bool always) {
    if (!is_open_ && !always) return;
    begin_line();
    text_ += '\n';
    is_open_ = false;
  }

  std::string_view rest_;
  std::string text_;
  bool is_open_ = false, is_pre_ = false;
  int quotes_ = 0;
};

}  // namespace

std::string text_of_markup(std::string_view html) {
  return Reduction(html).text();
}

}  // namespace imprimatur::mail
