#include "impose/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace imprimatur::impose {
namespace {

// Names, so that an enum that grows or is put in another order changes no digest.
std::string_view told(Turn turn) {
  switch (turn) {
    case Turn::none: return "none";
    case Turn::quarter: return "quarter";
    case Turn::half: return "half";
    case Turn::three_quarters: return "three-quarters";
  }
  return {};
}

std::string_view told(shop::Work work) {
  switch (work) {
    case shop::Work::sheetwise: return "sheetwise";
    case shop::Work::work_and_turn: return "work-and-turn";
    case shop::Work::work_and_tumble: return "work-and-tumble";
  }
  return {};
}

std::string_view told(Axis axis) {
  return axis == Axis::vertical ? "vertical" : "horizontal";
}

std::string_view told(Piece piece) {
  return piece == Piece::leaf ? "leaf" : "spread";
}

std::string_view told(Face face) {
  return face == Face::recto ? "recto" : "verso";
}

std::string_view told(Leaves scheme) {
  return scheme == Leaves::imposed ? "imposed" : "one-up";
}

std::string_view told(shop::Stacking stacking) {
  return stacking == shop::Stacking::cut_and_stack ? "cut-and-stack" : "step-and-repeat";
}

std::string_view told(shop::Delivery delivery) {
  return delivery == shop::Delivery::face_down ? "face-down" : "face-up";
}

std::string told(const Rect& r) {
  return fmt::format("{},{} {}x{}", r.left().micrometres(), r.top().micrometres(),
                     r.size.width.micrometres(), r.size.height.micrometres());
}

std::string told(const Cell& cell) {
  return fmt::format("{},{} turn {} trim {} clip {} face {}", cell.leaf.origin.x.micrometres(),
                     cell.leaf.origin.y.micrometres(), told(cell.leaf.turn),
                     told(cell.trim), told(cell.clip), told(cell.face));
}

std::string told(const Layout& layout) {
  std::string text =
      fmt::format("sheet {}x{} axis {} piece {} turn {} grid {}x{} shift {},{}\n",
                  layout.sheet.width.micrometres(), layout.sheet.height.micrometres(),
                  told(layout.axis), told(layout.piece),
                  told(layout.turn), layout.columns, layout.rows,
                  layout.back_shift.right.micrometres(), layout.back_shift.down.micrometres());
  for (const Cell& cell : layout.front) text += "front " + told(cell) + "\n";
  for (const Cell& cell : layout.back) text += "back " + told(cell) + "\n";
  return text;
}

std::string told(const Content& content) {
  return fmt::format("{}.{}", content.carnet ? static_cast<std::int64_t>(*content.carnet) : -1,
                     content.leaf ? static_cast<std::int64_t>(*content.leaf) : -1);
}

std::string told(const StockPlan& stock) {
  const Plan& plan = stock.plan;
  std::string text =
      fmt::format("stock {} carnets {} leaves {} pieces {} up {} lifts {} sheets {} pile {}\n",
                  stock.stock.name, plan.carnets(), plan.leaves(), plan.pieces(), plan.up(),
                  plan.lifts(), plan.sheets(), plan.carnets_in_pile(0));
  for (const std::uint32_t sheet : {0u, std::min(1u, plan.sheets() - 1), plan.sheets() - 1}) {
    text += fmt::format("on {}", sheet);
    for (std::uint32_t slot = 0; slot < plan.up(); ++slot) text += " " + told(plan.at(sheet, slot));
    text += "\n";
  }
  for (const BookletLeaf& leaf : stock.booklet) {
    text += fmt::format("leaf {} position {} pass {} creep {}\n", leaf.kind, leaf.position,
                        leaf.pass ? static_cast<std::int64_t>(*leaf.pass) : -1,
                        leaf.creep.micrometres());
  }
  return text;
}

}  // namespace

std::string to_text(const Run& run) {
  std::string text =
      fmt::format("imprimatur-run 1\nleaves {} carnets {} stacking {} delivery {} work {}\n",
                  told(run.scheme), run.carnets, told(run.stacking),
                  told(run.delivery), told(run.work));
  text += told(run.layout);
  for (const StockPlan& stock : run.stocks) text += told(stock);
  return text;
}

}  // namespace imprimatur::impose
