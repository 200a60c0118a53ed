// Where the leaves lie on a press sheet, on both of its sides.
//
// Pure arithmetic in micrometres. A slot is a place for one leaf; slots are numbered row by row
// from the top-left of the *front*, and a slot keeps its number on the back, so that slot 3 of the
// back is the paper of slot 3 of the front.
//
//     front of a landscape sheet        its back, short edge       its back, long edge
//     ┌──────────────┐                  ┌──────────────┐           ┌──────────────┐
//     │  0   1       │                  │       1   0  │           │  (turned by  │
//     │  2   3       │                  │       3   2  │           │  2   3  half)│
//     │              │                  │              │           │  0   1       │
//     └──────────────┘                  └──────────────┘           └──────────────┘
//
// The back of a leaf is what one reads after turning it over its left or right edge, as the page of
// a book. A sheet turned about its vertical axis brings a leaf from x to W − x − w, upright; turned
// about its horizontal axis, from y to H − y − h, upside down.
#pragma once

#include "measure/measure.h"
#include "shop/shop.h"

#include <optional>
#include <vector>

namespace imprimatur::impose {

using measure::Length;
using measure::Placement;
using measure::Point;
using measure::Rect;
using measure::Size;
using measure::Turn;

enum class Side : std::uint8_t { front, back };

// The axis about which the sheet is turned between its sides.
enum class Axis : std::uint8_t { vertical, horizontal };

// One slot on one side. `leaf` places the page: its origin is the page's trimmed top-left corner.
// `clip` is the trim with its bleed; towards a neighbour the bleed ends at half the gutter.
struct Cell {
  Placement leaf;
  Rect trim, clip;
  bool operator==(const Cell&) const = default;
};

struct Layout {
  Size sheet;
  Axis axis = Axis::vertical;
  std::uint32_t columns = 0, rows = 0;
  Length bleed;                   // around the block
  std::vector<Cell> front, back;  // by slot
  Rect front_slug, back_slug;     // strips kept free for the slug line; long side along the line

  std::uint32_t up() const { return columns * rows; }
  const std::vector<Cell>& cells(Side side) const { return side == Side::front ? front : back; }
  const Rect& slug(Side side) const { return side == Side::front ? front_slug : back_slug; }
  Rect net(Side side) const;  // the union of the trims
  // The same paper, seen from the other side.
  Rect behind(const Rect& r) const;
};

// The placement that makes a leaf, turned by `turn`, cover exactly `box`.
Placement lay(const Rect& box, Turn turn);

// The grid with the most leaves, all upright or all turned by a quarter, whichever holds more
// (upright where they hold as many). It keeps clear of margins and gripper on *both* sides of the
// sheet (where the flip brings the gripper's edge to the other side, both edges are kept), leaves
// room outside for bleed, crop marks and the slug's strip, and is centred in what remains, so that
// the net area lies alike on both sides.
//
// A leaf that does not fit once is the finding "sheet-too-small", which says by how much; crop
// marks that would start inside the bleed are "marks-in-bleed".
struct LaidOut {
  std::optional<Layout> layout;
  finding::Findings findings;
};
LaidOut lay_out(const shop::Shop& shop, Size leaf, Length bleed);

}  // namespace imprimatur::impose
