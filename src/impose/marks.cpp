#include "impose/marks.h"

#include <algorithm>
#include <set>

namespace imprimatur::impose {
namespace {

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

bool crosses(const page::Finish& finish, const Rect& trim) {
  if (finish.kind != page::FinishKind::perforation) return false;
  const auto [left, right] = std::minmax(finish.from.x, finish.to.x);
  const auto [top, bottom] = std::minmax(finish.from.y, finish.to.y);
  if (left == right) return top <= trim.top() && bottom >= trim.bottom();
  return top == bottom && left <= trim.left() && right >= trim.right();
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
  Lines lines;
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    if (shown[slot] == nullptr) continue;
    const Cell& cell = layout.front[slot];
    for (const page::Finish& finish : shown[slot]->finishes) {
      const Point from = cell.leaf(finish.from), to = cell.leaf(finish.to);
      if (!crosses({finish.kind, from, to}, cell.trim)) continue;
      if (from.x == to.x) {
        lines.across.insert(from.x);
      } else {
        lines.down.insert(from.y);
      }
    }
  }
  page::Stroke stroke = stroke_of(crop);
  stroke.dashes = {crop.length / 6, crop.length / 6};
  return ends_of(seen_from(layout, side, lines), layout.net(side), crop, stroke);
}

}  // namespace imprimatur::impose
