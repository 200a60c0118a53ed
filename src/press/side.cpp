#include "press/side.h"

#include "finding/failure.h"
#include "impose/marks.h"
#include "press/slug.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::press {
namespace {

using impose::Cell;
using impose::Face;
using impose::Side;
using measure::Length;
using measure::Point;
using measure::Rect;
using measure::Turn;
using namespace measure::literals;

constexpr std::string_view void_word = "VOID";

bool is_of_a_pass(page::Variable variable) {
  return variable != page::Variable::carnet;
}

[[noreturn]] void refuse_value(const page::Page& page, const page::Leaf& leaf) {
  throw finding::Failure(
      {fmt::format("La page «\u00a0{}\u00a0» demande un numéro ou un code, mais son feuillet "
                   "«\u00a0{}\u00a0» n’est pas un pass.",
                   page.name, leaf.name),
       fmt::format("The page \"{}\" wants a serial or a code, but its leaf \"{}\" is no pass.",
                   page.name, leaf.name)},
      {"Corrigez le gabarit (pass = true), puis refaites le BAT.",
       "Correct the template (pass = true), then make the BAT again."});
}

page::Path line(Point from, Point to) {
  return {{page::MoveTo{from}, page::LineTo{to}},
          std::nullopt,
          page::Stroke{ink::black(), 1_mm, page::Cap::butt, {}}};
}

}  // namespace

SidePainter::SidePainter(const Job& job, const impose::StockPlan& stock, pdf::Writer& writer)
    : job_(job), stock_(stock), materials_(writer.take(job.document, job.resources)) {
  for (const impose::BookletLeaf& in_booklet : stock.booklet) {
    if (kinds_.contains(in_booklet.kind)) continue;
    const page::Leaf& leaf = job.document.leaves[in_booklet.kind];
    kinds_[in_booklet.kind] = {make_ground(leaf, Face::recto, writer),
                               make_ground(leaf, Face::verso, writer)};
  }
  for (std::uint32_t piece = 0; piece < stock.plan.pieces(); ++piece) {
    pieces_.push_back(make_piece(piece, writer));
  }
}

SidePainter::Ground SidePainter::make_ground(const page::Leaf& leaf, Face face,
                                             pdf::Writer& writer) const {
  Ground ground;
  ground.page = &job_.document.pages[face == Face::recto ? leaf.front : leaf.back];
  for (const page::Mark& mark : ground.page->marks) {
    const auto* field = std::get_if<page::Field>(&mark);
    const auto* symbol = std::get_if<page::Symbol>(&mark);
    if (field) ground.fields.push_back(field);
    if (symbol) ground.symbols.push_back(symbol);
    if (!leaf.is_pass && (symbol || (field && is_of_a_pass(field->variable)))) {
      refuse_value(*ground.page, leaf);
    }
  }
  ground.form = writer.add_page_form(*ground.page, materials_);
  return ground;
}

SidePainter::Piece SidePainter::make_piece(std::uint32_t number, pdf::Writer& writer) const {
  Piece piece{showing(number, Side::front), showing(number, Side::back), {}, {}};
  for (std::uint32_t earlier = 0; earlier < number; ++earlier) {
    if (!look_alike(earlier, number)) continue;
    piece.front_form = pieces_[earlier].front_form;
    piece.back_form = pieces_[earlier].back_form;
    return piece;
  }
  piece.front_form = make_form(piece, Side::front, writer);
  piece.back_form = make_form(piece, Side::back, writer);
  return piece;
}

std::vector<SidePainter::Showing> SidePainter::showing(std::uint32_t piece, Side side) const {
  std::vector<Showing> slots;
  for (std::uint32_t slot = 0; slot < stock_.plan.up(); ++slot) {
    const auto leaf = stock_.plan.leaf_of(piece, slot);
    if (!leaf) {
      slots.push_back({});
      continue;
    }
    const impose::BookletLeaf& in_booklet = stock_.booklet[*leaf];
    const Kind& kind = kinds_.at(in_booklet.kind);
    const Face face = job_.run.layout.cells(side)[slot].face;
    slots.push_back({&in_booklet, face == Face::recto ? &kind.recto : &kind.verso});
  }
  return slots;
}

bool SidePainter::look_alike(std::uint32_t piece, std::uint32_t other) const {
  for (std::uint32_t half = 0; half < leaves_of(job_.run.layout.piece); ++half) {
    const auto one = stock_.plan.leaf_of(piece, half), two = stock_.plan.leaf_of(other, half);
    if (one.has_value() != two.has_value()) return false;
    if (!one) continue;
    const impose::BookletLeaf &a = stock_.booklet[*one], &b = stock_.booklet[*two];
    if (a.kind != b.kind || a.creep != b.creep) return false;
  }
  return true;
}

pdf::FormId SidePainter::make_form(const Piece& piece, Side side, pdf::Writer& writer) const {
  pdf::Canvas canvas(writer);
  const auto& cells = job_.run.layout.cells(side);
  const auto& shown = side == Side::front ? piece.front : piece.back;
  for (std::size_t slot = 0; slot < shown.size(); ++slot) {
    paint_leaf(canvas, shown[slot], cells[slot]);
  }
  paint_marks(canvas, piece, side);
  return writer.add_form({{}, job_.run.layout.sheet}, canvas);
}

void SidePainter::paint_leaf(pdf::Canvas& canvas, const Showing& shown, const Cell& cell) const {
  if (shown.ground == nullptr) return;
  const measure::Placement at = impose::crept(cell, shown.leaf->creep);
  canvas.place(shown.ground->form, at, at.inverted()(cell.clip));
}

void SidePainter::paint_marks(pdf::Canvas& canvas, const Piece& piece, Side side) const {
  const shop::CropMarks& crop = job_.shop.crop;
  const impose::Layout& layout = job_.run.layout;
  std::vector<const page::Page*> on_the_front;
  for (const Showing& shown : piece.front) {
    on_the_front.push_back(shown.ground == nullptr ? nullptr : shown.ground->page);
  }
  for (const page::Path& mark : impose::crop_marks(layout, side, crop)) {
    canvas.paint(mark, materials_);
  }
  for (const page::Path& mark : impose::perforation_marks(layout, side, crop, on_the_front)) {
    canvas.paint(mark, materials_);
  }
}

void SidePainter::paint(pdf::Canvas& canvas, std::uint32_t sheet, Side side,
                        const std::vector<Slot>& slots) const {
  const Piece& piece = pieces_[stock_.plan.piece_of(sheet)];
  const auto& shown = side == Side::front ? piece.front : piece.back;
  const auto& cells = job_.run.layout.cells(side);
  const bool full =
      std::ranges::none_of(slots, [](const Slot& slot) { return slot.content.is_void(); });
  if (full) {
    canvas.place(side == Side::front ? piece.front_form : piece.back_form, {});
  } else {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (!slots[i].content.is_void()) paint_leaf(canvas, shown[i], cells[i]);
    }
    paint_marks(canvas, piece, side);
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].content.is_void()) {
      paint_void(canvas, cells[i]);
    } else if (shown[i].ground != nullptr) {
      paint_values(canvas, *shown[i].ground, slots[i],
                   impose::crept(cells[i], shown[i].leaf->creep));
    }
  }
  paint_slug(canvas, job_.document.slug, materials_, job_.run.layout.slug(side),
             slug_text(job_, stock_, sheet, side, slots));
}

void SidePainter::paint_values(pdf::Canvas& canvas, const Ground& ground, const Slot& slot,
                               const measure::Placement& at) const {
  for (const page::Field* field : ground.fields) {
    canvas.variable_line(*field, materials_, slot.text_of(field->variable), at);
  }
  for (const page::Symbol* symbol : ground.symbols) {
    canvas.symbol(*symbol, slot.matrix.rows, at);
  }
}

void SidePainter::paint_void(pdf::Canvas& canvas, const Cell& cell) const {
  const Rect& trim = cell.trim;
  canvas.paint(line(trim.origin, {trim.right(), trim.bottom()}), materials_);
  canvas.paint(line({trim.left(), trim.bottom()}, {trim.right(), trim.top()}), materials_);
  const measure::Size leaf = job_.document.leaf;
  const Length em = std::min(leaf.height / 2, leaf.width / 4);
  const Point middle{leaf.width / 2, leaf.height / 2 + em * 35 / 100};
  canvas.line(job_.document.slug, em, ink::black(), materials_, void_word,
              cell.leaf.after({middle, Turn::none}), page::Align::centre);
}

pdf::PageBoxes SidePainter::boxes(Side side) const {
  const impose::Layout& layout = job_.run.layout;
  const Rect paper{{}, layout.sheet};
  if (job_.shop.trim_box == shop::TrimBox::sheet) return {layout.sheet, paper, paper};
  const Rect net = layout.net(side);
  return {layout.sheet, net, net.grown(layout.bleed)};
}

}  // namespace imprimatur::press
