#include "press/side.h"

#include "finding/failure.h"
#include "press/marks.h"
#include "press/shown.h"
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

bool is_full(const std::vector<Slot>& slots) {
  return std::ranges::none_of(slots, [](const Slot& slot) { return slot.content.is_void(); });
}

}  // namespace

pdf::PageBoxes boxes_of(const Job& job, Side side) {
  const impose::Layout& layout = job.run.layout;
  const Rect paper{{}, layout.sheet};
  if (job.shop.trim_box == shop::TrimBox::sheet) return {layout.sheet, paper, paper};
  const Rect net = layout.net(side);
  return {layout.sheet, net, net.grown(layout.bleed)};
}

SidePainter::SidePainter(const Job& job, const impose::StockPlan& stock, pdf::Writer& writer)
    : job_(job), stock_(stock), materials_(writer.take(job.document, job.resources)) {
  for (const impose::BookletLeaf& in_booklet : stock.booklet) {
    if (kinds_.contains(in_booklet.kind)) continue;
    const page::Leaf& leaf = job.document.leaves[in_booklet.kind];
    kinds_[in_booklet.kind] = {make_ground(leaf, Face::recto, writer),
                               make_ground(leaf, Face::verso, writer)};
  }
  if (job.shop.finishing.in == shop::FinishingIn::sheet) {
    steps_.emplace(job.shop.finishing.inks, writer);
  }
  spots_ = spots_in_use(writer);
  standing_ = standing_text(job, spots_);
  front_places_ = impose::mark_places(job.run.layout, Side::front, job.shop);
  back_places_ = impose::mark_places(job.run.layout, Side::back, job.shop);
  for (std::uint32_t piece = 0; piece < stock.plan.pieces(); ++piece) {
    pieces_.push_back(make_piece(piece, writer));
  }
}

// Of the pages, which are written by now, and of what the slots are yet to say.
std::vector<std::string> SidePainter::spots_in_use(const pdf::Writer& writer) const {
  if (job_.shop.spots == shop::Spots::converted) return {};
  std::vector<std::string> spots = writer.spots_in_use();
  const auto add = [&](const ink::Colour& colour) {
    const auto* spot = std::get_if<ink::Spot>(&colour);
    if (spot && std::ranges::find(spots, spot->name) == spots.end()) spots.push_back(spot->name);
  };
  for (const auto& [index, kind] : kinds_) {
    for (const Ground* ground : {&kind.recto, &kind.verso}) {
      for (const page::Field* field : ground->fields) add(field->colour);
      for (const page::Symbol* symbol : ground->symbols) add(symbol->colour);
    }
  }
  return spots;
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

SidePainter::Piece SidePainter::make_piece(std::uint32_t number, pdf::Writer& writer) {
  for (std::uint32_t earlier = 0; earlier < number; ++earlier) {
    if (!look_alike(earlier, number)) continue;
    Piece piece = pieces_[earlier];
    piece.front.shown = showing(number, Side::front);
    piece.back.shown = showing(number, Side::back);
    return piece;
  }
  Piece piece;
  for (const Side side : {Side::front, Side::back}) {
    Sight& sight = piece.on(side);
    sight.shown = showing(number, side);
    sight.pages = make_pages(sight, side, writer);
    sight.marks = make_marks(number, side, writer);
  }
  if (steps_) make_steps(number, piece, writer);
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
  for (std::uint32_t slot = 0; slot < stock_.plan.up(); ++slot) {
    const auto one = stock_.plan.leaf_of(piece, slot), two = stock_.plan.leaf_of(other, slot);
    if (one.has_value() != two.has_value()) return false;
    if (!one) continue;
    const impose::BookletLeaf &a = stock_.booklet[*one], &b = stock_.booklet[*two];
    if (a.kind != b.kind || a.creep != b.creep) return false;
  }
  return true;
}

pdf::FormId SidePainter::make_pages(const Sight& sight, Side side, pdf::Writer& writer) const {
  pdf::Canvas canvas(writer);
  const auto& cells = job_.run.layout.cells(side);
  for (std::size_t slot = 0; slot < sight.shown.size(); ++slot) {
    paint_leaf(canvas, sight.shown[slot], cells[slot]);
  }
  return writer.add_form({{}, job_.run.layout.sheet}, canvas);
}

pdf::FormId SidePainter::make_marks(std::uint32_t piece, Side side, pdf::Writer& writer) const {
  pdf::Canvas canvas(writer);
  paint_line_marks(canvas, job_, side, front_pages(job_, stock_, piece));
  paint_colour_bars(canvas, job_, side, spots_);
  return writer.add_form({{}, job_.run.layout.sheet}, canvas);
}

void SidePainter::make_steps(std::uint32_t number, Piece& piece, pdf::Writer& writer) {
  const Rect paper{{}, job_.run.layout.sheet};
  pdf::Canvas lines(writer);
  steps_->paint(lines, impose::finishing_lines(job_.run.layout, front_pages(job_, stock_, number)));
  piece.front.lines = writer.add_form(paper, lines);
  for (const Side side : {Side::front, Side::back}) {
    pdf::Canvas areas(writer);
    steps_->paint(areas, areas_of(piece.on(side), side, nullptr));
    piece.on(side).areas = writer.add_form(paper, areas);
  }
}

// Without those of void slots, where `slots` are known.
std::vector<CodeArea> SidePainter::areas_of(const Sight& sight, Side side,
                                            const std::vector<Slot>* slots) const {
  std::vector<CodeArea> areas;
  for (std::size_t slot = 0; slot < sight.shown.size(); ++slot) {
    const Showing& shown = sight.shown[slot];
    if (shown.ground == nullptr || (slots && (*slots)[slot].content.is_void())) continue;
    const auto at = impose::crept(job_.run.layout.cells(side)[slot], shown.leaf->creep);
    const auto more = code_areas(*shown.ground->page, at);
    areas.insert(areas.end(), more.begin(), more.end());
  }
  return areas;
}

void SidePainter::paint_leaf(pdf::Canvas& canvas, const Showing& shown, const Cell& cell) const {
  if (shown.ground == nullptr) return;
  const measure::Placement at = impose::crept(cell, shown.leaf->creep);
  canvas.place(shown.ground->form, at, at.inverted()(cell.clip));
}

void SidePainter::paint(pdf::Canvas& canvas, std::uint32_t sheet, Side side,
                        const std::vector<Slot>& slots) {
  const Sight& sight = pieces_[stock_.plan.piece_of(sheet)].on(side);
  paint_pages(canvas, sight, side, slots);
  const auto& cells = job_.run.layout.cells(side);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Showing& shown = sight.shown[i];
    if (slots[i].content.is_void()) {
      paint_void(canvas, cells[i]);
    } else if (shown.ground != nullptr) {
      paint_values(canvas, *shown.ground, slots[i], impose::crept(cells[i], shown.leaf->creep));
    }
  }
  if (steps_) paint_steps(canvas, sight, side, slots);
  paint_marks(canvas, sight, side, sheet, slots);
}

void SidePainter::paint_pages(pdf::Canvas& canvas, const Sight& sight, Side side,
                              const std::vector<Slot>& slots) const {
  if (is_full(slots)) {
    canvas.place(sight.pages, {});
    return;
  }
  const auto& cells = job_.run.layout.cells(side);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!slots[i].content.is_void()) paint_leaf(canvas, sight.shown[i], cells[i]);
  }
}

void SidePainter::paint_steps(pdf::Canvas& canvas, const Sight& sight, Side side,
                              const std::vector<Slot>& slots) {
  if (sight.lines) canvas.place(*sight.lines, {});
  if (!is_full(slots)) {
    steps_->paint(canvas, areas_of(sight, side, &slots));
  } else if (sight.areas) {
    canvas.place(*sight.areas, {});
  }
}

void SidePainter::paint_marks(pdf::Canvas& canvas, const Sight& sight, Side side,
                              std::uint32_t sheet, const std::vector<Slot>& slots) const {
  const impose::MarkPlaces& places = side == Side::front ? front_places_ : back_places_;
  canvas.place(sight.marks, {});
  paint_slug(canvas, job_.document.slug, materials_, places,
             slug_of(job_, stock_, sheet, side, slots, standing_));
  if (places.sheet_code) {
    paint_sheet_code(canvas, *places.sheet_code, sheet_code_text(job_, stock_, sheet, side));
  }
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

}  // namespace imprimatur::press
