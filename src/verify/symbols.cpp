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

constexpr int module_pixels = 3;

// The symbol and its quiet zone with the middle pixel of each module made 3 × 3. Where a module is
// two pixels wide or more, that pixel has the module's own colour, although poppler blackens every
// pixel that a black one touches.
Picture by_modules(const Picture& picture, const Rect& area, const Rect& strip) {
  constexpr int size = 29, times = module_pixels;
  Picture sampled{picture.care, size * times, size * times, {}};
  const auto middle = [&](Length from, Length start, Length side, int module, int most) {
    const Length at = from + side * (2 * module + 1) / (2 * size);
    return std::clamp(pixels_down(at, picture.care) - pixels(start, picture.care), 0, most - 1);
  };
  for (int y = 0; y < size * times; ++y) {
    const int row = middle(area.top(), strip.top(), area.size.height, y / times, picture.height);
    for (int x = 0; x < size * times; ++x) {
      const int column =
          middle(area.left(), strip.left(), area.size.width, x / times, picture.width);
      sampled.grey.push_back(
          picture.grey[static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(column)]);
    }
  }
  return sampled;
}

// The three finder patterns of a symbol have 33 dark modules each: where there are fewer, there is
// none.
bool may_hold_symbol(const Picture& sampled) {
  constexpr std::ptrdiff_t finder_patterns = 3 * 33 * module_pixels * module_pixels;
  return std::ranges::count(sampled.grey, 0) >= finder_patterns * 9 / 10;
}

SymbolReading read(const Picture& picture, const Rect& area, const Rect& strip) {
  if (picture.grey.empty()) return {};
  if (picture.care == Care::quick) {
    const Picture sampled = by_modules(picture, area, strip);
    if (!may_hold_symbol(sampled)) return {{}, false, true};
    auto text = read_symbol(sampled, {0, 0, sampled.width, sampled.height}, Look::alone);
    return {std::move(text), true};
  }
  const Part part = part_of(area, strip, picture.care);
  if (auto text = read_symbol(picture, part, Look::alone)) return {std::move(text), true};
  return {read_symbol(picture, part, Look::anywhere), false};
}

// Looks at those that are still open.
void look(const PdfReader& reader, const std::vector<Rect>& areas, Care care,
          std::vector<SymbolReading>& readings) {
  const auto is_open = [&](std::size_t i) { return !readings[i].text && !readings[i].empty; };
  std::vector<Rect> open;
  for (std::size_t i = 0; i < areas.size(); ++i)
    if (is_open(i)) open.push_back(areas[i]);

  for (const Rect& strip : strips(open)) {
    const Picture picture = reader.picture(strip, care);
    for (std::size_t i = 0; i < areas.size(); ++i)
      if (is_open(i) && strip.holds(areas[i])) readings[i] = read(picture, areas[i], strip);
  }
}

}  // namespace

std::vector<Rect> strips(const std::vector<Rect>& areas) {
  auto columns = grouped(areas, [](const Rect& r) { return std::pair(r.left(), r.right()); });
  auto rows = grouped(areas, [](const Rect& r) { return std::pair(r.top(), r.bottom()); });
  return rows.size() < columns.size() ? rows : columns;
}

std::vector<SymbolReading> read_symbols(const PdfReader& reader, const std::vector<Rect>& areas) {
  std::vector<SymbolReading> readings(areas.size());
  look(reader, areas, Care::quick, readings);
  look(reader, areas, Care::fine, readings);
  return readings;
}

}  // namespace imprimatur::verify
