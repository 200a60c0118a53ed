#include "verify/open_content.h"

#include "codes/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Rect;

struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// How many characters the number at the start has: "-12.5", ".5", "5"; 0 where there is none.
std::size_t number_at(std::string_view text) {
  constexpr std::size_t most = 30;
  std::size_t i = text.starts_with('-') ? 1 : 0, digits = 0;
  for (bool point = false; i < text.size() && i < most; ++i) {
    if (is_digit(text[i]))
      ++digits;
    else if (text[i] == '.' && !point)
      point = true;
    else
      break;
  }
  return digits == 0 || i == most ? 0 : i;
}

std::size_t name_at(std::string_view text) {
  const auto other = std::ranges::find_if_not(
      text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return static_cast<std::size_t>(other - text.begin());
}

// In a form, '#' stands for a number and '@' for letters and digits, all else for itself.
bool is_of_form(std::string_view line, std::string_view form) {
  for (const char c : form) {
    const std::size_t length = c == '#'   ? number_at(line)
                               : c == '@' ? name_at(line)
                                          : (line.starts_with(c) ? 1 : 0);
    if (length == 0) return false;
    line.remove_prefix(length);
  }
  return line.empty();
}

bool is_one_of(std::string_view line, std::span<const std::string_view> forms) {
  return std::ranges::any_of(forms, [&](std::string_view form) { return is_of_form(line, form); });
}

constexpr std::string_view black = "0 0 0 1 k";
constexpr std::string_view process = "# # # # k", spot = "/@ cs # scn";
constexpr std::string_view begin_layer = "/OC /@ BDC", end_layer = "EMC";
constexpr std::string_view begin_block = "q # # # # # # cm", end_block = "f Q";
constexpr std::string_view begin_path = "# # m", paint_path = "S";
constexpr std::array<std::string_view, 11> settings{"# # # # K",
                                                    "/@ CS # SCN",
                                                    "/@ gs",
                                                    "# w",
                                                    "# J # j",
                                                    "[] 0 d",
                                                    "[# #] 0 d",
                                                    "[# # # #] 0 d",
                                                    "[# # # # # #] 0 d",
                                                    "q # # # # # # cm /@ Do Q",
                                                    "q # # # # re W n # # # # # # cm /@ Do Q"};
constexpr std::array<std::string_view, 4> path_lines{begin_path, "# # l", "# # # # # # c", "h"};
constexpr std::array<std::string_view, 4> text_lines{
    "BT # # Td", "BT /@ # Tf # # Td", "BT # # # # # # Tm", "BT /@ # Tf # # # # # # Tm"};

// "[<0013>93<0014>]TJ"
bool is_string(std::string_view line) {
  if (!line.starts_with("[<")) return false;
  line.remove_prefix(1);
  while (line.starts_with('<')) {
    const auto end = std::ranges::find_if_not(line.substr(1), is_hexadecimal) - line.begin();
    const auto digits = static_cast<std::size_t>(end) - 1;
    if (digits % 2 != 0 || !line.substr(digits + 1).starts_with('>')) return false;
    line.remove_prefix(digits + 2);
    const std::size_t shift = number_at(line);
    if (shift > 0 && !line.substr(shift).starts_with('<')) return false;
    line.remove_prefix(shift);
  }
  return line == "]TJ";
}

// "3 10 1 2 re"
std::optional<Rectangle> rectangle_in(std::string_view line) {
  std::array<int, 4> numbers{};
  std::size_t i = 0;
  for (int& number : numbers) {
    const std::size_t start = i;
    for (; i < line.size() && is_digit(line[i]); ++i) number = number * 10 + (line[i] - '0');
    if (i == start || i - start > 2 || i >= line.size() || line[i++] != ' ') return std::nullopt;
  }
  if (line.substr(i) != "re" || numbers[2] == 0 || numbers[3] == 0) return std::nullopt;
  return Rectangle{numbers[0], numbers[1], numbers[2], numbers[3]};
}

// Gives every line to `to`: line() what stays as it is, string() and modules() what is open.
template <typename To>
class Walk {
 public:
  Walk(std::string_view content, To& to) : left_(content), to_(to) {}

  // False where the content isn't understood.
  bool all() {
    while (!left_.empty())
      if (!statement()) return false;
    return !in_layer_;
  }

 private:
  // Without its end; nothing where there is none.
  std::string_view next() const {
    return left_.substr(0, std::min(left_.find('\n'), left_.size()));
  }
  std::string_view take() {
    const std::string_view line = next();
    left_.remove_prefix(std::min(line.size() + 1, left_.size()));
    return line;
  }
  bool keep(bool fits) {
    if (fits) to_.line(take());
    return fits;
  }

  bool statement() {
    const std::string_view line = next();
    if (line.size() == left_.size()) return false;  // it doesn't end
    if (is_of_form(line, process)) {
      is_black_ = line == black;
      return keep(true);
    }
    if (is_of_form(line, spot)) {
      is_black_ = false;
      return keep(true);
    }
    if (line.starts_with("BT")) return text();
    if (is_of_form(line, begin_block)) return block();
    if (is_of_form(line, begin_path)) return path();
    if (line == end_layer || is_of_form(line, begin_layer)) {
      in_layer_ = !in_layer_;
      return keep(in_layer_ == (line != end_layer));
    }
    return keep(is_one_of(line, settings));
  }

  bool text() {
    if (!is_black_ || !keep(is_one_of(next(), text_lines)) || !is_string(next())) return false;
    to_.string(take());
    return keep(next() == "ET");
  }

  bool block() {
    if (!is_black_) return false;
    const std::string_view place = next();
    keep(true);
    rectangles_.clear();
    while (const auto rectangle = rectangle_in(next())) {
      rectangles_.push_back(*rectangle);
      take();
    }
    return !rectangles_.empty() && to_.modules(place, rectangles_) && keep(next() == end_block);
  }

  bool path() {
    while (is_one_of(next(), path_lines)) keep(true);
    return keep(next() == paint_path);
  }

  std::string_view left_;
  To& to_;
  bool is_black_ = false, in_layer_ = false;
  std::vector<Rectangle> rectangles_;
};

// All rectangles together.
Rectangle around(const std::vector<Rectangle>& rectangles) {
  int left = 100, top = 100, right = 0, bottom = 0;
  for (const Rectangle& r : rectangles) {
    left = std::min(left, r.x);
    top = std::min(top, r.y);
    right = std::max(right, r.x + r.width);
    bottom = std::max(bottom, r.y + r.height);
  }
  return {left, top, right - left, bottom - top};
}

// The operands of "q 1.8 0 0 -1.8 9 9 cm".
std::array<double, 6> matrix_in(std::string_view line) {
  std::array<double, 6> matrix{};
  line.remove_prefix(2);
  for (double& number : matrix) {
    const std::size_t length = number_at(line);
    std::from_chars(line.data(), line.data() + length, number);
    line.remove_prefix(length + 1);
  }
  return matrix;
}

class Opening {
 public:
  explicit Opening(Length height) : height_(height) {}
  void line(std::string_view line) { (content.shared += line) += '\n'; }
  void string(std::string_view) { content.shared += "[]TJ\n"; }
  // False where the block doesn't lie straight.
  bool modules(std::string_view place, const std::vector<Rectangle>& rectangles) {
    const auto m = matrix_in(place);
    if ((m[1] != 0 || m[2] != 0) && (m[0] != 0 || m[3] != 0)) return false;
    constexpr int size = codes::Matrix::size;
    content.blocks.push_back({on_page(m, around(rectangles)), on_page(m, {0, 0, size, size})});
    content.shared += "modules\n";
    return true;
  }

  OpenContent content;

 private:
  Rect on_page(const std::array<double, 6>& m, const Rectangle& r) const {
    const auto x = [&](int along, int down) { return m[0] * along + m[2] * down + m[4]; };
    const auto y = [&](int along, int down) { return m[1] * along + m[3] * down + m[5]; };
    const int right = r.x + r.width, bottom = r.y + r.height;
    const auto [x1, x2] = std::minmax({x(r.x, r.y), x(right, bottom)});
    const auto [y1, y2] = std::minmax({y(r.x, r.y), y(right, bottom)});
    const Length left = Length::from_points(x1), top = height_ - Length::from_points(y2);
    return {{left, top}, {Length::from_points(x2) - left, height_ - Length::from_points(y1) - top}};
  }

  Length height_;
};

class Inverting {
 public:
  void line(std::string_view line) { (content += line) += '\n'; }
  void string(std::string_view) { content += "[]TJ\n"; }
  bool modules(std::string_view, const std::vector<Rectangle>& rectangles) {
    constexpr int size = codes::Matrix::size;
    const Rectangle all = around(rectangles);
    if (all.x + all.width > size || all.y + all.height > size)
      for (const Rectangle& r : rectangles)
        content += fmt::format("{} {} {} {} re\n", r.x, r.y, r.width, r.height);
    else
      invert(rectangles);
    return true;
  }

  std::string content;

 private:
  void invert(const std::vector<Rectangle>& rectangles) {
    constexpr int size = codes::Matrix::size;
    std::array<std::uint32_t, size> rows{};
    for (const Rectangle& r : rectangles)
      for (int y = r.y; y < r.y + r.height; ++y)
        for (int x = r.x; x < r.x + r.width; ++x) rows[static_cast<std::size_t>(y)] |= 1u << x;
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x)
        if ((rows[static_cast<std::size_t>(y)] >> x & 1) == 0)
          content += fmt::format("{} {} 1 1 re\n", x, y);
  }
};

}  // namespace

std::optional<OpenContent> open_content_of(std::string_view content, Length height) {
  Opening opening(height);
  opening.content.shared.reserve(content.size());
  if (!Walk(content, opening).all()) return std::nullopt;
  return std::move(opening.content);
}

std::string opposite_of(std::string_view content) {
  Inverting inverting;
  Walk(content, inverting).all();
  return std::move(inverting.content);
}

}  // namespace imprimatur::verify
