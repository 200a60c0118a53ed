#include "bat/paper.h"

#include "finding/failure.h"

#include <fmt/format.h>

namespace imprimatur::bat {
namespace {

struct Look {
  const char* font;
  Length size, leading;
  ink::Process colour;
};

const Look& look_of(Voice voice) {
  static const Look looks[] = {
      {"OpenSans-Bold", 26_pt, 30_pt, palette::accent},      // title
      {"OpenSans-Semibold", 12_pt, 16_pt, palette::text},    // subtitle
      {"OpenSans-Semibold", 12_pt, 16_pt, palette::text},    // lead
      {"OpenSans-Bold", 10.5_pt, 14_pt, palette::accent},    // heading
      {"OpenSans-Regular", 8.5_pt, 12_pt, palette::quiet},   // label
      {"OpenSans-Regular", 9_pt, 12.5_pt, palette::text},    // body
      {"OpenSans-Semibold", 9_pt, 12.5_pt, palette::text},   // strong
      {"OpenSans-Regular", 7.5_pt, 10_pt, palette::quiet},   // small
      {"OpenSans-Regular", 6.5_pt, 8.5_pt, palette::quiet},  // fine
      {"JetBrainsMono-Medium", 8_pt, 11_pt, palette::text},  // code
      {"OpenSans-Regular", 9_pt, 12.5_pt, palette::quiet},   // gone
      {"OpenSans-Bold", 9_pt, 12.5_pt, palette::text},       // bold
  };
  return looks[static_cast<std::size_t>(voice)];
}

std::vector<page::Segment> outline_of(const Rect& r) {
  return {page::MoveTo{r.origin}, page::LineTo{{r.right(), r.top()}},
          page::LineTo{{r.right(), r.bottom()}}, page::LineTo{{r.left(), r.bottom()}},
          page::ClosePath{}};
}

}  // namespace

Paper::Paper(const typeset::FontShelf& shelf, Size size)
    : shelf_(shelf), size_(size), tree_{{{.tag = pdf::Tag::section}, 0}} {
  new_page();
}

void Paper::new_page() {
  page::Page page;
  page.name = fmt::format("{}", document_.pages.size() + 1);
  page.trim = size_;
  document_.pages.push_back(std::move(page));
  owners_.emplace_back();
  page_ = document_.pages.size() - 1;
  y_ = margin;
}

void Paper::need(Length height) {
  if (y_ + height > bottom() && y_ > margin) new_page();
}

typeset::Type Paper::type(Voice voice, page::Align align) const {
  const Look& look = look_of(voice);
  const typeset::Face* face = shelf_.find(look.font);
  if (face == nullptr)
    throw finding::Failure({fmt::format("La police {} manque dans le dossier fonts.", look.font),
                            fmt::format("The font {} is missing from the folder fonts.", look.font)},
                           {"Réinstallez imprimatur.", "Install imprimatur again."});
  typeset::Type type;
  type.face = face;
  type.size = look.size;
  type.leading = look.leading;
  type.colour = look.colour;
  type.align = align;
  return type;
}

typeset::Block Paper::set(Voice voice, std::string_view text, Length column) const {
  return typeset::set_text(type(voice, page::Align::left), text, column);
}

void Paper::draw(const typeset::Block& block, Voice voice, Point at) {
  paint(block, at, type(voice, page::Align::left), owner_of(voice, block, at, Manner::set));
}

Length Paper::write(Voice voice, std::string_view text, Point at, Length column,
                    page::Align align) {
  const typeset::Type look = type(voice, align);
  const typeset::Block block = typeset::set_text(look, text, column);
  paint(block, at, look,
        owner_of(voice, block, at, align == page::Align::left ? Manner::set : Manner::flowing));
  return block.height;
}

void Paper::flow(Voice voice, std::string_view text, Length x, Length column) {
  const typeset::Type look = type(voice, page::Align::left);
  const typeset::Block whole = typeset::set_text(look, text, column);
  const Owner owner = owner_of(voice, whole, {x, y_}, Manner::flowing);
  Length above;  // baseline of the line before
  for (std::size_t i = 0; i < whole.lines.size(); ++i) {
    typeset::Block one;
    one.lines.push_back(whole.lines[i]);
    Length& baseline = one.lines.back().baseline;
    const Length step = baseline - above;
    above = baseline;
    if (y_ + step > bottom()) new_page();
    baseline = step;
    paint(one, {x, y_}, look, owner);
    y_ += step;
  }
}

void Paper::heading(std::string_view words, Length room) {
  skip(3.5_mm);
  need(room);
  skip(write(Voice::heading, words, {margin, y_}, width()) + 1.6_mm);
  rule({margin, y_}, width(), palette::line, 150_um);
  skip(3.2_mm);
}

void Paper::rule(Point from, Length width, const ink::Process& colour, Length weight) {
  page::Path path;
  path.segments = {page::MoveTo{from}, page::LineTo{{from.x + width, from.y}}};
  path.stroke = page::Stroke{colour, weight, page::Cap::butt, {}};
  add(std::move(path));
}

void Paper::box(const Rect& rect, const std::optional<ink::Process>& fill,
                const std::optional<ink::Process>& stroke) {
  page::Path path;
  path.segments = outline_of(rect);
  if (fill) path.fill = *fill;
  if (stroke) path.stroke = page::Stroke{*stroke, 150_um, page::Cap::butt, {}};
  add(std::move(path));
}

}  // namespace imprimatur::bat
