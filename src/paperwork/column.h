// Text that fills a column of a paper, line under line. For the sources of this room.
#pragma once

#include "paperwork/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::paperwork {

// Broken at ordinary spaces, never at no-break ones; a word wider than the column is broken where
// it fills it. No line for no text.
std::vector<std::string> broken(const Document& document, std::string_view text,
                                measure::Length width, Style style);

// The distance from one baseline to the next.
constexpr measure::Length leading(Style style) {
  return style.size * 14 / 10;
}

// `x` is the right end of the baseline.
void text_to_left(Document& document, measure::Point at, std::string_view words, Style style);

enum class Align : std::uint8_t { left, right };

// What is set goes to one edge of the column; `y` is the top of the next line.
class Column {
 public:
  Column(measure::Length left, measure::Length y, measure::Length width, Align align = Align::left)
      : left_(left), y_(y), width_(width), align_(align) {}
  measure::Length y() const { return y_; }
  void skip(measure::Length by) { y_ += by; }

  void set(Document& document, std::string_view text, Style style);
  void set(Document& document, const std::vector<std::string>& texts, Style style);

 private:
  measure::Length left_, y_, width_;
  Align align_;
};

}  // namespace imprimatur::paperwork
