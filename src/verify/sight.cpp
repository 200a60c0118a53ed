#include "verify/sight.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace imprimatur::verify {
namespace {

using measure::Length;

std::vector<Rect> symbol_areas(const std::vector<Slot>& slots) {
  std::vector<Rect> areas;
  for (const Slot& slot : slots)
    for (const Symbol& symbol : slot.symbols) areas.push_back(symbol.area);
  return areas;
}

bool is_leaf(const Slot& slot) {
  return slot.content == Content::leaf;
}

std::vector<Picture> places_without_leaf(const PdfReader& reader, const std::vector<Slot>& slots) {
  std::vector<Picture> places;
  for (const Slot& slot : slots)
    places.push_back(is_leaf(slot) ? Picture{} : reader.picture(slot.leaf, Care::quick));
  return places;
}

// What is dark where the page's own modules are not, if each module was seen as dark and as light;
// of the quiet zone, if it was seen free.
std::optional<Grid> shown_below(const Grid& own, const Grid& whole, const Grid& inverted) {
  Grid below;
  for (int y = 0; y < Grid::size; ++y)
    for (int x = 0; x < Grid::size; ++x) {
      const bool open = own.dark(x, y), is = whole.dark(x, y), was = inverted.dark(x, y);
      if (Grid::is_margin(x, y)) {
        if (open || is || was) return std::nullopt;
      } else if (is && was && !open) {
        below.rows[static_cast<std::size_t>(y)] |= 1u << x;
      } else if (is == was || is != open) {
        return std::nullopt;
      }
    }
  return below;
}

Grid over(const Grid& own, const Grid& below) {
  Grid seen = below;
  for (std::size_t y = 0; y < seen.rows.size(); ++y) seen.rows[y] |= own.rows[y];
  return seen;
}

// Poppler puts words together differently where more of them stand beside each other, and the
// places of their first and last characters may move by a little.
bool is_near(const Character& a, const Character& b) {
  constexpr Length most = Length::from_micrometres(250);
  const auto near = [most](Length from, Length to) {
    return from - to <= most && to - from <= most;
  };
  return a.what == b.what && near(a.centre.x, b.centre.x) && near(a.centre.y, b.centre.y);
}

// nullopt where one of the page's own isn't among all.
std::optional<std::vector<Character>> without(std::vector<Character> all,
                                              const std::vector<Character>& own) {
  for (const Character& one : own) {
    const auto found =
        std::ranges::find_if(all, [&](const Character& other) { return is_near(one, other); });
    if (found == all.end()) return std::nullopt;
    all.erase(found);
  }
  return all;
}

bool holds(const Rect& box, const measure::Point& point) {
  return box.left() <= point.x && point.x < box.right() && box.top() <= point.y &&
         point.y < box.bottom();
}

bool stands_in_value(const Slot& slot, const Character& one) {
  return std::ranges::any_of(slot.texts,
                             [&](const Text& text) { return holds(text.box, one.centre); });
}

bool stand_in_their_places(const std::vector<Character>& own, const std::vector<Slot>& slots) {
  return std::ranges::all_of(own, [&](const Character& one) {
    return std::ranges::all_of(slots, [&](const Slot& slot) {
      return !is_leaf(slot) || !holds(slot.leaf, one.centre) || stands_in_value(slot, one);
    });
  });
}

void append(std::string& key, const Rect& r) {
  fmt::format_to(std::back_inserter(key), " {} {} {} {}", r.left().micrometres(),
                 r.top().micrometres(), r.right().micrometres(), r.bottom().micrometres());
}

}  // namespace

std::string sight_of(const crypto::Digest& look, const std::vector<Slot>& slots) {
  std::string key = look.hex();
  for (const Slot& slot : slots) {
    fmt::format_to(std::back_inserter(key), "\n{} {}", slot.number, static_cast<int>(slot.content));
    append(key, slot.leaf);
    for (const Symbol& symbol : slot.symbols) append(key, symbol.area);
    if (!slot.art) continue;
    fmt::format_to(std::back_inserter(key), " {} {}", slot.art->page,
                   static_cast<int>(slot.art->turn));
    append(key, slot.art->box);
    append(key, slot.art->seen);
  }
  return key;
}

std::optional<Ground> ground_of(const SideReading& whole, const PdfReader& open_parts,
                                const PdfReader& inverted) {
  if (!is_as_expected(whole)) return std::nullopt;
  const std::vector<Rect> areas = symbol_areas(whole.slots);
  const std::vector<Grid> own = read_grids(open_parts, areas, {around(areas)});
  const std::vector<Grid> other = read_grids(inverted, areas, strips(areas));
  Ground ground;
  std::size_t i = 0;
  for (const Slot& slot : whole.slots)
    for (std::size_t end = i + slot.symbols.size(); i < end; ++i) {
      const auto below = is_leaf(slot) ? shown_below(own[i], whole.symbols[i].grid, other[i])
                                       : std::optional<Grid>(Grid{});
      if (!below) return std::nullopt;
      ground.symbols.push_back(*below);
    }
  auto characters = without(whole.characters, open_parts.text());
  if (!characters) return std::nullopt;
  ground.characters = std::move(*characters);
  ground.places = places_without_leaf(open_parts, whole.slots);
  return ground;
}

std::optional<SideReading> read_on_ground(const PdfReader& open_parts, const Ground& ground,
                                          std::vector<Slot>& slots) {
  if (places_without_leaf(open_parts, slots) != ground.places) return std::nullopt;
  SideReading reading;
  const std::vector<Rect> areas = symbol_areas(slots);
  const std::vector<Grid> own = read_grids(open_parts, areas, {around(areas)});
  for (std::size_t i = 0; i < own.size(); ++i)
    reading.symbols.push_back(decoded(over(own[i], ground.symbols[i])));
  reading.characters = open_parts.text();
  if (!stand_in_their_places(reading.characters, slots)) return std::nullopt;
  reading.characters.insert(reading.characters.end(), ground.characters.begin(),
                            ground.characters.end());
  reading.inked.resize(slots.size());
  reading.whole = false;
  reading.boxes = open_parts.boxes();
  reading.slots = std::move(slots);
  if (is_as_expected(reading)) return reading;
  slots = std::move(reading.slots);
  return std::nullopt;
}

bool says_more(const PdfReader& open_parts, const std::vector<Slot>& slots) {
  return !stand_in_their_places(open_parts.text(), slots);
}

}  // namespace imprimatur::verify
