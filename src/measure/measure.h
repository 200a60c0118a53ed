// Lengths, points, rectangles and placements.
//
// Every length of the project is a whole number of micrometres, so sums are exact and the same on
// every machine. The origin is the top-left corner of whatever is being measured (leaf, page, sheet),
// x grows to the right and y grows downwards; `pdf` alone turns the page over.
#pragma once

#include <compare>
#include <cstdint>

namespace imprimatur::measure {

class Length {
 public:
  constexpr Length() = default;
  static constexpr Length from_micrometres(std::int64_t um) { return Length{um}; }
  // Rounds to the nearest micrometre, halves away from zero. A point is 1/72 inch (PDF 1.6, 4.2.1).
  static constexpr Length from_points(double points) { return from_real(points * 25400.0 / 72.0); }
  static constexpr Length from_millimetres(double mm) { return from_real(mm * 1000.0); }

  constexpr std::int64_t micrometres() const { return um_; }
  constexpr double points() const { return static_cast<double>(um_) * 72.0 / 25400.0; }
  constexpr double millimetres() const { return static_cast<double>(um_) / 1000.0; }

  constexpr auto operator<=>(const Length&) const = default;
  constexpr Length operator-() const { return Length{-um_}; }
  constexpr Length& operator+=(Length other) { um_ += other.um_; return *this; }
  constexpr Length& operator-=(Length other) { um_ -= other.um_; return *this; }
  friend constexpr Length operator+(Length a, Length b) { return Length{a.um_ + b.um_}; }
  friend constexpr Length operator-(Length a, Length b) { return Length{a.um_ - b.um_}; }
  friend constexpr Length operator*(Length a, std::int64_t n) { return Length{a.um_ * n}; }
  friend constexpr Length operator*(std::int64_t n, Length a) { return a * n; }
  // Truncates towards zero, like the integers it is made of. `n` is not zero.
  friend constexpr Length operator/(Length a, std::int64_t n) { return Length{a.um_ / n}; }
  // How many whole `b` go into `a`. `b` is not zero.
  friend constexpr std::int64_t operator/(Length a, Length b) { return a.um_ / b.um_; }

 private:
  constexpr explicit Length(std::int64_t um) : um_{um} {}
  static constexpr Length from_real(double um) {
    return Length{static_cast<std::int64_t>(um < 0 ? um - 0.5 : um + 0.5)};
  }
  std::int64_t um_ = 0;
};

namespace literals {
constexpr Length operator""_mm(unsigned long long mm) {
  return Length::from_micrometres(static_cast<std::int64_t>(mm) * 1000);
}
constexpr Length operator""_mm(long double mm) {
  return Length::from_millimetres(static_cast<double>(mm));
}
constexpr Length operator""_um(unsigned long long um) {
  return Length::from_micrometres(static_cast<std::int64_t>(um));
}
constexpr Length operator""_pt(unsigned long long pt) {
  return Length::from_points(static_cast<double>(pt));
}
constexpr Length operator""_pt(long double pt) {
  return Length::from_points(static_cast<double>(pt));
}
}  // namespace literals

struct Point {
  Length x, y;
  constexpr auto operator<=>(const Point&) const = default;
};

struct Size {
  Length width, height;
  constexpr auto operator<=>(const Size&) const = default;
  constexpr Size turned() const { return {height, width}; }
};

// `origin` is the top-left corner. Width and height are never negative.
struct Rect {
  Point origin;
  Size size;

  constexpr auto operator<=>(const Rect&) const = default;
  constexpr Length left() const { return origin.x; }
  constexpr Length top() const { return origin.y; }
  constexpr Length right() const { return origin.x + size.width; }
  constexpr Length bottom() const { return origin.y + size.height; }
  // Moves every edge outwards by `by` (inwards when negative).
  constexpr Rect grown(Length by) const {
    return {{origin.x - by, origin.y - by}, {size.width + 2 * by, size.height + 2 * by}};
  }
  constexpr bool holds(const Rect& inner) const {
    return left() <= inner.left() && top() <= inner.top() && right() >= inner.right() &&
           bottom() >= inner.bottom();
  }
  // Sharing an edge is not overlapping.
  constexpr bool overlaps(const Rect& other) const {
    return left() < other.right() && other.left() < right() && top() < other.bottom() &&
           other.top() < bottom();
  }
};

// A turn by quarters, clockwise as seen by the reader.
enum class Turn : std::uint8_t { none, quarter, half, three_quarters };

// Where a leaf, a text or a symbol comes to lie: first turned about its own top-left origin, then
// moved so that this origin falls on `origin`. Example: a 10 × 4 mm label with Turn::quarter and
// origin (30, 5) covers x 26…30, y 5…15.
struct Placement {
  Point origin;
  Turn turn = Turn::none;

  constexpr auto operator<=>(const Placement&) const = default;
  constexpr Point operator()(Point p) const {
    switch (turn) {
      case Turn::none: return {origin.x + p.x, origin.y + p.y};
      case Turn::quarter: return {origin.x - p.y, origin.y + p.x};
      case Turn::half: return {origin.x - p.x, origin.y - p.y};
      case Turn::three_quarters: return {origin.x + p.y, origin.y - p.x};
    }
    return origin;
  }
  constexpr Rect operator()(const Rect& r) const {
    const Point a = (*this)(r.origin);
    const Point b = (*this)(Point{r.right(), r.bottom()});
    const Length left = a.x < b.x ? a.x : b.x;
    const Length top = a.y < b.y ? a.y : b.y;
    const Length width = a.x < b.x ? b.x - a.x : a.x - b.x;
    const Length height = a.y < b.y ? b.y - a.y : a.y - b.y;
    return {{left, top}, {width, height}};
  }
  // The placement that undoes this one.
  constexpr Placement inverted() const {
    const Placement back{{}, static_cast<Turn>((4 - static_cast<int>(turn)) % 4)};
    const Point moved = back(origin);
    return {{-moved.x, -moved.y}, back.turn};
  }
  // The placement that does `inner` first and this one after it.
  constexpr Placement after(const Placement& inner) const {
    const int quarters = (static_cast<int>(turn) + static_cast<int>(inner.turn)) % 4;
    return {(*this)(inner.origin), static_cast<Turn>(quarters)};
  }
};

}  // namespace imprimatur::measure
