// A drawing for the screen and for documents: areas, lines, shapes and words in painting order.
//
// Lengths are those of what is drawn, origin top-left, y downwards. What is written is kept as
// words, so that an SVG can be searched; both exporters paint the same picture (svg.h, png.h).
#pragma once

#include "measure/measure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::drawing {

using measure::Length;
using measure::Placement;
using measure::Point;
using measure::Rect;
using measure::Size;

// sRGB; nothing of a drawing is ever printed.
struct Shade {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Shade&) const = default;
};

struct Pen {
  Shade shade;
  Length width;
  std::vector<Length> dashes;  // on, off, on, …
  bool operator==(const Pen&) const = default;
};

struct Area {
  Rect box;
  std::optional<Shade> fill;
  std::optional<Pen> pen;
  bool operator==(const Area&) const = default;
};

struct Line {
  Point from, to;
  Pen pen;
  bool operator==(const Line&) const = default;
};

// A filled polygon.
struct Shape {
  std::vector<Point> corners;
  Shade fill;
  bool operator==(const Shape&) const = default;
};

enum class Anchor : std::uint8_t { start, middle, end };

// One line of words. `at.origin` is the point of the baseline that `anchor` speaks of; `size` is
// the em. `text` is UTF-8.
struct Words {
  Placement at;
  Length size;
  Shade shade;
  std::string text;
  Anchor anchor = Anchor::start;
  bool bold = false;
  bool operator==(const Words&) const = default;
};

using Mark = std::variant<Area, Line, Shape, Words>;

struct Picture {
  Size size;
  std::string title;  // what a reader who can't see it is told
  std::vector<Mark> marks;
  bool operator==(const Picture&) const = default;
};

}  // namespace imprimatur::drawing
