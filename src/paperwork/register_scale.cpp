#include "paperwork/register_scale.h"

#include <algorithm>
#include <cstdlib>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using measure::Length;
using measure::Point;
using measure::Rect;
using measure::Size;

constexpr Length front_pitch = 2_mm, back_pitch = 1.9_mm;
constexpr int front_last = 12, back_last = 10;
// From the zero, where the halves of each scale meet: beyond the ends of the other.
constexpr Length below_zero = 22_mm, beside_zero = 31_mm;

// Symmetrical, since what is left on one side is right on the other.
Size kept_clear(const shop::Shop& shop) {
  shop::Margins kept = shop.margins;
  const Length depth = shop.gripper.depth;
  switch (shop.gripper.edge) {
    case shop::Edge::left: kept.left = std::max(kept.left, depth); break;
    case shop::Edge::top: kept.top = std::max(kept.top, depth); break;
    case shop::Edge::right: kept.right = std::max(kept.right, depth); break;
    case shop::Edge::bottom: kept.bottom = std::max(kept.bottom, depth); break;
  }
  return {std::max(kept.left, kept.right), std::max(kept.top, kept.bottom)};
}

// On the back: zero and every fifth tick are longer.
Length length_of(int number) {
  return number == 0 ? 5_mm : number % 5 == 0 ? 3.6_mm : 2.6_mm;
}

// Front ticks end where back ticks begin, as on a caliper.
RegisterTick tick_of(impose::Side side, Reads reads, int number, Point station) {
  const bool front = side == impose::Side::front;
  const Length along = number * (front ? front_pitch : back_pitch);
  const Length across = front ? -length_of(number) : length_of(number);
  const Point zero = zero_of(station);
  const auto at = [&](Length beyond) -> Point {
    if (reads == Reads::right) return {zero.x + along, zero.y + below_zero + beyond};
    return {zero.x + beside_zero + beyond, zero.y + along};
  };
  return {side, reads, number, at({}), at(across)};
}

}  // namespace

impose::Layout bare_sheet(const shop::Shop& shop) {
  impose::Layout layout;
  layout.sheet = shop.sheet;
  layout.axis = impose::axis_of(shop, shop.sheet);
  return layout;
}

Point zero_of(Point station) {
  return {station.x - 8_mm, station.y - 3_mm};
}

std::vector<Point> register_stations(const shop::Shop& shop) {
  const Size kept = kept_clear(shop);
  const Size sheet = shop.sheet;
  const Length station = 2 * half_station;
  const Length across = sheet.width - 2 * kept.width, down = sheet.height - 2 * kept.height;
  if (across < station || down < station) return {};
  const Point middle{sheet.width / 2, sheet.height / 2};
  if (across < 2 * station || down < 2 * station) return {middle};
  const Length x = kept.width + half_station, y = kept.height + half_station;
  std::vector<Point> all{
      {x, y}, {sheet.width - x, y}, {x, sheet.height - y}, {sheet.width - x, sheet.height - y}};
  if (across >= 3 * station || down >= 3 * station) all.push_back(middle);
  return all;
}

std::vector<RegisterTick> register_ticks(const shop::Shop& shop, Point station) {
  const impose::Layout sheet = bare_sheet(shop);
  const auto through = [&](Point p) { return sheet.behind(Rect{p, {}}).origin; };
  std::vector<RegisterTick> all;
  for (const Reads reads : {Reads::right, Reads::down}) {
    for (int number = -back_last; number <= back_last; ++number) {
      all.push_back(tick_of(impose::Side::back, reads, number, station));
    }
    for (int number = -front_last; number <= front_last; ++number) {
      RegisterTick tick = tick_of(impose::Side::front, reads, number, station);
      tick.from = through(tick.from);
      tick.to = through(tick.to);
      all.push_back(tick);
    }
  }
  return all;
}

}  // namespace imprimatur::paperwork
