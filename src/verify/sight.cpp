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

Rect page_of(const PdfReader& reader) {
  return {{}, reader.boxes().media};
}

// The same modules, those of the page turned to their opposites.
struct Opposite {
  Grid whole, own;
};

// What is dark where the page's own modules are not, if each module was seen as dark and as light;
// of the quiet zone, if it was seen free.
std::optional<Grid> shown_below(const Grid& own, const Grid& whole, const Opposite& opposite) {
  Grid below;
  for (int y = 0; y < Grid::size; ++y)
    for (int x = 0; x < Grid::size; ++x) {
      const bool open = own.dark(x, y), is = whole.dark(x, y);
      const bool open_was = opposite.own.dark(x, y), was = opposite.whole.dark(x, y);
      if (Grid::is_margin(x, y)) {
        if (open || is || open_was || was) return std::nullopt;
      } else if (is && was && !open) {
        below.rows[static_cast<std::size_t>(y)] |= 1u << x;
      } else if (is == was || is != open || was != open_was) {
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

bool is_about(const Rect& a, const Rect& b) {
  constexpr Length most = Length::from_micrometres(50);
  return a.grown(most).holds(b) && b.grown(most).holds(a);
}

// Each block is a symbol's, alone in its place, or lies beside all leaves.
bool stand_in_their_places(const std::vector<Block>& blocks, const std::vector<Slot>& slots) {
  std::vector<Rect> places;
  for (const Slot& slot : slots)
    for (const Symbol& symbol : slot.symbols)
      if (is_leaf(slot))
        places.push_back(symbol.area.grown(-(symbol.area.size.width * Grid::margin / Grid::size)));
  return std::ranges::all_of(blocks, [&](const Block& block) {
    const auto place =
        std::ranges::find_if(places, [&](const Rect& one) { return is_about(block.square, one); });
    if (place != places.end() && block.square.holds(block.painted)) {
      places.erase(place);
      return true;
    }
    return std::ranges::none_of(slots, [&](const Slot& slot) {
      return slot.leaf.overlaps(block.painted) ||
             (slot.art && slot.art->seen.overlaps(block.painted));
    });
  });
}

// Which pixels of a quick picture are looked at: a bit each, as there.
class Pixels {
 public:
  explicit Pixels(const Picture& page) : page_(page), bits_(page.rows.size(), 0) {}
  // The pixels that the area touches.
  void set(const Rect& area, bool on) {
    const int left = std::clamp(pixels_down(area.left(), page_.care), 0, page_.width);
    const int right = std::clamp(pixels_down(area.right(), page_.care) + 1, left, page_.width);
    const int top = std::clamp(pixels_down(area.top(), page_.care), 0, page_.height);
    const int bottom = std::clamp(pixels_down(area.bottom(), page_.care) + 1, top, page_.height);
    for (int y = top; y < bottom; ++y) set_row(y, left, right, on);
  }
  // All else is white, as paper is: masks are as wide as their values.
  std::string seen() const {
    std::string seen(bits_.size(), 0);
    for (std::size_t i = 0; i < bits_.size(); ++i)
      seen[i] = static_cast<char>(~bits_[i] | page_.rows[i]);
    return seen;
  }

 private:
  void set_row(int y, int left, int right, bool on) {
    std::uint8_t* const row = bits_.data() + static_cast<std::ptrdiff_t>(y) * page_.width / 8;
    for (int x = left; x < right;) {
      const bool is_byte = x % 8 == 0 && x + 8 <= right;
      const int bits = is_byte ? 0xFF : 0x80 >> x % 8;
      row[x / 8] = static_cast<std::uint8_t>(on ? row[x / 8] | bits : row[x / 8] & ~bits);
      x += is_byte ? 8 : 1;
    }
  }

  const Picture& page_;
  std::vector<std::uint8_t> bits_;
};

// Where the artwork is compared, what the page shows.
crypto::Digest ink_of(const Picture& page, const std::vector<Slot>& slots) {
  Pixels pixels(page);
  for (const Slot& slot : slots)
    if (slot.art) pixels.set(slot.art->seen, true);
  for (const Slot& slot : slots)
    for (const Rect& mask : slot.art ? slot.art->masks : std::vector<Rect>())
      pixels.set(mask, false);
  return crypto::sha256(pixels.seen());
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

std::optional<OpenParts> read_open_parts(const PdfReader& open_parts,
                                         const std::vector<Block>& blocks,
                                         const std::vector<Slot>& slots) {
  OpenParts own;
  own.characters = open_parts.text();
  if (!stand_in_their_places(blocks, slots) || !stand_in_their_places(own.characters, slots))
    return std::nullopt;
  // Nothing on it costs more than what is read: one picture of all.
  const Rect sheet = page_of(open_parts);
  const Picture page = open_parts.picture(sheet, Care::quick);
  for (const Rect& area : symbol_areas(slots)) own.symbols.push_back(grid_of(page, area, sheet));
  own.places = places_without_leaf(open_parts, slots);
  own.ink = ink_of(page, slots);
  own.boxes = open_parts.boxes();
  return own;
}

std::optional<Ground> ground_of(const SideReading& whole, const OpenParts& own,
                                const Versions& versions) {
  if (!is_as_expected(whole)) return std::nullopt;
  const std::vector<Rect> areas = symbol_areas(whole.slots);
  const auto opposite = read_grids(versions.opposite, areas, strips(areas));
  const auto opposite_own =
      read_grids(versions.opposite_open_parts, areas, {page_of(versions.opposite_open_parts)});
  Ground ground;
  std::size_t i = 0;
  for (const Slot& slot : whole.slots)
    for (std::size_t end = i + slot.symbols.size(); i < end; ++i) {
      const auto below = is_leaf(slot) ? shown_below(own.symbols[i], whole.symbols[i].grid,
                                                     {opposite[i], opposite_own[i]})
                                       : std::optional<Grid>(Grid{});
      if (!below) return std::nullopt;
      ground.symbols.push_back(*below);
    }
  ground.characters = versions.opposite.text();
  ground.places = own.places;
  ground.ink = own.ink;
  return ground;
}

std::optional<SideReading> read_on_ground(const OpenParts& own, const Ground& ground,
                                          std::vector<Slot>& slots) {
  if (own.places != ground.places || own.ink != ground.ink) return std::nullopt;
  SideReading reading;
  for (std::size_t i = 0; i < own.symbols.size(); ++i)
    reading.symbols.push_back(decoded(over(own.symbols[i], ground.symbols[i])));
  reading.characters = own.characters;
  reading.characters.insert(reading.characters.end(), ground.characters.begin(),
                            ground.characters.end());
  reading.inked.resize(slots.size());
  reading.whole = false;
  reading.boxes = own.boxes;
  reading.slots = std::move(slots);
  if (is_as_expected(reading)) return reading;
  slots = std::move(reading.slots);
  return std::nullopt;
}

}  // namespace imprimatur::verify
