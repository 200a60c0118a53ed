#include "press/side.h"

#include "finding/failure.h"
#include "impose/marks.h"
#include "press/slug.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::press {
namespace {

using impose::Cell;
using impose::Side;
using measure::Length;
using measure::Point;
using measure::Rect;
using measure::Turn;
using namespace measure::literals;

constexpr std::string_view void_word = "VOID";

// The part of a leaf that its cell shows, in the leaf's own coordinates.
Rect part_shown(const Cell& cell) {
  return cell.leaf.inverted()(cell.clip);
}

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
    kinds_[in_booklet.kind] = {make_ground(leaf, Side::front, writer),
                               make_ground(leaf, Side::back, writer)};
  }
}

SidePainter::Ground SidePainter::make_ground(const page::Leaf& leaf, Side side,
                                             pdf::Writer& writer) const {
  Ground ground;
  ground.front = &job_.document.pages[leaf.front];
  ground.page = side == Side::front ? ground.front : &job_.document.pages[leaf.back];
  for (const page::Mark& mark : ground.page->marks) {
    const auto* field = std::get_if<page::Field>(&mark);
    const auto* symbol = std::get_if<page::Symbol>(&mark);
    if (field) ground.fields.push_back(field);
    if (symbol) ground.symbols.push_back(symbol);
    if (!leaf.is_pass && (symbol || (field && is_of_a_pass(field->variable)))) {
      refuse_value(*ground.page, leaf);
    }
  }
  ground.leaf = writer.add_page_form(*ground.page, materials_);
  pdf::Canvas canvas(writer);
  paint_leaves(canvas, ground, side, stock_.plan.up());
  paint_marks(canvas, ground, side);
  ground.whole = writer.add_form({{}, job_.run.layout.sheet}, canvas);
  return ground;
}

void SidePainter::paint_leaves(pdf::Canvas& canvas, const Ground& ground, Side side,
                               std::size_t how_many) const {
  const auto& cells = job_.run.layout.cells(side);
  for (std::size_t i = 0; i < how_many; ++i) {
    canvas.place(ground.leaf, cells[i].leaf, part_shown(cells[i]));
  }
}

void SidePainter::paint_marks(pdf::Canvas& canvas, const Ground& ground, Side side) const {
  const shop::CropMarks& crop = job_.shop.crop;
  const impose::Layout& layout = job_.run.layout;
  for (const page::Path& mark : impose::crop_marks(layout, side, crop)) {
    canvas.paint(mark, materials_);
  }
  for (const page::Path& mark :
       impose::perforation_marks(layout, side, crop, ground.front->finishes)) {
    canvas.paint(mark, materials_);
  }
}

void SidePainter::paint(pdf::Canvas& canvas, std::uint32_t sheet, Side side,
                        const std::vector<Slot>& slots) const {
  const Kind& kind = kinds_.at(stock_.booklet[stock_.plan.leaf_of(sheet)].kind);
  const Ground& ground = side == Side::front ? kind.front : kind.back;
  const auto& cells = job_.run.layout.cells(side);
  const auto full = static_cast<std::size_t>(
      std::ranges::count_if(slots, [](const Slot& slot) { return slot.leaf.has_value(); }));
  if (full == slots.size()) {
    canvas.place(ground.whole, {});
  } else {
    paint_leaves(canvas, ground, side, full);
    paint_marks(canvas, ground, side);
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].leaf) {
      paint_values(canvas, ground, slots[i], cells[i].leaf);
    } else {
      paint_void(canvas, cells[i]);
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
