#include "verify/letters.h"

#include <algorithm>

namespace imprimatur::verify {
namespace {

bool holds(const Rect& box, const measure::Point& point) {
  return box.left() <= point.x && point.x < box.right() && box.top() <= point.y &&
         point.y < box.bottom();
}

// How far along a line turned like this the point lies.
std::int64_t along(const measure::Point& point, Turn turn) {
  switch (turn) {
    case Turn::none: return point.x.micrometres();
    case Turn::quarter: return point.y.micrometres();
    case Turn::half: return -point.x.micrometres();
    case Turn::three_quarters: return -point.y.micrometres();
  }
  return 0;
}

bool is_code_at(const std::string& text, std::size_t start) {
  constexpr std::size_t length = 19, group = 5;
  if (text.size() - start < length) return false;
  for (std::size_t i = 0; i < length; ++i) {
    const char c = text[start + i];
    const bool fits =
        i % group == group - 1 ? c == '-' : codes::alphabet.find(c) != std::string_view::npos;
    if (!fits) return false;
  }
  return true;
}

}  // namespace

Letters::Letters(std::vector<Character> characters)
    : characters_(std::move(characters)), struck_(characters_.size()) {}

std::string Letters::read(const Rect& box, Turn turn) const {
  std::vector<std::pair<std::int64_t, char>> found;
  for (const Character& one : characters_)
    if (holds(box, one.centre)) found.emplace_back(along(one.centre, turn), one.what);
  std::ranges::stable_sort(found, {}, &std::pair<std::int64_t, char>::first);
  std::string text;
  for (const auto& [place, what] : found) text += what;
  return text;
}

void Letters::strike(const Rect& box) {
  for (std::size_t i = 0; i < characters_.size(); ++i)
    if (holds(box, characters_[i].centre)) struck_[i] = true;
}

std::string Letters::within(const Rect& box) const {
  std::string text;
  for (const Character& one : characters_)
    if (holds(box, one.centre)) text += one.what;
  return text;
}

std::string Letters::strays() const {
  std::string text;
  for (std::size_t i = 0; i < characters_.size(); ++i)
    if (!struck_[i]) text += characters_[i].what;
  return text;
}

std::size_t code_like(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) count += is_code_at(text, i);
  return count;
}

}  // namespace imprimatur::verify
