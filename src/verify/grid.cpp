#include "verify/grid.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Rect;

constexpr std::uint8_t middle_grey = 128, pale_grey = 192;

// Of each module, the pixel of the picture that its middle lies in.
std::array<int, Grid::size> middles(Length start, Length side, Length picture_start, Care care,
                                    int most) {
  std::array<int, Grid::size> middles{};
  for (int module = 0; module < Grid::size; ++module) {
    const Length at = start + side * (2 * module + 1) / (2 * Grid::size);
    middles[static_cast<std::size_t>(module)] =
        std::clamp(pixels_down(at, care) - pixels(picture_start, care), 0, most - 1);
  }
  return middles;
}

// The pixels of the picture that an area spans, and where the middle of each lies, in modules from
// the start of the area.
struct Span {
  int first = 0;
  std::vector<double> places;
};

Span span_of(Length start, Length side, Length picture_start, Care care, int most) {
  const int origin = pixels(picture_start, care);
  Span span{std::clamp(pixels_down(start, care) - origin, 0, most), {}};
  const int end = std::clamp(pixels_down(start + side, care) + 1 - origin, 0, most);
  const double module = side.points() / Grid::size;
  for (int i = span.first; i < end; ++i)
    span.places.push_back((middle_of_pixel(picture_start, i, care) - start.points()) / module);
  return span;
}

bool counts(double x, double y) {
  constexpr double half = 0.5, far = Grid::size - half;
  constexpr double near_symbol = Grid::margin - half, beyond_symbol = Grid::size - near_symbol;
  const bool in_area = x > half && x < far && y > half && y < far;
  return in_area && (x < near_symbol || x > beyond_symbol || y < near_symbol || y > beyond_symbol);
}

void ink_margin(Grid& grid, const Picture& picture, const Rect& area, const Rect& strip) {
  const Span across =
      span_of(area.left(), area.size.width, strip.left(), picture.care, picture.width);
  const Span down =
      span_of(area.top(), area.size.height, strip.top(), picture.care, picture.height);
  for (int y = down.first; const double row : down.places) {
    for (int x = across.first; const double column : across.places) {
      if (counts(column, row) && picture.grey(x, y) < pale_grey)
        grid.rows[static_cast<std::size_t>(row)] |= 1u << static_cast<unsigned>(column);
      ++x;
    }
    ++y;
  }
}

// A quarter clockwise.
Grid turned(const Grid& grid) {
  Grid turned;
  for (int y = 0; y < Grid::size; ++y)
    for (int x = 0; x < Grid::size; ++x)
      if (grid.dark(x, y)) turned.rows[static_cast<std::size_t>(x)] |= 1u << (Grid::size - 1 - y);
  return turned;
}

bool lies_upright(const Grid& grid, const codes::Matrix& matrix) {
  constexpr std::uint32_t columns = (1u << codes::Matrix::size) - 1;
  for (std::size_t y = 0; y < matrix.rows.size(); ++y)
    if ((grid.rows[y + Grid::margin] >> Grid::margin & columns) != matrix.rows[y]) return false;
  return true;
}

}  // namespace

Grid grid_of(const Picture& picture, const Rect& area, const Rect& strip) {
  Grid grid;
  if (picture.empty()) return grid;
  const Care care = picture.care;
  const auto columns = middles(area.left(), area.size.width, strip.left(), care, picture.width);
  const auto rows = middles(area.top(), area.size.height, strip.top(), care, picture.height);
  for (int y = 0; y < Grid::size; ++y)
    for (int x = 0; x < Grid::size; ++x)
      if (!Grid::is_margin(x, y) && picture.grey(columns[static_cast<std::size_t>(x)],
                                                 rows[static_cast<std::size_t>(y)]) < middle_grey)
        grid.rows[static_cast<std::size_t>(y)] |= 1u << x;
  ink_margin(grid, picture, area, strip);
  return grid;
}

bool is_margin_free(const Grid& grid) {
  for (int y = 0; y < Grid::size; ++y)
    for (int x = 0; x < Grid::size; ++x)
      if (Grid::is_margin(x, y) && grid.dark(x, y)) return false;
  return true;
}

bool shows(const Grid& grid, const codes::Matrix& matrix) {
  Grid lying = grid;
  for (int quarter = 0; quarter < 4; ++quarter, lying = turned(lying))
    if (lies_upright(lying, matrix)) return true;
  return false;
}

bool may_hold_symbol(const Grid& grid) {
  constexpr int finder_patterns = 3 * 33;
  int dark = 0;
  for (const std::uint32_t row : grid.rows) dark += std::popcount(row);
  return dark >= finder_patterns * 9 / 10;
}

Picture picture_of(const Grid& grid) {
  constexpr int times = 3, size = Grid::size * times;
  Picture picture{Care::fine, size, size, {}};
  picture.rows.reserve(static_cast<std::size_t>(size) * size);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x)
      picture.rows.push_back(grid.dark(x / times, y / times) ? 0 : 255);
  return picture;
}

}  // namespace imprimatur::verify
