// Setting text: from words to lines of glyphs at fixed positions. Used for the product's pages and
// for every other page of the house (the facts of the BAT).
//
//   const Type type{.face = shelf.find("OpenSans-Regular"), .size = 9_pt, .leading = 12_pt};
//   const Block block = set_text(type, "Bon à tirer\nDeux paragraphes.", 60_mm);
//   paint(block, {10_mm, 20_mm}, type, font_in(document, *type.face), page.marks);
//
// A block is measured from the cap height of its first line to the baseline of its last: what the
// eye takes for its edges. Accents and descenders hang over.
#pragma once

#include "typeset/face.h"

namespace imprimatur::typeset {

enum class Balance : std::uint8_t { none, even_lines };

struct Type {
  const Face* face = nullptr;  // never null where text is set
  measure::Length size;        // the em
  measure::Length leading;     // from baseline to baseline
  ink::Colour colour = ink::black();
  page::Align align = page::Align::left;
  int tracking = 0;  // thousandths of the em between any two glyphs; ligatures are then refused
  measure::Length paragraph_gap;    // on top of the leading
  Balance balance = Balance::none;  // even_lines: as short as the number of lines allows
};

// Glyphs of one size on one baseline, `rise` above that of the line.
struct Piece {
  measure::Length x, rise, size;
  std::vector<page::Glyph> glyphs;
};

// `baseline` and `x` are measured from the block's top left corner.
struct Line {
  measure::Length x, baseline, width;
  std::size_t words = 0;
  std::vector<Piece> pieces;
};

// A character that the font lacks: the character itself, in UTF-8.
using Missing = std::vector<std::string>;

struct Block {
  std::vector<Line> lines;
  measure::Length height;
  measure::Length widest;  // of its lines; more than the column where a single word is wider
  Missing missing;         // each once, in order of appearance
};

// '\n' ends a paragraph; an empty one leaves a line's height free. A paragraph that begins with a
// bullet, a dash or "1." and a space hangs: its other lines begin where its words do. In "1er",
// "1re", "2e" … the ending is set as a superscript. U+202F is a sixth of the em wide where the font
// lacks it. Nothing is hyphenated. No line ends between groups of figures, between a small number
// and what it counts, or after a word of one letter ("à"). Where the last line would be one short
// word, the lines are made even. A word wider than the column stands out of it. `size` is not zero.
Block set_text(const Type& type, std::string_view text, measure::Length column);

// One line that is never broken.
measure::Length width_of(const Type& type, std::string_view text);

// Adds the block's runs to `marks`, its top left corner at `at`.
void paint(const Block& block, measure::Point at, const Type& type, page::FontId font,
           std::vector<page::Mark>& marks);

// The font's place in the document, which is made at the first call.
page::FontId font_in(page::Document& document, const Face& face);

// ' ' is as wide as a word space, or as the thin space that groups figures.
enum class Space : std::uint8_t { word, thin };

// The glyphs of `characters` (ASCII), for text that is known at the press only. What the font lacks
// goes to `missing`.
page::Alphabet alphabet(const Face& face, page::FontId font, std::string_view characters,
                        Space space, Missing& missing);

// The widest that `text` may become when every digit is as wide as the widest of the alphabet's.
measure::Length width_of(const page::Alphabet& alphabet, measure::Length size,
                         std::string_view text);

}  // namespace imprimatur::typeset
