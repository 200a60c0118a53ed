#include "impose/finishing.h"

#include <algorithm>
#include <set>

namespace imprimatur::impose {
namespace {

Operation operation_of(page::FinishKind kind) {
  switch (kind) {
    case page::FinishKind::perforation: return Operation::perforating;
    case page::FinishKind::fold: return Operation::folding;
    case page::FinishKind::staple: return Operation::stapling;
    case page::FinishKind::crease: return Operation::creasing;
    case page::FinishKind::glue: return Operation::gluing;
  }
  return Operation::cutting;
}

// From the left or top end, so that a line drawn from either end is the same.
FinishingLine line_of(Operation operation, Point a, Point b) {
  return {operation, std::min(a, b), std::max(a, b)};
}

void add_edges(std::set<FinishingLine>& lines, const Rect& trim) {
  const Point corners[] = {trim.origin,
                           {trim.right(), trim.top()},
                           {trim.right(), trim.bottom()},
                           {trim.left(), trim.bottom()}};
  for (std::size_t i = 0; i < 4; ++i) {
    lines.insert(line_of(Operation::cutting, corners[i], corners[(i + 1) % 4]));
  }
}

// The edge that two halves of a spread share.
FinishingLine fold_between(const Rect& a, const Rect& b) {
  const bool beside = a.top() == b.top();
  const Point from{std::max(a.left(), b.left()), std::max(a.top(), b.top())};
  const Point to = beside ? Point{from.x, a.bottom()} : Point{a.right(), from.y};
  return line_of(Operation::folding, from, to);
}

}  // namespace

std::vector<FinishingLine> spread_folds(const Layout& layout) {
  std::vector<FinishingLine> folds;
  if (layout.piece != Piece::spread) return folds;
  for (std::size_t slot = 0; slot + 1 < layout.front.size(); slot += 2) {
    folds.push_back(fold_between(layout.front[slot].trim, layout.front[slot + 1].trim));
  }
  return folds;
}

std::vector<FinishingLine> finishing_lines(const Layout& layout,
                                           const std::vector<const page::Page*>& shown) {
  std::set<FinishingLine> lines;
  for (std::uint32_t piece = 0; piece < layout.pieces(); ++piece) {
    add_edges(lines, layout.piece_trim(Side::front, piece));
  }
  for (const FinishingLine& fold : spread_folds(layout)) lines.insert(fold);
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    if (shown[slot] == nullptr) continue;
    const Placement& leaf = layout.front[slot].leaf;
    for (const page::Finish& finish : shown[slot]->finishes) {
      lines.insert(line_of(operation_of(finish.kind), leaf(finish.from), leaf(finish.to)));
    }
  }
  // A leaf that will be half of a spread: its paper goes on beyond the fold.
  for (const FinishingLine& line : std::vector(lines.begin(), lines.end())) {
    if (line.operation == Operation::folding) lines.erase({Operation::cutting, line.from, line.to});
  }
  return {lines.begin(), lines.end()};
}

}  // namespace imprimatur::impose
