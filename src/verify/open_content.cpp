#include "verify/open_content.h"

#include "codes/matrix.h"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace imprimatur::verify {
namespace {

std::string_view line_at(std::string_view text) {
  return text.substr(0, text.find('\n') + 1);  // without an end of line: nothing
}

struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;
};

// "3 10 1 2 re\n"
std::optional<Rectangle> rectangle_in(std::string_view line) {
  std::array<int, 4> numbers{};
  std::size_t i = 0;
  for (int& number : numbers) {
    const std::size_t start = i;
    for (; i < line.size() && line[i] >= '0' && line[i] <= '9'; ++i)
      number = number * 10 + (line[i] - '0');
    if (i == start || i - start > 2 || i >= line.size() || line[i++] != ' ') return std::nullopt;
  }
  if (line.substr(i) != "re\n") return std::nullopt;
  return Rectangle{numbers[0], numbers[1], numbers[2], numbers[3]};
}

// The modules at the start of the text, and how many characters they take; 0 where there are none.
struct Modules {
  std::vector<Rectangle> rectangles;
  std::size_t length = 0;
};

Modules modules_at(std::string_view text) {
  Modules modules;
  while (const auto rectangle = rectangle_in(line_at(text.substr(modules.length)))) {
    modules.rectangles.push_back(*rectangle);
    modules.length += line_at(text.substr(modules.length)).size();
  }
  return text.substr(modules.length).starts_with("f Q\n") ? modules : Modules{};
}

// How many characters of "[<0013>93<0014>]TJ" are in brackets, these included; 0 for anything else.
std::size_t string_at(std::string_view text) {
  const std::size_t end = text.empty() || text[0] != '[' ? std::string_view::npos : text.find(']');
  if (end == std::string_view::npos || !text.substr(end).starts_with("]TJ\n")) return 0;
  const auto inside = text.substr(1, end - 1);
  return inside.find_first_not_of("0123456789abcdefABCDEF<>-. ") == std::string_view::npos ? end + 1
                                                                                           : 0;
}

// Ends a name or an operator (ISO 32000-1, 7.2.2).
bool is_boundary(char c) {
  return std::string_view(" \n\r\t\f\0()<>[]{}/%", 16).find(c) != std::string_view::npos;
}

bool holds_operator(std::string_view content, std::string_view name) {
  for (std::size_t i = content.find(name); i != std::string_view::npos;
       i = content.find(name, i + 1)) {
    const std::size_t end = i + name.size();
    if ((i == 0 || is_boundary(content[i - 1])) &&
        (end == content.size() || is_boundary(content[end])))
      return true;
  }
  return false;
}

// Line by line: `keep` gets what stays as it is, `modules` what is open.
template <typename Keep, typename Open>
void walk(std::string_view content, Keep keep, Open open) {
  bool placed = false;  // the line before ends in `cm`
  while (!content.empty()) {
    const Modules modules = placed ? modules_at(content) : Modules{};
    if (modules.length > 0) {
      open(modules);
      content.remove_prefix(modules.length);
    }
    const std::size_t string = string_at(content);
    std::string_view line = line_at(content.substr(string));
    if (line.empty()) line = content.substr(string);
    keep(content.substr(0, string), line);
    placed = line.ends_with(" cm\n");
    content.remove_prefix(string + line.size());
  }
}

void append_inverted(std::string& out, const Modules& modules) {
  constexpr int size = codes::Matrix::size;
  std::array<std::uint32_t, size> rows{};
  for (const Rectangle& r : modules.rectangles)
    for (int y = r.y; y < r.y + r.height; ++y)
      for (int x = r.x; x < r.x + r.width; ++x) rows[static_cast<std::size_t>(y)] |= 1u << x;
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x)
      if ((rows[static_cast<std::size_t>(y)] >> x & 1) == 0)
        out += fmt::format("{} {} 1 1 re\n", x, y);
}

bool is_symbol(const Modules& modules) {
  for (const Rectangle& r : modules.rectangles)
    if (r.x + r.width > codes::Matrix::size || r.y + r.height > codes::Matrix::size) return false;
  return true;
}

}  // namespace

std::optional<std::string> without_open_parts(std::string_view content) {
  for (const char* name : {"BI", "Tr"})
    if (holds_operator(content, name)) return std::nullopt;
  std::string rest;
  rest.reserve(content.size());
  walk(
      content, [&](std::string_view, std::string_view line) { rest += line; },
      [&](const Modules&) { rest += "modules\n"; });
  return rest;
}

std::string with_modules_inverted(std::string_view content) {
  std::string inverted;
  walk(
      content,
      [&](std::string_view string, std::string_view line) { (inverted += string) += line; },
      [&](const Modules& modules) {
        if (is_symbol(modules)) return append_inverted(inverted, modules);
        for (const Rectangle& r : modules.rectangles)
          inverted += fmt::format("{} {} {} {} re\n", r.x, r.y, r.width, r.height);
      });
  return inverted;
}

}  // namespace imprimatur::verify
