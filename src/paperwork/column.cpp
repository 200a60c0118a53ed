#include "paperwork/column.h"

#include <algorithm>

namespace imprimatur::paperwork {
namespace {

using measure::Length;

// How many bytes of `word` fit: at least one character, and whole ones.
std::size_t fitting(const Document& document, std::string_view word, Length width, Style style) {
  std::size_t fits = 0;
  for (std::size_t end = 1; end <= word.size(); ++end) {
    if (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) continue;
    if (fits > 0 && document.width(word.substr(0, end), style) > width) break;
    fits = end;
  }
  return fits;
}

}  // namespace

std::vector<std::string> broken(const Document& document, std::string_view text, Length width,
                                Style style) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string longer = line.empty() ? std::string{text.substr(0, end)}
                                            : line + ' ' + std::string{text.substr(0, end)};
    if (document.width(longer, style) <= width) {
      line = longer;
      text.remove_prefix(std::min(end + 1, text.size()));
    } else if (line.empty()) {
      const std::size_t fits = fitting(document, text.substr(0, end), width, style);
      lines.emplace_back(text.substr(0, fits));
      text.remove_prefix(fits);
    } else {
      lines.push_back(std::move(line));
      line.clear();
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

void text_to_left(Document& document, measure::Point at, std::string_view words, Style style) {
  document.text({at.x - document.width(words, style), at.y}, words, style);
}

void Column::set(Document& document, std::string_view text, Style style) {
  for (const auto& line : broken(document, text, width_, style)) {
    const Length baseline = y_ + style.size * 107 / 100;
    if (align_ == Align::left) {
      document.text({left_, baseline}, line, style);
    } else {
      text_to_left(document, {left_ + width_, baseline}, line, style);
    }
    y_ += leading(style);
  }
}

void Column::set(Document& document, const std::vector<std::string>& texts, Style style) {
  for (const auto& text : texts) set(document, text, style);
}

}  // namespace imprimatur::paperwork
