// Fine-line grounds. Sines are computed in whole numbers, so that the curves are the same to the
// micrometre on every machine, whatever its mathematics library.
#include "typeset/parts.h"

#include <array>

namespace imprimatur::typeset {
namespace {

using measure::Length;
using measure::Point;
using templates::Edge;
using templates::GuillocheItem;

constexpr std::int64_t turn = 360'000;       // angles in thousandths of a degree
constexpr std::int64_t one = 1'000'000'000;  // sines and positions in thousand-millionths
constexpr std::int64_t pi = 3'141'592'654;   // × one

// Taylor's series to x⁹ in the first quadrant; off by less than 4e-6.
std::int64_t sine(std::int64_t angle) {
  angle = ((angle % turn) + turn) % turn;
  const bool negative = angle >= turn / 2;
  if (negative) angle -= turn / 2;
  if (angle > turn / 4) angle = turn / 2 - angle;
  const std::int64_t x = angle * pi / (turn / 2);
  const std::int64_t square = x * x / one;
  std::int64_t term = x, sum = x;
  for (const std::int64_t divisor : {6, 20, 42, 72}) {
    term = -(term * square / one) / divisor;
    sum += term;
  }
  return negative ? -sum : sum;
}

std::int64_t cosine(std::int64_t angle) {
  return sine(angle + turn / 4);
}

struct Height {
  std::int64_t value = 0, slope = 0;  // µm × 1000, and the same per whole length of the curve
};

// `position` runs from 0 to `one` along the curve.
Height height_of(const Edge& edge, std::int64_t position, std::int64_t drift) {
  Height height{edge.level.micrometres() * 1000, 0};
  for (const auto& harmonic : edge.harmonics) {
    const std::int64_t angle =
        harmonic.periods * (position * turn / one) + harmonic.phase * 1000 + drift;
    const std::int64_t amplitude = harmonic.amplitude.micrometres() * 1000;
    height.value += amplitude * (sine(angle) / 1000) / (one / 1000);
    height.slope += amplitude * (cosine(angle) / 1000) / (one / 1000) * 2 * harmonic.periods *
                    (pi / 1000) / (one / 1000);
  }
  return height;
}

// Line `number` of the family: the two edges mixed.
Height mixed(const GuillocheItem& item, int number, std::int64_t position) {
  const std::int64_t drift = std::int64_t{item.drift} * 1000 * number;
  const Height from = height_of(item.from, position, drift);
  const Height to = height_of(item.to, position, drift);
  const std::int64_t last = std::max(item.lines - 1, 1);
  return {from.value + (to.value - from.value) * number / last,
          from.slope + (to.slope - from.slope) * number / last};
}

// A point of the curve and its derivative by position, both in µm × 1000 from the box's corner.
struct Sample {
  std::int64_t x, y, dx, dy;
};

Sample wave(const GuillocheItem& item, int number, std::int64_t position) {
  const std::int64_t width = item.box.size.width.micrometres() * 1000;
  const Height height = mixed(item, number, position);
  return {width / 1000 * (position / 1000) / (one / 1000'000), height.value, width, height.slope};
}

// Radius along the circle: (r cos a, r sin a), and its derivative by the product rule.
Sample rosette(const GuillocheItem& item, int number, std::int64_t position) {
  const Height radius = mixed(item, number, position);
  const std::int64_t angle = position * turn / one;
  const std::int64_t c = cosine(angle) / 1000, s = sine(angle) / 1000, unit = one / 1000;
  const std::int64_t around = radius.value / 1000 * 2 * (pi / 1000) / 1000;  // r · 2π
  return {item.box.size.width.micrometres() * 500 + radius.value * c / unit,
          item.box.size.height.micrometres() * 500 + radius.value * s / unit,
          radius.slope * c / unit - around * s / unit, radius.slope * s / unit + around * c / unit};
}

Length rounded_length(std::int64_t thousandths) {
  return Length::from_micrometres((thousandths + (thousandths < 0 ? -500 : 500)) / 1000);
}

Point point_in(const GuillocheItem& item, std::int64_t x, std::int64_t y) {
  return {item.box.left() + rounded_length(x), item.box.top() + rounded_length(y)};
}

// Cubic pieces between samples, with the curve's own tangents (Hermite to Bézier: a third of the
// derivative on either side).
void append_line(std::vector<page::Segment>& path, const GuillocheItem& item, int number) {
  const auto at = item.shape == templates::GuillocheShape::waves ? wave : rosette;
  const std::int64_t curves = item.curves_per_line();
  Sample a = at(item, number, 0);
  path.emplace_back(page::MoveTo{point_in(item, a.x, a.y)});
  for (std::int64_t i = 1; i <= curves; ++i) {
    const Sample b = at(item, number, one * i / curves);
    path.emplace_back(
        page::CurveTo{point_in(item, a.x + a.dx / curves / 3, a.y + a.dy / curves / 3),
                      point_in(item, b.x - b.dx / curves / 3, b.y - b.dy / curves / 3),
                      point_in(item, b.x, b.y)});
    a = b;
  }
  if (item.shape == templates::GuillocheShape::rosette) path.emplace_back(page::ClosePath{});
}

}  // namespace

void draw(Workbench&, const GuillocheItem& item, const finding::Place&, page::Page& page) {
  page::Path path;
  path.stroke = page::Stroke{item.colour, item.width, page::Cap::round, {}};
  for (int number = 0; number < item.lines; ++number) append_line(path.segments, item, number);
  page.marks.emplace_back(std::move(path));
}

// Quarter circles by Béziers whose handles are 0.5523 of the radius.
std::vector<page::Segment> rounded(const measure::Rect& box, Length radius) {
  using page::CurveTo;
  using page::LineTo;
  const Length l = box.left(), r = box.right(), t = box.top(), b = box.bottom();
  if (radius <= Length{}) {
    return {page::MoveTo{{l, t}}, LineTo{{r, t}}, LineTo{{r, b}}, LineTo{{l, b}},
            page::ClosePath{}};
  }
  const Length most = std::min(box.size.width, box.size.height) / 2;
  const Length c = std::min(radius, most), k = c - c * 5523 / 10000;
  return {page::MoveTo{{l + c, t}},
          LineTo{{r - c, t}},
          CurveTo{{r - k, t}, {r, t + k}, {r, t + c}},
          LineTo{{r, b - c}},
          CurveTo{{r, b - k}, {r - k, b}, {r - c, b}},
          LineTo{{l + c, b}},
          CurveTo{{l + k, b}, {l, b - k}, {l, b - c}},
          LineTo{{l, t + c}},
          CurveTo{{l, t + k}, {l + k, t}, {l + c, t}},
          page::ClosePath{}};
}

}  // namespace imprimatur::typeset
