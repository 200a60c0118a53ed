#include "impose/grid.h"

#include <algorithm>

namespace imprimatur::impose {
namespace {

using namespace measure::literals;

// What the marks of a strip need of its depth.
constexpr Length code_depth = 9_mm, bar_depth = 6_mm;

Length strip_of(const shop::Shop& shop) {
  Length depth = shop.slug;
  if (shop.extras.colour_bar || shop.extras.registration) depth = std::max(depth, bar_depth);
  if (shop.extras.sheet_code) depth = std::max(depth, code_depth);
  return depth;
}

Length magnitude(Length length) {
  return length < Length{} ? -length : length;
}

// What must stay white on the front so that both sides keep clear of gripper and margins.
shop::Margins kept_clear(const shop::Shop& shop, Size sheet) {
  shop::Margins m = shop.margins;
  Length* const edges[] = {&m.left, &m.top, &m.right, &m.bottom};
  Length& held = *edges[static_cast<int>(shop.gripper.edge)];
  held = std::max(held, shop.gripper.depth);
  if (axis_of(shop, sheet) == Axis::vertical) {
    m.left = m.right = std::max(m.left, m.right);
  } else {
    m.top = m.bottom = std::max(m.top, m.bottom);
  }
  m.left += magnitude(shop.back_shift.right);
  m.right += magnitude(shop.back_shift.right);
  m.top += magnitude(shop.back_shift.down);
  m.bottom += magnitude(shop.back_shift.down);
  return m;
}

std::int64_t fitting(Length available, Length piece, Length gutter) {
  return std::max<std::int64_t>(0, (available + gutter) / (piece + gutter));
}

// Whether fibres that run along the left edge of an upright leaf run so on this paper.
bool grain_fits(const shop::Paper& paper, const Need& need, Turn turn) {
  if (!need.along_spine || !paper.grain) return true;
  const bool landscape = paper.sheet.width >= paper.sheet.height;
  const bool fibres_across = landscape == (*paper.grain == shop::Grain::long_edge);
  return fibres_across == (turn == Turn::quarter);
}

// One form for both sides needs as many pieces on either side of the axis; a number that the shop
// wants and that has no half is not laid out at all.
void make_even(const shop::Shop& shop, Grid& grid) {
  if (shop.work == shop::Work::sheetwise) return;
  const bool vertical = axis_of(shop, grid.paper.sheet) == Axis::vertical;
  std::int64_t& across = vertical ? grid.columns : grid.rows;
  const bool wished = (vertical ? shop.wishes.columns : shop.wishes.rows).has_value();
  across = wished && across % 2 != 0 ? 0 : across - across % 2;
}

bool is_wished(const shop::Shop& shop, Turn turn) {
  if (!shop.wishes.leaves) return true;
  return (*shop.wishes.leaves == shop::Wishes::Leaves::upright) == (turn == Turn::none);
}

Grid grid_of(const shop::Shop& shop, const Need& need, const shop::Paper& paper, Turn turn,
             bool upright_strips) {
  Grid grid;
  grid.paper = paper;
  grid.turn = turn;
  grid.upright_strips = upright_strips;
  grid.piece = turn == Turn::none ? size_of(need) : size_of(need).turned();
  grid.strip = strip_of(shop);
  grid.grain_fits = grain_fits(paper, need, turn);
  const shop::Margins clear = kept_clear(shop, paper.sheet);
  const Length reach = std::max(need.bleed, shop.crop.offset + shop.crop.length);
  grid.x = {clear.left, paper.sheet.width - clear.right,
            reach + (upright_strips ? grid.strip : Length{})};
  grid.y = {clear.top, paper.sheet.height - clear.bottom,
            reach + (upright_strips ? Length{} : grid.strip)};
  grid.fit_across = fitting(grid.x.available(), grid.piece.width, shop.gutter);
  grid.fit_down = fitting(grid.y.available(), grid.piece.height, shop.gutter);
  const std::int64_t columns = shop.wishes.columns.value_or(grid.fit_across);
  const std::int64_t rows = shop.wishes.rows.value_or(grid.fit_down);
  if (columns <= grid.fit_across && rows <= grid.fit_down) {
    grid.columns = columns;
    grid.rows = rows;
    make_even(shop, grid);
  }
  return grid;
}

}  // namespace

Axis axis_of(const shop::Shop& shop, Size sheet) {
  if (shop.work != shop::Work::sheetwise && shop.gripper.depth > Length{}) {
    const bool held_at_side =
        shop.gripper.edge == shop::Edge::left || shop.gripper.edge == shop::Edge::right;
    const bool tumbled = shop.work == shop::Work::work_and_tumble;
    return held_at_side == tumbled ? Axis::vertical : Axis::horizontal;
  }
  const bool landscape = sheet.width >= sheet.height;
  return landscape == (shop.flip == shop::Flip::short_edge) ? Axis::vertical : Axis::horizontal;
}

Size size_of(const Need& need) {
  return {need.leaf.width * leaves_of(need.piece), need.leaf.height};
}

std::vector<Grid> grids(const shop::Shop& shop, const Need& need) {
  std::vector<Grid> all;
  for (const shop::Paper& paper : shop::papers_of(shop)) {
    for (const Turn turn : {Turn::none, Turn::quarter}) {
      if (!is_wished(shop, turn)) continue;
      for (const bool upright : {true, false}) {
        all.push_back(grid_of(shop, need, paper, turn, upright));
      }
    }
  }
  return all;
}

Candidate candidate_of(const Grid& grid, const Need& need) {
  Candidate candidate{grid.paper.sheet, grid.turn, 0, 0, 0, grid.grain_fits, 1000};
  candidate.columns = static_cast<std::uint32_t>(grid.columns);
  candidate.rows = static_cast<std::uint32_t>(grid.rows);
  candidate.up = candidate.columns * candidate.rows * leaves_of(need.piece);
  const auto area = [](Size size) {
    return size.width.micrometres() / 1000 * (size.height.micrometres() / 1000);
  };
  const std::int64_t sheet = area(grid.paper.sheet);
  const std::int64_t covered = area(need.leaf) * candidate.up;
  candidate.waste =
      static_cast<std::uint32_t>(1000 * (sheet - covered) / std::max<std::int64_t>(1, sheet));
  return candidate;
}

}  // namespace imprimatur::impose
