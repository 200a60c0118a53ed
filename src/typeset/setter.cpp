#include "typeset/setter.h"

#include "typeset/clusters.h"

#include <algorithm>
#include <utility>

namespace imprimatur::typeset {
namespace {

using measure::Length;
using Clusters = std::vector<Cluster>;

// Rounds to the nearest micrometre, halves upwards.
Length scaled(std::int64_t millionths, Length size) {
  const std::int64_t product = millionths * size.micrometres() + em / 2;
  return Length::from_micrometres(product >= 0 ? product / em : -((em - 1 - product) / em));
}

// Clusters [begin, end) of a paragraph; spaces at the end are left out.
struct Cut {
  std::size_t begin, end;
};

std::int64_t advance_of(const Clusters& row, Cut cut) {
  std::int64_t sum = 0;
  for (std::size_t i = cut.begin; i < cut.end; ++i) sum += row[i].advance;
  return sum;
}

Cut trimmed(const Clusters& row, Cut cut) {
  while (cut.end > cut.begin && row[cut.end - 1].space) --cut.end;
  return cut;
}

// Width of the ink's line: tracking after the last glyph is not part of it.
std::int64_t width_of_cut(const Clusters& row, Cut cut, const Type& type) {
  cut = trimmed(row, cut);
  return cut.begin == cut.end ? 0 : advance_of(row, cut) - type.tracking * 1000;
}

// The first line is `column` wide, the others are `hang` narrower. First fit.
std::vector<Cut> broken(const Clusters& row, const Type& type, std::int64_t column,
                        std::int64_t hang) {
  std::vector<Cut> cuts;
  std::size_t begin = 0, candidate = 0;
  for (std::size_t i = 1; i <= row.size(); ++i) {
    if (i < row.size() && !row[i].line_start) continue;
    const std::int64_t room = cuts.empty() ? column : column - hang;
    if (candidate > begin && width_of_cut(row, {begin, i}, type) > room) {
      cuts.push_back(trimmed(row, {begin, candidate}));
      begin = candidate;
    }
    candidate = i;
  }
  if (begin < row.size() || cuts.empty()) cuts.push_back(trimmed(row, {begin, row.size()}));
  return cuts;
}

// The narrowest column that needs no more lines, by halving.
std::vector<Cut> balanced(const Clusters& row, const Type& type, std::int64_t column,
                          std::int64_t hang) {
  const auto cuts = broken(row, type, column, hang);
  if (cuts.size() < 2) return cuts;
  const auto fits = [&](std::int64_t width) {
    const auto tried = broken(row, type, width, hang);
    return tried.size() <= cuts.size() && std::ranges::all_of(tried, [&](const Cut& cut) {
             return width_of_cut(row, cut, type) <= width;
           });
  };
  if (!fits(column)) return cuts;
  std::int64_t narrow = column / 2, wide = column;
  while (wide - narrow > em / 100) {
    const auto middle = narrow + (wide - narrow) / 2;
    (fits(middle) ? wide : narrow) = middle;
  }
  return broken(row, type, wide, hang);
}

// The width of "• ", "– " or "1. " at the paragraph's beginning.
std::int64_t hang_of(const Clusters& row) {
  std::size_t end = 0;
  while (end < row.size() && row[end].text.size() == 1 && row[end].text[0] >= '0' &&
         row[end].text[0] <= '9') {
    ++end;
  }
  const bool number = end > 0 && end < row.size() && row[end].text == ".";
  const bool dash = !row.empty() && (row[0].text == "•" || row[0].text == "–");
  end = number ? end + 1 : 1;
  const bool item = (number || dash) && end < row.size() && row[end].space;
  return item ? advance_of(row, {0, end + 1}) : 0;
}

void append(Piece& piece, const Cluster& cluster, std::int64_t pen, const Type& type) {
  std::string text = cluster.text;
  for (const auto& glyph : cluster.glyphs) {
    const auto scale = cluster.scale;
    piece.glyphs.push_back(
        {.id = glyph.id,
         .x = scaled(pen + std::int64_t{glyph.x} * scale / 1000, type.size) - piece.x,
         .y = scaled(std::int64_t{-glyph.y} * scale / 1000, type.size),
         .text = std::exchange(text, {})});
    pen += std::int64_t{glyph.advance} * scale / 1000;
  }
}

std::vector<Piece> pieces_of(const Clusters& row, Cut cut, const Type& type) {
  std::vector<Piece> pieces;
  std::int64_t pen = 0;
  for (std::size_t i = cut.begin; i < cut.end; pen += row[i++].advance) {
    if (row[i].glyphs.empty()) continue;
    const Length size = Length::from_micrometres(type.size.micrometres() * row[i].scale / 1000);
    if (pieces.empty() || pieces.back().size != size) {
      pieces.push_back({scaled(pen, type.size), scaled(row[i].rise, type.size), size, {}});
    }
    append(pieces.back(), row[i], pen, type);
  }
  return pieces;
}

std::size_t words_in(const Clusters& row, Cut cut) {
  std::size_t words = 0;
  for (std::size_t i = cut.begin; i < cut.end; ++i) {
    if (!row[i].space && (i == cut.begin || row[i - 1].text == " ")) ++words;
  }
  return words;
}

Length aligned(page::Align align, Length column, Length width) {
  switch (align) {
    case page::Align::left: return {};
    case page::Align::centre: return (column - width) / 2;
    case page::Align::right: return column - width;
  }
  return {};
}

// A last line of one word, and a short one at that.
bool ends_in_runt(const Clusters& row, const std::vector<Cut>& cuts, const Type& type,
                  std::int64_t column) {
  return cuts.size() > 1 && words_in(row, cuts.back()) == 1 &&
         width_of_cut(row, cuts.back(), type) < column / 4;
}

std::vector<Cut> lines_of(const Clusters& row, const Type& type, std::int64_t column) {
  const std::int64_t hang = hang_of(row);
  if (type.balance == Balance::even_lines) return balanced(row, type, column, hang);
  const auto cuts = broken(row, type, column, hang);
  return ends_in_runt(row, cuts, type, column) ? balanced(row, type, column, hang) : cuts;
}

void append_paragraph(Block& block, const Type& type, std::string_view words, Length column,
                      Length baseline) {
  const auto row = clusters_of(type, words, block.missing);
  const std::int64_t room = column.micrometres() * em / type.size.micrometres();
  const auto cuts = lines_of(row, type, room);
  Length indent;
  for (const auto& cut : cuts) {
    Line line;
    line.baseline = baseline;
    line.width = scaled(width_of_cut(row, cut, type), type.size);
    line.x = indent + aligned(type.align, column - indent, line.width);
    line.words = words_in(row, cut);
    line.pieces = pieces_of(row, cut, type);
    block.widest = std::max(block.widest, indent + line.width);
    block.lines.push_back(std::move(line));
    indent = scaled(hang_of(row), type.size);
    baseline += type.leading;
  }
}

}  // namespace

Block set_text(const Type& type, std::string_view text, Length column) {
  Block block;
  Length baseline = scaled(type.face->metrics().cap_height, type.size);
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    append_paragraph(block, type, text.substr(at, end - at), column, baseline);
    block.height = block.lines.back().baseline;
    baseline = block.height + type.leading + type.paragraph_gap;
    at = end + 1;
  }
  return block;
}

Length width_of(const Type& type, std::string_view text) {
  Missing missing;
  const auto row = clusters_of(type, text, missing);
  return scaled(width_of_cut(row, {0, row.size()}, type), type.size);
}

void paint(const Block& block, measure::Point at, const Type& type, page::FontId font,
           std::vector<page::Mark>& marks) {
  for (const auto& line : block.lines) {
    for (const auto& piece : line.pieces) {
      const measure::Point origin{at.x + line.x + piece.x, at.y + line.baseline - piece.rise};
      marks.push_back(page::GlyphRun{font, piece.size, type.colour, {origin}, piece.glyphs});
    }
  }
}

page::FontId font_in(page::Document& document, const Face& face) {
  const auto found = std::ranges::find(document.fonts, face.name(), &page::Font::name);
  const auto index = static_cast<std::uint32_t>(found - document.fonts.begin());
  if (found == document.fonts.end()) document.fonts.push_back({face.name(), face.digest()});
  return {index};
}

page::Alphabet alphabet(const Face& face, page::FontId font, std::string_view characters,
                        Space space, Missing& missing) {
  page::Alphabet alphabet{.font = font, .glyphs = {}};
  for (const char c : characters) {
    auto glyph = face.glyph(static_cast<unsigned char>(c));
    if (!glyph) {
      missing.emplace_back(1, c);
      continue;
    }
    if (c == ' ' && space == Space::thin) glyph->advance = thin_space;
    alphabet.glyphs[c] = *glyph;
  }
  return alphabet;
}

Length width_of(const page::Alphabet& alphabet, Length size, std::string_view text) {
  std::int32_t digit = 0;
  for (const auto& [c, glyph] : alphabet.glyphs) {
    if (c >= '0' && c <= '9') digit = std::max(digit, glyph.advance);
  }
  std::int64_t sum = 0;
  for (const char c : text) {
    const auto found = alphabet.glyphs.find(c);
    if (c >= '0' && c <= '9') {
      sum += digit;
    } else if (found != alphabet.glyphs.end()) {
      sum += found->second.advance;
    }
  }
  return scaled(sum, size);
}

}  // namespace imprimatur::typeset
