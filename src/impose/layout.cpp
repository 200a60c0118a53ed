#include "impose/layout.h"

#include "impose/faults.h"
#include "impose/grid.h"

#include <algorithm>
#include <cassert>

namespace imprimatur::impose {
namespace {

Length centred(const Extent& extent, Length block) {
  return extent.from + (extent.to - extent.from - block) / 2;
}

// How the back of a leaf stands where its front stands at `turn` (see the header; a quarter becomes
// three about a vertical axis because the leaf's own turning is then across the sheet's).
Turn turn_of_back(Turn turn, Axis axis) {
  const int front = static_cast<int>(turn);
  return static_cast<Turn>(axis == Axis::vertical ? (4 - front) % 4 : (6 - front) % 4);
}

Rect clip_of(const Rect& trim, Length bleed, Length gutter, const Rect& net) {
  const Length inner = std::min(bleed, gutter / 2);
  const auto beyond = [&](bool outer) { return outer ? bleed : inner; };
  const Length left = trim.left() - beyond(trim.left() == net.left());
  const Length top = trim.top() - beyond(trim.top() == net.top());
  const Length right = trim.right() + beyond(trim.right() == net.right());
  const Length bottom = trim.bottom() + beyond(trim.bottom() == net.bottom());
  return {{left, top}, {right - left, bottom - top}};
}

Rect common(const Rect& a, const Rect& b) {
  const Point from{std::max(a.left(), b.left()), std::max(a.top(), b.top())};
  const Point to{std::min(a.right(), b.right()), std::min(a.bottom(), b.bottom())};
  return {from, {to.x - from.x, to.y - from.y}};
}

class Placer {
 public:
  Placer(const shop::Shop& shop, const Grid& grid, const Need& need)
      : shop_(shop), grid_(grid), need_(need) {
    layout_.sheet = grid.paper.sheet;
    layout_.axis = axis_of(shop, grid.paper.sheet);
    layout_.piece = need.piece;
    layout_.turn = grid.turn;
    layout_.columns = static_cast<std::uint32_t>(grid.columns);
    layout_.rows = static_cast<std::uint32_t>(grid.rows);
    layout_.bleed = need.bleed;
    layout_.back_shift = shop.back_shift;
    const auto block = [&](Length piece, std::int64_t n) {
      return piece * n + shop.gutter * (n - 1);
    };
    const Size size{block(grid.piece.width, grid.columns), block(grid.piece.height, grid.rows)};
    net_ = {{centred(grid.x, size.width), centred(grid.y, size.height)}, size};
  }

  Layout place() && {
    for (std::int64_t row = 0; row < grid_.rows; ++row) {
      for (std::int64_t column = 0; column < grid_.columns; ++column) place_piece(column, row);
    }
    place_strips();
    return std::move(layout_);
  }

 private:
  const shop::Shop& shop_;
  const Grid& grid_;
  const Need& need_;
  Layout layout_;
  Rect net_;

  // Whether this piece shows its back on the front of the sheet.
  bool is_turned_over(std::int64_t column, std::int64_t row) const {
    if (shop_.work == shop::Work::sheetwise) return false;
    return layout_.axis == Axis::vertical ? column >= grid_.columns / 2 : row >= grid_.rows / 2;
  }

  void place_piece(std::int64_t column, std::int64_t row) {
    const Rect trim{{net_.left() + column * (grid_.piece.width + shop_.gutter),
                     net_.top() + row * (grid_.piece.height + shop_.gutter)},
                    grid_.piece};
    const Rect clip = clip_of(trim, need_.bleed, shop_.gutter, net_);
    const bool over = is_turned_over(column, row);
    const Placement at = lay(trim, over ? turn_of_back(grid_.turn, layout_.axis) : grid_.turn);
    const std::uint32_t leaves = leaves_of(need_.piece);
    for (std::uint32_t leaf = 0; leaf < leaves; ++leaf) {
      // Turned over, the left half of a spread lies at the right.
      place_leaf(at, clip, over ? leaves - 1 - leaf : leaf, is_recto(leaf) != over);
    }
  }

  // The left half of a spread shows the back of its leaf.
  bool is_recto(std::uint32_t leaf) const { return leaf + 1 == leaves_of(need_.piece); }

  void place_leaf(const Placement& piece, const Rect& clip, std::uint32_t half, bool recto) {
    const Rect box{{need_.leaf.width * half, {}}, need_.leaf};
    const Rect trim = piece(box);
    const Cell front{lay(trim, piece.turn), trim, common(clip, piece(to_the_fold(box, half))),
                     recto ? Face::recto : Face::verso};
    const Rect behind = layout_.behind(trim);
    layout_.front.push_back(front);
    layout_.back.push_back({lay(behind, turn_of_back(piece.turn, layout_.axis)), behind,
                            layout_.behind(front.clip), other(front.face)});
  }

  // The box with the bleed on all sides but a fold.
  Rect to_the_fold(const Rect& box, std::uint32_t half) const {
    Rect grown = box.grown(need_.bleed);
    if (need_.piece == Piece::leaf) return grown;
    grown.size.width -= need_.bleed;
    if (half == 1) grown.origin.x += need_.bleed;
    return grown;
  }

  void place_strips() {
    const Length depth = grid_.strip;
    const auto at = [&](bool far) -> Rect {
      if (grid_.upright_strips) {
        const Length x = far ? net_.right() + grid_.x.around - depth : net_.left() - grid_.x.around;
        return {{x, grid_.y.from}, {depth, grid_.y.to - grid_.y.from}};
      }
      const Length y = far ? net_.bottom() + grid_.y.around - depth : net_.top() - grid_.y.around;
      return {{grid_.x.from, y}, {grid_.x.to - grid_.x.from, depth}};
    };
    layout_.front_slug = at(true);
    layout_.front_strip = at(false);
  }
};

bool has_wishes(const shop::Shop& shop) {
  return shop.wishes.columns || shop.wishes.rows || shop.work != shop::Work::sheetwise;
}

finding::Finding why_nothing_fits(const shop::Shop& shop, const std::vector<Grid>& all) {
  const bool fits = std::ranges::any_of(
      all, [](const Grid& grid) { return grid.fit_across > 0 && grid.fit_down > 0; });
  if (fits && has_wishes(shop)) return wish_too_large(shop, all);
  return too_small(shop, all);
}

}  // namespace

Placement lay(const Rect& box, Turn turn) {
  switch (turn) {
    case Turn::none: return {box.origin, turn};
    case Turn::quarter: return {{box.right(), box.top()}, turn};
    case Turn::half: return {{box.right(), box.bottom()}, turn};
    case Turn::three_quarters: return {{box.left(), box.bottom()}, turn};
  }
  return {box.origin, turn};
}

// The spine is at the left of a recto, at the right of a verso.
Placement crept(const Cell& cell, Length creep) {
  return cell.leaf.after({{cell.face == Face::recto ? -creep : creep, {}}, Turn::none});
}

Rect Layout::net(Side side) const {
  const auto& all = cells(side);
  Point low = all.front().trim.origin;
  Point high = low;
  for (const Cell& cell : all) {
    low = {std::min(low.x, cell.trim.left()), std::min(low.y, cell.trim.top())};
    high = {std::max(high.x, cell.trim.right()), std::max(high.y, cell.trim.bottom())};
  }
  return {low, {high.x - low.x, high.y - low.y}};
}

Rect Layout::piece_trim(Side side, std::uint32_t piece_number) const {
  const std::uint32_t leaves = leaves_of(piece);
  const Rect& one = cells(side)[piece_number * leaves].trim;
  const Rect& other = cells(side)[piece_number * leaves + leaves - 1].trim;
  const Point from{std::min(one.left(), other.left()), std::min(one.top(), other.top())};
  const Point to{std::max(one.right(), other.right()), std::max(one.bottom(), other.bottom())};
  return {from, {to.x - from.x, to.y - from.y}};
}

Rect Layout::behind(const Rect& r) const {
  const Point mirrored = axis == Axis::vertical ? Point{sheet.width - r.right(), r.top()}
                                                : Point{r.left(), sheet.height - r.bottom()};
  return {{mirrored.x - back_shift.right, mirrored.y - back_shift.down}, r.size};
}

LaidOut lay_out(const shop::Shop& shop, const Need& need) {
  assert(need.leaf.width > Length{} && need.leaf.height > Length{});
  LaidOut result;
  if (shop.crop.offset < need.bleed) {
    result.findings.add(marks_in_bleed(shop, need.bleed));
    return result;
  }
  const std::vector<Grid> all = grids(shop, need);
  const Grid* best = nullptr;
  std::uint32_t least = 0;
  for (const Grid& grid : all) {
    const Candidate candidate = candidate_of(grid, need);
    if (std::ranges::find(result.considered, candidate) == result.considered.end()) {
      result.considered.push_back(candidate);
    }
    if (candidate.up == 0 || !grid.grain_fits) continue;
    if (best == nullptr || candidate.waste < least) {
      best = &grid;
      least = candidate.waste;
    }
  }
  if (best != nullptr) {
    result.layout = Placer(shop, *best, need).place();
  } else if (std::ranges::any_of(all, [](const Grid& grid) { return grid.pieces() > 0; })) {
    result.findings.add(grain_across(shop, all));
  } else {
    result.findings.add(why_nothing_fits(shop, all));
  }
  return result;
}

}  // namespace imprimatur::impose
