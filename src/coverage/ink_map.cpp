#include "coverage/ink_map.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace imprimatur::coverage {
namespace {

constexpr Length millimetre = Length::from_micrometres(1000);

std::size_t whole_millimetres(Length length) {
  return static_cast<std::size_t>(std::max<std::int64_t>(length / millimetre, 0));
}

Length millimetres(std::size_t count) {
  return static_cast<std::int64_t>(count) * millimetre;
}

// The sums of every `run` values that follow each other, `step` apart.
std::vector<std::uint64_t> running_sums(const std::vector<std::uint64_t>& values, std::size_t first,
                                        std::size_t step, std::size_t count, std::size_t run) {
  std::vector<std::uint64_t> sums;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += values[first + i * step];
    if (i >= run) sum -= values[first + (i - run) * step];
    if (i + 1 >= run) sums.push_back(sum);
  }
  return sums;
}

// Where a cell ends at the edge of what is shown of a page, the pixel on that edge is counted
// whole, whichever side the greater part lies on: two pages that meet there would both lose it.
Rect with_rim(const Rect& cell, const Rect& clip) {
  // Half a pixel, less the micrometre by which an edge between two pixels is one.
  constexpr Length rim = Length::from_micrometres(1000 / pixels_per_millimetre / 2 - 1);
  const Length left = cell.left() > clip.left() ? cell.left() : clip.left() - rim,
               right = cell.right() < clip.right() ? cell.right() : clip.right() + rim,
               top = cell.top() > clip.top() ? cell.top() : clip.top() - rim,
               bottom = cell.bottom() < clip.bottom() ? cell.bottom() : clip.bottom() + rim;
  return {{left, top}, {right - left, bottom - top}};
}

// The ink that a page brings into the cells.
void add(const LaidPage& page, const Grid& grid, std::vector<std::uint32_t>& cells) {
  const measure::Placement to_page = page.at.inverted();
  const Rect& area = grid.area;
  const std::size_t first_row = whole_millimetres(page.clip.top() - area.top()),
                    first_column = whole_millimetres(page.clip.left() - area.left());
  for (std::size_t row = first_row; row < grid.rows(); ++row) {
    const Length top = area.top() + millimetres(row);
    if (top >= page.clip.bottom()) break;
    for (std::size_t column = first_column; column < grid.columns(); ++column) {
      const Length left = area.left() + millimetres(column);
      if (left >= page.clip.right()) break;
      const Rect cell{{left, top}, {millimetre, millimetre}};
      cells[row * grid.columns() + column] += page.ink->in(to_page(with_rim(cell, page.clip)));
    }
  }
}

std::vector<std::uint32_t> cells_of(const Grid& grid, const std::vector<LaidPage>& pages) {
  std::vector<std::uint32_t> cells(grid.cells());
  for (const LaidPage& page : pages) add(page, grid, cells);
  return cells;
}

}  // namespace

std::size_t Grid::columns() const {
  return whole_millimetres(area.size.width);
}
std::size_t Grid::rows() const {
  return whole_millimetres(area.size.height);
}

InkMap::InkMap(const Grid& grid, const std::vector<std::uint32_t>& cells, std::uint32_t full)
    : grid_(grid),
      wide_(std::min(whole_millimetres(square_edge), grid.columns())),
      high_(std::min(whole_millimetres(square_edge), grid.rows())) {
  assert(cells.size() == grid.cells() && full > 0);
  if (cells.empty()) return;
  across_ = grid.columns() - wide_ + 1;
  down_ = grid.rows() - high_ + 1;
  const std::vector<std::uint64_t> ink(cells.begin(), cells.end());
  std::vector<std::uint64_t> strips;  // one cell high, a square wide
  for (std::size_t row = 0; row < grid.rows(); ++row) {
    const auto sums = running_sums(ink, row * grid.columns(), 1, grid.columns(), wide_);
    strips.insert(strips.end(), sums.begin(), sums.end());
  }
  const std::uint64_t whole = std::uint64_t{full} * wide_ * high_;
  percents_.resize(across_ * down_);
  for (std::size_t column = 0; column < across_; ++column) {
    const auto sums = running_sums(strips, column, across_, grid.rows(), high_);
    for (std::size_t row = 0; row < down_; ++row) {
      percents_[row * across_ + column] =
          static_cast<std::uint32_t>((sums[row] * 100 + whole / 2) / whole);
    }
  }
}

InkMap::InkMap(const Grid& grid, const std::vector<LaidPage>& pages)
    : InkMap(grid, cells_of(grid, pages), full_cell) {}

std::optional<Square> InkMap::heaviest(const Rect& zone) const {
  std::optional<Square> found;
  const measure::Size size{millimetres(wide_), millimetres(high_)};
  for (std::size_t row = 0; row < down_; ++row) {
    const Length top = grid_.area.top() + millimetres(row);
    const Length y = top + size.height / 2;
    if (y < zone.top() || y >= zone.bottom()) continue;
    for (std::size_t column = 0; column < across_; ++column) {
      const Length left = grid_.area.left() + millimetres(column);
      const Length x = left + size.width / 2;
      if (x < zone.left() || x >= zone.right()) continue;
      const std::uint32_t percent = percents_[row * across_ + column];
      if (!found || percent > found->percent) found = Square{{{left, top}, size}, percent};
    }
  }
  return found;
}

}  // namespace imprimatur::coverage
