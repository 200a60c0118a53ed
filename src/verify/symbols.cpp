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
Part part_of(const Rect& area, const Rect& strip) {
  const Rect inner = area.grown(-(area.size.width / 58));
  const int left = pixels(strip.left()), top = pixels(strip.top());
  return {pixels(inner.left()) - left, pixels(inner.top()) - top,
          pixels(inner.right()) - pixels(inner.left()),
          pixels(inner.bottom()) - pixels(inner.top())};
}

SymbolReading read(const Picture& picture, const Part& part) {
  if (auto text = read_symbol(picture, part, Look::alone)) return {std::move(text), true};
  return {read_symbol(picture, part, Look::anywhere), false};
}

}  // namespace

std::vector<Rect> strips(const std::vector<Rect>& areas) {
  auto columns = grouped(areas, [](const Rect& r) { return std::pair(r.left(), r.right()); });
  auto rows = grouped(areas, [](const Rect& r) { return std::pair(r.top(), r.bottom()); });
  return rows.size() < columns.size() ? rows : columns;
}

std::vector<SymbolReading> read_symbols(const PdfReader& reader, const std::vector<Slot>& slots) {
  std::vector<Rect> areas;
  for (const Slot& slot : slots)
    if (slot.symbol) areas.push_back(*slot.symbol);

  std::vector<SymbolReading> readings(slots.size());
  for (const Rect& strip : strips(areas)) {
    const Picture picture = reader.picture(strip);
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (slots[i].symbol && strip.holds(*slots[i].symbol))
        readings[i] = read(picture, part_of(*slots[i].symbol, strip));
  }
  return readings;
}

}  // namespace imprimatur::verify
