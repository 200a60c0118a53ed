#include "verify/plain_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace imprimatur::verify {
namespace {

constexpr std::string_view white = " \n\r\t", delimiters = "()<>[]{}/%";

bool is_regular(char c) {
  return white.find(c) == std::string_view::npos && delimiters.find(c) == std::string_view::npos &&
         c != '\f' && c != '\0';
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// Takes from the start of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : left_(text) {}

  std::string_view left() const { return left_; }
  bool take(std::string_view word) {
    if (!left_.starts_with(word)) return false;
    left_.remove_prefix(word.size());
    return true;
  }
  bool skip(std::uint64_t bytes) {
    if (bytes > left_.size()) return false;
    left_.remove_prefix(bytes);
    return true;
  }
  bool value(int depth = 0) {
    if (depth > 32) return false;
    space();
    if (left_.starts_with("<<")) return dictionary(depth).has_value();
    if (take("[")) return array(depth);
    if (take("(")) return text();
    if (take("<")) return hexadecimal();
    if (take("/")) return skip(regular().size());
    const std::string_view word = regular();
    return !word.empty() && skip(word.size());
  }

  struct Dictionary {
    std::set<std::string_view> keys;
    std::optional<std::uint64_t> length;  // where /Length is a number
  };
  std::optional<Dictionary> dictionary(int depth = 0) {
    space();
    if (!take("<<")) return std::nullopt;
    Dictionary dictionary;
    for (space(); !take(">>"); space()) {
      if (!take("/")) return std::nullopt;
      const std::string_view key = regular();
      if (key.find('#') != std::string_view::npos || !dictionary.keys.insert(key).second)
        return std::nullopt;
      skip(key.size());
      const std::string_view before = left_;
      if (!value(depth + 1)) return std::nullopt;
      const std::string_view is = before.substr(0, before.size() - left_.size());
      const bool refers = reference();
      if (key == "Length" && !refers)
        dictionary.length =
            whole_number(is.substr(std::min(is.find_first_not_of(white), is.size())));
    }
    return dictionary;
  }

 private:
  void space() { left_.remove_prefix(std::min(left_.find_first_not_of(white), left_.size())); }
  std::string_view regular() const {
    const auto end = std::ranges::find_if_not(left_, is_regular);
    return left_.substr(0, static_cast<std::size_t>(end - left_.begin()));
  }
  // The rest of "12 0 R", whose first number was the value.
  bool reference() {
    const std::string_view before = left_;
    if (take(" 0 R") && (left_.empty() || !is_regular(left_.front()))) return true;
    left_ = before;
    return false;
  }
  // References are three values.
  bool array(int depth) {
    for (space(); !take("]"); space())
      if (!value(depth + 1)) return false;
    return true;
  }
  // The rest of "(a \( b (c))".
  bool text() {
    for (int open = 1; open > 0;) {
      if (left_.empty()) return false;
      const char c = left_.front();
      left_.remove_prefix(1);
      if (c == '\\' && !skip(1)) return false;
      if (c == '(') ++open;
      if (c == ')') --open;
    }
    return true;
  }
  bool hexadecimal() {
    const std::size_t end = left_.find_first_not_of("0123456789abcdefABCDEF");
    return end != std::string_view::npos && skip(end) && take(">");
  }

  std::string_view left_;
};

// All of one object, from its number to `endobj`.
bool is_object(std::string_view text, std::size_t number) {
  constexpr std::string_view end = "\nendobj\n";
  Scanner scanner(text);
  if (!scanner.take(fmt::format("{} 0 obj\n", number))) return false;
  if (!scanner.left().starts_with("<<")) return scanner.value() && scanner.left() == end;
  const auto dictionary = scanner.dictionary();
  if (!dictionary) return false;
  if (scanner.left() == end) return true;
  return dictionary->length && !dictionary->keys.contains("F") && scanner.take("\nstream\n") &&
         scanner.skip(*dictionary->length) && scanner.left() == "\nendstream\nendobj\n";
}

bool is_header(std::string_view text) {
  return text.starts_with("%PDF-1.") && text.ends_with('\n') &&
         std::ranges::count(text, '\n') <= 2 &&
         (std::ranges::count(text, '\n') == 1 || text[text.find('\n') + 1] == '%');
}

struct Object {
  std::uint64_t offset = 0;
  std::size_t number = 0;
  auto operator<=>(const Object&) const = default;
};

// The objects of the table, and its end; nullopt where it isn't all of the file's cross-references.
std::optional<std::vector<Object>> objects_of(std::string_view file, std::uint64_t table) {
  Scanner scanner(file);
  if (!scanner.skip(table) || !scanner.take("xref\n0 ")) return std::nullopt;
  const std::string_view left = scanner.left();
  const auto count = whole_number(left.substr(0, std::min(left.find('\n'), left.size())));
  if (!count || *count == 0 || *count > file.size() / 20) return std::nullopt;
  if (!scanner.take(fmt::format("{}\n0000000000 65535 f \n", *count))) return std::nullopt;
  std::vector<Object> objects;
  for (std::size_t number = 1; number < *count; ++number) {
    const auto offset = whole_number(scanner.left().substr(0, 10));
    if (!offset || !scanner.skip(10) || !scanner.take(" 00000 n \n")) return std::nullopt;
    objects.push_back({*offset, number});
  }
  if (!scanner.take("trailer\n")) return std::nullopt;
  const auto trailer = scanner.dictionary();
  if (!trailer || scanner.left() != fmt::format("\nstartxref\n{}\n%%EOF\n", table))
    return std::nullopt;
  for (const char* key : {"Prev", "XRefStm", "Encrypt"})
    if (trailer->keys.contains(key)) return std::nullopt;
  std::ranges::sort(objects);
  return objects;
}

std::optional<std::uint64_t> table_of(std::string_view file) {
  constexpr std::string_view word = "\nstartxref\n", end = "\n%%EOF\n";
  const std::size_t at = file.rfind(word);
  if (at == std::string_view::npos || !file.ends_with(end)) return std::nullopt;
  const std::string_view digits = file.substr(at + word.size());
  return whole_number(digits.substr(0, digits.size() - std::min(end.size(), digits.size())));
}

}  // namespace

bool is_in_plain_form(std::string_view file) {
  const auto table = table_of(file);
  const auto objects = table ? objects_of(file, *table) : std::nullopt;
  if (!objects || objects->empty()) return false;
  if (!is_header(file.substr(0, objects->front().offset))) return false;
  for (std::size_t i = 0; i < objects->size(); ++i) {
    const auto [start, number] = (*objects)[i];
    const std::uint64_t end = i + 1 < objects->size() ? (*objects)[i + 1].offset : *table;
    if (start >= end || !is_object(file.substr(start, end - start), number)) return false;
  }
  return true;
}

}  // namespace imprimatur::verify
