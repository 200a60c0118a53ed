// Text on a canvas: glyphs at the places the marks say, to a micrometre.
#include "finding/failure.h"
#include "pdf/canvas.h"
#include "pdf/file.h"
#include "pdf/matrix.h"
#include "pdf/number.h"
#include "pdf/syntax.h"
#include "pdf/unowned.h"

#include <array>

namespace imprimatur::pdf {
namespace {

constexpr std::int64_t tolerance = 1000;  // nanometres

// The em as it will be written, in thousandths of a point: what a reader computes advances with.
std::int64_t written_em(measure::Length em) {
  return rounded_division(em.micrometres() * 360, 127);
}

void append_code(std::string& out, std::uint32_t glyph) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const std::array<char, 4> code{digits[glyph >> 12 & 0xF], digits[glyph >> 8 & 0xF],
                                 digits[glyph >> 4 & 0xF], digits[glyph & 0xF]};
  out.append(code.data(), code.size());
}

// One TJ array in the making. Follows where the reader's pen is and moves it only where the next
// glyph would be more than a micrometre from its place.
class GlyphLine {
 public:
  GlyphLine(std::string& out, Font& font, std::int64_t em) : out_(out), font_(font), em_(em) {
    out_ += "[<";
  }
  // `x` in nanometres from the line's origin.
  void show(std::uint32_t glyph, std::int64_t x) {
    const std::int64_t advance = font_.advance(glyph);
    const std::int64_t off = x - pen_;
    if (off > tolerance || off < -tolerance) move(off);
    append_code(out_, glyph);
    // advance / 100 000 × em / 1000 points, each of 25 400 000 / 72 nanometres.
    pen_ += rounded_division(advance * em_ * 127, 36'000);
  }
  void raise(measure::Length height) {
    if (height == rise_) return;
    rise_ = height;
    std::string rise;
    append_length(rise, height);
    interject(rise + " Ts ");
  }
  // Operators between two glyphs.
  void interject(std::string_view operators) {
    out_.append(">]TJ\n").append(operators).append("[<");
  }
  // Nanometres from the line's origin to behind the last glyph.
  std::int64_t pen() const { return pen_; }
  void end() { out_ += rise_ == measure::Length{} ? ">]TJ\n" : ">]TJ\n0 Ts\n"; }

 private:
  std::string& out_;
  Font& font_;
  std::int64_t em_;
  std::int64_t pen_ = 0;
  measure::Length rise_;

  // In thousandths of the em, leftwards; in tenths of them where whole ones are too coarse.
  void move(std::int64_t by) {
    const auto shift = [&](std::int64_t steps, std::int64_t steps_in_em) {
      return rounded_division(-steps * em_ * 127'000, 360 * steps_in_em);
    };
    std::int64_t steps = rounded_division(-by * 360, em_ * 127);
    std::int64_t moved = shift(steps, 1000);
    int decimals = 0;
    if (moved - by > tolerance || by - moved > tolerance) {
      steps = rounded_division(-by * 3600, em_ * 127);
      moved = shift(steps, 10'000);
      decimals = 1;
    }
    out_ += '>';
    append_decimal(out_, steps, decimals);
    out_ += '<';
    pen_ += moved;
  }
};

// The glyphs from `first` that make one cluster: those behind it whose text it carries.
std::size_t end_of_cluster(const std::vector<page::Glyph>& glyphs, std::size_t first) {
  std::size_t end = first + 1;
  while (end < glyphs.size() && glyphs[end].text.empty()) ++end;
  return end;
}

// Notes a cluster's glyphs as shown. False where the font's ToUnicode can't tell its text, which
// the content then must (ActualText: PDF 1.6, 10.8.3).
bool is_told(Font& font, const std::vector<page::Glyph>& glyphs, std::size_t first,
             std::size_t end) {
  if (end == first + 1) return font.show(glyphs[first].id, glyphs[first].text);
  for (std::size_t i = first; i < end; ++i) font.show(glyphs[i].id, "");
  return false;
}

[[noreturn]] void refuse_character() {
  throw finding::Failure(
      {"Un texte variable contient un caractère que son alphabet n’a pas.",
       "A variable text has a character that its alphabet lacks."},
      {"Composez de nouveau la commande : ses pages gelées ne vont pas avec ce programme.",
       "Compose the order again: its frozen pages do not suit this program."});
}

// ISO 8859-1, the encoding of alphabets, as UTF-8.
std::string utf8(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x80) return {c};
  return {static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
}

const page::AlphabetGlyph& glyph_of(const page::Alphabet& alphabet, char c) {
  const auto found = alphabet.glyphs.find(c);
  if (found == alphabet.glyphs.end()) refuse_character();
  return found->second;
}

// Of the lines that follow each other, those that end so were broken within a word.
bool ends_within_a_word(std::string_view text) {
  return text.ends_with('-') || text.ends_with('/');
}

}  // namespace

// Superscripts begin where the figure before them ends; a word, a little further; a line,
// elsewhere.
bool Canvas::goes_on_elsewhere(const measure::Placement& at, std::string_view text) const {
  if (!element_ || !pen_ || pen_->element != *element_) return false;
  if (pen_->within_a_word || text.starts_with(' ')) return false;
  if (at.turn != pen_->at.turn) return true;
  const measure::Length x = at.origin.x - pen_->at.origin.x, y = at.origin.y - pen_->at.origin.y;
  const bool upright = at.turn == measure::Turn::none || at.turn == measure::Turn::half;
  const auto far = [](measure::Length by, measure::Length most) { return by > most || by < -most; };
  return far(upright ? x : y, pen_->em / 6) || far(upright ? y : x, pen_->em * 2 / 3);
}

void Canvas::lift_pen(const measure::Placement& begun, std::int64_t nanometres, measure::Length em,
                      std::string_view text) {
  if (!element_) return;
  const auto along = measure::Length::from_micrometres(rounded_division(nanometres, 1000));
  pen_ = Pen{*element_,
             {begun(measure::Point{along, {}}), begun.turn},
             em,
             text.ends_with(' ') || ends_within_a_word(text)};
}

// A text of its own, so that no glyph moves.
void Canvas::space_before(FontId id, measure::Length em, const ink::Colour& colour,
                          const measure::Placement& begun) {
  Font& font = file_->font(id);
  const std::optional<std::uint32_t> space = font.space();
  if (!space || !font.show(*space, " ")) return;
  const auto width = measure::Length::from_micrometres(
      rounded_division(font.advance(*space) * em.micrometres(), 100'000));
  begin_text(id, em, colour, {begun(measure::Point{-width, {}}), begun.turn});
  append_code(content_ += '<', *space);
  content_ += ">Tj ET\n";
}

void Canvas::begin_text(FontId font, measure::Length em, const ink::Colour& colour,
                        const measure::Placement& at) {
  set_overprint(is_black_alone(file_->printed(colour)) ? Overprint::fills : Overprint::none);
  set_colour(colour, Role::fill);
  content_ += "BT ";
  if (state_.font != font || state_.em != em) {
    note_use(used_->fonts, font.index);
    append_integer(content_ += "/F", font.index);
    append_decimal(content_ += ' ', written_em(em), 3);
    content_ += " Tf ";
    state_.font = font;
    state_.em = em;
  }
  if (at.turn != measure::Turn::none) append_matrix(content_, at.turn, Scale::one(), Scale::one());
  point(at.origin);
  content_ += at.turn != measure::Turn::none ? "Tm\n" : "Td\n";
}

void Canvas::paint_run(const page::GlyphRun& run, const Materials& materials,
                       const measure::Placement& at) {
  const std::int64_t em = written_em(run.size);
  if (run.glyphs.empty() || em <= 0) return;
  const FontId id = materials.fonts.at(run.font.index);
  Font& font = file_->font(id);
  const measure::Placement begun = at.after(run.at);
  if (goes_on_elsewhere(begun, run.glyphs.front().text))
    space_before(id, run.size, run.colour, begun);
  begin_text(id, run.size, run.colour, begun);
  GlyphLine line(content_, font, em);
  for (std::size_t i = 0; i < run.glyphs.size();) {
    const std::size_t end = end_of_cluster(run.glyphs, i);
    const bool told = is_told(font, run.glyphs, i, end);
    if (!told)
      line.interject("/Span <</ActualText <FEFF" + utf16_hex(run.glyphs[i].text) + ">>> BDC\n");
    for (; i < end; ++i) {
      line.raise(-run.glyphs[i].y);
      line.show(run.glyphs[i].id, run.glyphs[i].x.micrometres() * 1000);
    }
    if (!told) line.interject("EMC\n");
  }
  line.end();
  content_ += "ET\n";
  lift_pen(begun, line.pen(), run.size, run.glyphs.back().text);
}

void Canvas::line(const page::Alphabet& alphabet, measure::Length size, const ink::Colour& colour,
                  const Materials& materials, std::string_view value, const measure::Placement& at,
                  page::Align align) {
  const Unowned unowned(*this);
  const std::int64_t em = written_em(size);
  if (value.empty() || em <= 0) return;
  glyphs_.clear();
  std::int64_t width = 0;  // millionths of the em
  for (const char c : value) width += glyphs_.emplace_back(&glyph_of(alphabet, c))->advance;
  const std::int64_t before = align == page::Align::left     ? 0
                              : align == page::Align::centre ? width / 2
                                                             : width;
  const measure::Point start{
      measure::Length::from_micrometres(-rounded_division(before * size.micrometres(), 1'000'000)),
      {}};
  const FontId id = materials.fonts.at(alphabet.font.index);
  Font& font = file_->font(id);
  const measure::Placement begun{at(start), at.turn};
  if (goes_on_elsewhere(begun, value)) space_before(id, size, colour, begun);
  begin_text(id, size, colour, begun);
  GlyphLine line(content_, font, em);
  std::int64_t pen = 0;  // millionths of the em
  for (std::size_t i = 0; i < value.size(); ++i) {
    line.show(glyphs_[i]->id, rounded_division(pen * size.micrometres(), 1000));
    font.show(glyphs_[i]->id, utf8(value[i]));
    pen += glyphs_[i]->advance;
  }
  line.end();
  content_ += "ET\n";
  lift_pen(begun, line.pen(), size, value);
}

void Canvas::variable_line(const page::Field& field, const Materials& materials,
                           std::string_view value, const measure::Placement& at) {
  line(field.alphabet, field.size, field.colour, materials, value, at.after(field.at), field.align);
}

}  // namespace imprimatur::pdf
