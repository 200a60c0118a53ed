#include "impose/marks.h"

#include "impose/finishing.h"
#include "impose/places.h"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace imprimatur::impose {
namespace {

using ink::Tint;
using namespace measure::literals;

constexpr Length field_width = 5_mm;

// Lines that cross the sheet from edge to edge: where they stand across and down.
struct Lines {
  std::set<Length> across, down;
};

page::Path line(Point from, Point to, const page::Stroke& stroke) {
  return {{page::MoveTo{from}, page::LineTo{to}}, std::nullopt, stroke};
}

// Both ends of each line, outside `net`.
std::vector<page::Path> ends_of(const Lines& lines, const Rect& net, const shop::CropMarks& crop,
                                const page::Stroke& stroke) {
  const Length near = crop.offset, far = crop.offset + crop.length;
  std::vector<page::Path> marks;
  for (const Length x : lines.across) {
    marks.push_back(line({x, net.top() - far}, {x, net.top() - near}, stroke));
    marks.push_back(line({x, net.bottom() + near}, {x, net.bottom() + far}, stroke));
  }
  for (const Length y : lines.down) {
    marks.push_back(line({net.left() - far, y}, {net.left() - near, y}, stroke));
    marks.push_back(line({net.right() + near, y}, {net.right() + far, y}, stroke));
  }
  return marks;
}

bool crosses(Point a, Point b, const Rect& trim) {
  const auto [left, right] = std::minmax(a.x, b.x);
  const auto [top, bottom] = std::minmax(a.y, b.y);
  if (left == right) return top <= trim.top() && bottom >= trim.bottom();
  return top == bottom && left <= trim.left() && right >= trim.right();
}

void add_line(Lines& lines, Point from, Point to) {
  if (from.x == to.x) {
    lines.across.insert(from.x);
  } else {
    lines.down.insert(from.y);
  }
}

// The finishes of these kinds that cross a whole leaf.
Lines crossing(const Layout& layout, const std::vector<const page::Page*>& shown,
               std::initializer_list<page::FinishKind> kinds) {
  Lines lines;
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    if (shown[slot] == nullptr) continue;
    const Cell& cell = layout.front[slot];
    for (const page::Finish& finish : shown[slot]->finishes) {
      const Point from = cell.leaf(finish.from), to = cell.leaf(finish.to);
      const bool wanted = std::ranges::find(kinds, finish.kind) != kinds.end();
      if (wanted && crosses(from, to, cell.trim)) add_line(lines, from, to);
    }
  }
  return lines;
}

// Where a line that belongs to the paper of the front stands on `side`.
Lines seen_from(const Layout& layout, Side side, const Lines& front) {
  if (side == Side::front) return front;
  Lines lines;
  for (const Length x : front.across) lines.across.insert(layout.behind({{x, {}}, {}}).left());
  for (const Length y : front.down) lines.down.insert(layout.behind({{{}, y}, {}}).top());
  return lines;
}

page::Stroke stroke_of(const shop::CropMarks& crop) {
  return {ink::Registration{}, crop.width, page::Cap::butt, {}};
}

std::vector<ink::Colour> series_of(const std::vector<std::string>& spots) {
  const Tint full = Tint::percent(100), half = Tint::percent(50), balanced = Tint::percent(40);
  std::vector<ink::Colour> series{ink::Process{full, {}, {}, {}}, ink::Process{{}, full, {}, {}},
                                  ink::Process{{}, {}, full, {}}, ink::black()};
  for (const std::string& spot : spots) series.push_back(ink::Spot{spot, full});
  for (const std::string& spot : spots) series.push_back(ink::Spot{spot, half});
  series.insert(series.end(), {ink::Process{half, {}, {}, {}}, ink::Process{{}, half, {}, {}},
                               ink::Process{{}, {}, half, {}}, ink::Process{{}, {}, {}, half},
                               ink::Process{half, balanced, balanced, {}}});
  return series;
}

page::Path filled(const Rect& box, const ink::Colour& colour) {
  return {{page::MoveTo{box.origin}, page::LineTo{{box.right(), box.top()}},
           page::LineTo{{box.right(), box.bottom()}}, page::LineTo{{box.left(), box.bottom()}},
           page::ClosePath{}},
          colour,
          std::nullopt};
}

}  // namespace

std::vector<page::Path> crop_marks(const Layout& layout, Side side, const shop::CropMarks& crop) {
  if (crop.length == Length{}) return {};
  Lines lines;
  for (std::uint32_t piece = 0; piece < layout.pieces(); ++piece) {
    const Rect trim = layout.piece_trim(side, piece);
    lines.across.insert({trim.left(), trim.right()});
    lines.down.insert({trim.top(), trim.bottom()});
  }
  return ends_of(lines, layout.net(side), crop, stroke_of(crop));
}

std::vector<page::Path> perforation_marks(const Layout& layout, Side side,
                                          const shop::CropMarks& crop,
                                          const std::vector<const page::Page*>& shown) {
  if (crop.length == Length{}) return {};
  const Lines lines = crossing(layout, shown, {page::FinishKind::perforation});
  page::Stroke stroke = stroke_of(crop);
  stroke.dashes = {crop.length / 6, crop.length / 6};
  return ends_of(seen_from(layout, side, lines), layout.net(side), crop, stroke);
}

std::vector<page::Path> fold_marks(const Layout& layout, Side side, const shop::CropMarks& crop,
                                   const std::vector<const page::Page*>& shown) {
  if (crop.length == Length{}) return {};
  Lines lines = crossing(layout, shown, {page::FinishKind::fold, page::FinishKind::crease});
  for (const FinishingLine& fold : spread_folds(layout)) add_line(lines, fold.from, fold.to);
  // Two marks in one place would read as a cut.
  const Lines perforated = crossing(layout, shown, {page::FinishKind::perforation});
  for (const Length x : perforated.across) lines.across.erase(x);
  for (const Length y : perforated.down) lines.down.erase(y);
  page::Stroke stroke = stroke_of(crop);
  const Length dash = crop.length / 3, gap = crop.length * 2 / 15, dot = crop.length / 15;
  stroke.dashes = {dash, gap, dot, gap};
  return ends_of(seen_from(layout, side, lines), layout.net(side), crop, stroke);
}

page::Path registration_mark(const Rect& square, Length width) {
  const Point centre{square.left() + square.size.width / 2, square.top() + square.size.height / 2};
  const Length radius = square.size.width * 3 / 10;
  // Control points that make a quarter of a circle of a Bézier curve, to 0.03 % of the radius.
  const Length bow = radius * 5523 / 10'000;
  const auto at = [&](Length x, Length y) { return Point{centre.x + x, centre.y + y}; };
  page::Path mark{
      {page::MoveTo{{square.left(), centre.y}}, page::LineTo{{square.right(), centre.y}},
       page::MoveTo{{centre.x, square.top()}}, page::LineTo{{centre.x, square.bottom()}},
       page::MoveTo{at(radius, {})},
       page::CurveTo{at(radius, bow), at(bow, radius), at({}, radius)},
       page::CurveTo{at(-bow, radius), at(-radius, bow), at(-radius, {})},
       page::CurveTo{at(-radius, -bow), at(-bow, -radius), at({}, -radius)},
       page::CurveTo{at(bow, -radius), at(radius, -bow), at(radius, {})}, page::ClosePath{}},
      std::nullopt,
      page::Stroke{ink::Registration{}, width, page::Cap::butt, {}}};
  return mark;
}

std::vector<page::Path> line_marks(const Layout& layout, Side side, const shop::Shop& shop,
                                   const std::vector<const page::Page*>& shown) {
  std::vector<page::Path> marks = crop_marks(layout, side, shop.crop);
  for (const auto& more : {perforation_marks(layout, side, shop.crop, shown),
                           fold_marks(layout, side, shop.crop, shown)}) {
    marks.insert(marks.end(), more.begin(), more.end());
  }
  for (const Rect& square : mark_places(layout, side, shop).registration) {
    marks.push_back(registration_mark(square, shop.crop.width));
  }
  return marks;
}

std::vector<page::Path> colour_bar(const Rect& bar, const std::vector<std::string>& spots) {
  const std::vector<ink::Colour> series = series_of(spots);
  const bool down = bar.size.height > bar.size.width;
  const Length room = down ? bar.size.height : bar.size.width;
  const auto in_series = static_cast<std::int64_t>(series.size());
  // A strip too short for one series gets narrower fields.
  const Length width = std::min(field_width, room / in_series);
  if (width <= Length{}) return {};
  const std::int64_t count = room / (width * in_series) * in_series;
  const Length before = (room - width * count) / 2;
  std::vector<page::Path> fields;
  for (std::int64_t i = 0; i < count; ++i) {
    const Length at = before + width * i;
    const Rect field = down ? Rect{{bar.left(), bar.top() + at}, {bar.size.width, width}}
                            : Rect{{bar.left() + at, bar.top()}, {width, bar.size.height}};
    fields.push_back(filled(field, series[static_cast<std::size_t>(i % in_series)]));
  }
  return fields;
}

}  // namespace imprimatur::impose
