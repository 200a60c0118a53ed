#include "impose/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace imprimatur::impose {
namespace {

// What one direction of the sheet has to offer, and what a grid makes of it.
struct Extent {
  Length from, to;  // the printable stretch
  Length around;    // kept on both ends of the block: bleed or marks, and the slug
  Length available() const { return to - from - 2 * around; }
};

struct Grid {
  Turn turn = Turn::none;
  bool upright_slug = false;  // its line runs down the right-hand side
  Size leaf;                  // as it lies
  Extent x, y;
  std::int64_t columns = 0, rows = 0;
  std::int64_t up() const { return columns * rows; }
};

Axis axis_of(const shop::Shop& shop) {
  const bool landscape = shop.sheet.width >= shop.sheet.height;
  return landscape == (shop.flip == shop::Flip::short_edge) ? Axis::vertical : Axis::horizontal;
}

// What must stay white on the front so that both sides keep clear of gripper and margins.
shop::Margins kept_clear(const shop::Shop& shop) {
  shop::Margins m = shop.margins;
  Length* const edges[] = {&m.left, &m.top, &m.right, &m.bottom};
  Length& held = *edges[static_cast<int>(shop.gripper.edge)];
  held = std::max(held, shop.gripper.depth);
  if (axis_of(shop) == Axis::vertical) {
    m.left = m.right = std::max(m.left, m.right);
  } else {
    m.top = m.bottom = std::max(m.top, m.bottom);
  }
  return m;
}

std::int64_t fitting(Length available, Length leaf, Length gutter) {
  return std::max<std::int64_t>(0, (available + gutter) / (leaf + gutter));
}

Grid grid_of(const shop::Shop& shop, Size leaf, Length bleed, Turn turn, bool upright_slug) {
  const shop::Margins clear = kept_clear(shop);
  const Length reach = std::max(bleed, shop.crop.offset + shop.crop.length);
  Grid grid{turn, upright_slug, turn == Turn::none ? leaf : leaf.turned(), {}, {}};
  grid.x = {clear.left, shop.sheet.width - clear.right,
            reach + (upright_slug ? shop.slug : Length{})};
  grid.y = {clear.top, shop.sheet.height - clear.bottom,
            reach + (upright_slug ? Length{} : shop.slug)};
  grid.columns = fitting(grid.x.available(), grid.leaf.width, shop.gutter);
  grid.rows = fitting(grid.y.available(), grid.leaf.height, shop.gutter);
  return grid;
}

std::array<Grid, 4> grids(const shop::Shop& shop, Size leaf, Length bleed) {
  return {grid_of(shop, leaf, bleed, Turn::none, true),
          grid_of(shop, leaf, bleed, Turn::none, false),
          grid_of(shop, leaf, bleed, Turn::quarter, true),
          grid_of(shop, leaf, bleed, Turn::quarter, false)};
}

Length centred(const Extent& extent, Length block) {
  return extent.from + (extent.to - extent.from - block) / 2;
}

Length block_of(Length leaf, std::int64_t n, Length gutter) {
  return leaf * n + gutter * (n - 1);
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

Rect slug_of(const shop::Shop& shop, const Grid& grid, const Rect& net) {
  if (grid.upright_slug) {
    return {{net.right() + grid.x.around - shop.slug, grid.y.from},
            {shop.slug, grid.y.to - grid.y.from}};
  }
  return {{grid.x.from, net.bottom() + grid.y.around - shop.slug},
          {grid.x.to - grid.x.from, shop.slug}};
}

Layout place(const shop::Shop& shop, const Grid& grid, Length bleed) {
  Layout layout;
  layout.sheet = shop.sheet;
  layout.axis = axis_of(shop);
  layout.columns = static_cast<std::uint32_t>(grid.columns);
  layout.rows = static_cast<std::uint32_t>(grid.rows);
  layout.bleed = bleed;
  const Size block = {block_of(grid.leaf.width, grid.columns, shop.gutter),
                      block_of(grid.leaf.height, grid.rows, shop.gutter)};
  const Rect net = {{centred(grid.x, block.width), centred(grid.y, block.height)}, block};
  for (std::int64_t row = 0; row < grid.rows; ++row) {
    for (std::int64_t column = 0; column < grid.columns; ++column) {
      const Rect trim = {{net.left() + column * (grid.leaf.width + shop.gutter),
                          net.top() + row * (grid.leaf.height + shop.gutter)},
                         grid.leaf};
      const Rect clip = clip_of(trim, bleed, shop.gutter, net);
      const Rect behind = layout.behind(trim);
      layout.front.push_back({lay(trim, grid.turn), trim, clip});
      layout.back.push_back(
          {lay(behind, turn_of_back(grid.turn, layout.axis)), behind, layout.behind(clip)});
    }
  }
  layout.front_slug = slug_of(shop, grid, net);
  layout.back_slug = layout.behind(layout.front_slug);
  return layout;
}

Length lacking(const Grid& grid) {
  return std::max(Length{}, grid.leaf.width - grid.x.available()) +
         std::max(Length{}, grid.leaf.height - grid.y.available());
}

// "12.4" and "12,4": tenths of a millimetre, rounded up so that following the advice is enough.
std::string millimetres(Length length, char point) {
  const std::int64_t tenths = (length.micrometres() + 99) / 100;
  return fmt::format("{}{}{}", tenths / 10, point, tenths % 10);
}

// "12.3 mm in width and 4.0 mm in height".
std::string lack_in_words(const Grid& grid, finding::Language language) {
  const bool fr = language == finding::Language::french;
  const Length across = grid.leaf.width - grid.x.available();
  const Length down = grid.leaf.height - grid.y.available();
  const auto say = [&](Length lack, const char* french, const char* english) {
    return millimetres(lack, fr ? ',' : '.') + (fr ? french : english);
  };
  std::string words;
  if (across > Length{}) words = say(across, "\u00a0mm en largeur", " mm in width");
  if (across > Length{} && down > Length{}) words += fr ? " et de " : " and ";
  if (down > Length{}) words += say(down, "\u00a0mm en hauteur", " mm in height");
  return words;
}

finding::Finding too_small(const shop::Shop& shop, const std::array<Grid, 4>& all) {
  const Grid& best = *std::ranges::min_element(all, {}, lacking);
  const auto mm = [](Length length, char point) { return millimetres(length, point); };
  return {
      finding::Severity::error,
      "sheet-too-small",
      {},
      {fmt::format("Un feuillet de {}\u00a0×\u00a0{}\u00a0mm, avec son fond perdu et ses repères, "
                   "dépasse la feuille de l’imprimeur «\u00a0{}\u00a0» de {}.",
                   mm(best.leaf.width, ','), mm(best.leaf.height, ','), shop.name,
                   lack_in_words(best, finding::Language::french)),
       fmt::format("A leaf of {} × {} mm, with its bleed and marks, is larger than the sheet of "
                   "the shop \"{}\" allows: by {}.",
                   mm(best.leaf.width, '.'), mm(best.leaf.height, '.'), shop.name,
                   lack_in_words(best, finding::Language::english))},
      {"Choisissez une feuille plus grande, ou réduisez marges, prise de pince ou repères dans "
       "le fichier de l’imprimeur.",
       "Choose a larger sheet, or reduce margins, gripper or marks in the shop's file."}};
}

finding::Finding marks_in_bleed(const shop::Shop& shop, Length bleed) {
  const auto mm = [](Length length, char point) { return millimetres(length, point); };
  return {
      finding::Severity::error,
      "marks-in-bleed",
      {},
      {fmt::format("Les traits de coupe de l’imprimeur «\u00a0{}\u00a0» commencent à {}\u00a0mm du "
                   "format fini, dans le fond perdu de {}\u00a0mm.",
                   shop.name, mm(shop.crop.offset, ','), mm(bleed, ',')),
       fmt::format("The crop marks of the shop \"{}\" start {} mm from the trim, inside the bleed "
                   "of {} mm.",
                   shop.name, mm(shop.crop.offset, '.'), mm(bleed, '.'))},
      {fmt::format("Donnez au moins offset = \"{} mm\" sous [marks] dans son fichier.",
                   mm(bleed, '.')),
       fmt::format("Give at least offset = \"{} mm\" under [marks] in its file.", mm(bleed, '.'))}};
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

Rect Layout::behind(const Rect& r) const {
  if (axis == Axis::vertical) return {{sheet.width - r.right(), r.top()}, r.size};
  return {{r.left(), sheet.height - r.bottom()}, r.size};
}

LaidOut lay_out(const shop::Shop& shop, Size leaf, Length bleed) {
  assert(leaf.width > Length{} && leaf.height > Length{});
  LaidOut result;
  if (shop.crop.offset < bleed) {
    result.findings.add(marks_in_bleed(shop, bleed));
    return result;
  }
  const std::array<Grid, 4> all = grids(shop, leaf, bleed);
  const Grid& best = *std::ranges::max_element(all, {}, &Grid::up);
  if (best.up() == 0) {
    result.findings.add(too_small(shop, all));
  } else {
    result.layout = place(shop, best, bleed);
  }
  return result;
}

}  // namespace imprimatur::impose
