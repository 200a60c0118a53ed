#include "verify/symbols.h"

#include "verify/symbol_reader.h"

#include <algorithm>
#include <map>
#include <utility>

namespace imprimatur::verify {
namespace {

using measure::Length;

Rect around(const Rect& a, const Rect& b) {
  const Length left = std::min(a.left(), b.left()), top = std::min(a.top(), b.top());
  return {{left, top},
          {std::max(a.right(), b.right()) - left, std::max(a.bottom(), b.bottom()) - top}};
}

template <typename Key>
std::vector<Rect> grouped(const std::vector<Rect>& areas, Key key) {
  std::map<std::pair<Length, Length>, Rect> groups;
  for (const Rect& area : areas) {
    const auto [group, fresh] = groups.try_emplace(key(area), area);
    if (!fresh) group->second = around(group->second, area);
  }
  std::vector<Rect> united;
  for (const auto& [edges, strip] : groups) united.push_back(strip);
  return united;
}

// Without the outer eighth of the quiet zone, so that a ground that begins just beyond it is not
// taken for ink.
Part part_of(const Rect& area, const Rect& strip, Care care) {
  const Rect inner = area.grown(-(area.size.width / 58));
  const int left = pixels(strip.left(), care), top = pixels(strip.top(), care);
  return {pixels(inner.left(), care) - left, pixels(inner.top(), care) - top,
          pixels(inner.right(), care) - pixels(inner.left(), care),
          pixels(inner.bottom(), care) - pixels(inner.top(), care)};
}

SymbolReading read(const Picture& picture, const Rect& area, const Rect& strip) {
  const Grid grid = grid_of(picture, area, strip);
  if (picture.empty()) return {};
  if (picture.care == Care::quick) return decoded(grid);
  const Part part = part_of(area, strip, picture.care);
  if (auto text = read_symbol(picture, part, Search::alone))
    return {std::move(text), is_margin_free(grid), false, grid};
  return {read_symbol(picture, part, Search::anywhere), false, false, grid};
}

// Looks at those that are still open.
void look(const PdfReader& reader, const std::vector<Sought>& sought, Care care,
          std::vector<SymbolReading>& readings) {
  std::vector<std::size_t> open;
  std::vector<Rect> areas;
  for (std::size_t i = 0; i < sought.size(); ++i) {
    const SymbolReading& known = readings[i];
    const bool damaged = sought[i].matrix && !shows(known.grid, *sought[i].matrix);
    if (known.empty || (known.text && known.clean && !damaged)) continue;
    open.push_back(i);
    areas.push_back(sought[i].area);
  }
  for (const Rect& strip : strips(areas)) {
    const Picture picture = reader.picture(strip, care);
    for (const std::size_t i : open)
      if (strip.holds(sought[i].area)) readings[i] = read(picture, sought[i].area, strip);
  }
}

}  // namespace

std::vector<Rect> strips(const std::vector<Rect>& areas) {
  auto columns = grouped(areas, [](const Rect& r) { return std::pair(r.left(), r.right()); });
  auto rows = grouped(areas, [](const Rect& r) { return std::pair(r.top(), r.bottom()); });
  return rows.size() < columns.size() ? rows : columns;
}

std::vector<SymbolReading> read_symbols(const PdfReader& reader,
                                        const std::vector<Sought>& sought) {
  std::vector<SymbolReading> readings(sought.size());
  look(reader, sought, Care::quick, readings);
  look(reader, sought, Care::fine, readings);
  return readings;
}

std::vector<Grid> read_grids(const PdfReader& reader, const std::vector<Rect>& areas,
                             const std::vector<Rect>& parts) {
  std::vector<Grid> grids(areas.size());
  if (areas.empty()) return grids;
  for (const Rect& part : parts) {
    const Picture picture = reader.picture(part, Care::quick);
    for (std::size_t i = 0; i < areas.size(); ++i)
      if (part.holds(areas[i])) grids[i] = grid_of(picture, areas[i], part);
  }
  return grids;
}

SymbolReading decoded(const Grid& grid) {
  if (!may_hold_symbol(grid)) return {{}, false, true, grid};
  const Picture picture = picture_of(grid);
  auto text = read_symbol(picture, {0, 0, picture.width, picture.height}, Search::alone);
  return {std::move(text), is_margin_free(grid), false, grid};
}

bool holds_symbol(const PdfReader& reader, const Rect& area) {
  const Picture picture = reader.picture(area, Care::fine);
  return !picture.empty() &&
         read_symbol(picture, {0, 0, picture.width, picture.height}, Search::anywhere);
}

}  // namespace imprimatur::verify
