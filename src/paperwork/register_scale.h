// The scales of the register test sheet, as geometry. For the sources of this room.
//
// A vernier in two halves: on the front, ticks every 2 mm; on the back, numbered ticks every
// 1.9 mm, in register with them at zero. Held against the light, the sheet shows both. A back that
// lies s beside its place has its tick k on a front tick where s = k · 0.1 mm, as long as s is at
// most 1 mm; beyond that, every front tick between the two zeros stands for 2 mm more.
//
//     front     |     |     |     |     |     |     (from the back, through the paper)
//     back       |    |    |    |    |    |    |
//                    -1    0    1    2              here −1 stands on a front tick: s = −0.1 mm
//
// The same horizontally (shop::Shift::right) and vertically (down), both as one looks at the back.
#pragma once

#include "impose/layout.h"

#include <string>
#include <vector>

namespace imprimatur::paperwork {

enum class Reads : std::uint8_t { right, down };

// A tick on its own side of the sheet, drawn where it belongs with no shift at all; `number` counts
// to the right or downwards, as one looks at the back.
struct RegisterTick {
  impose::Side side = impose::Side::front;
  Reads reads = Reads::right;
  int number = 0;
  measure::Point from, to;
  bool operator==(const RegisterTick&) const = default;
};

// Half of the square that a station takes. Its two scales lie at the lower and the right edge, so
// that neither crosses the other; the cross that belongs to both zeros is at its upper left.
inline constexpr measure::Length half_station = measure::Length::from_millimetres(33);

// Where the stations are: four corners and the middle, as near the edges as gripper and margins
// let both sides be printed; on a small sheet the middle alone. None where not even that has room.
// They are the same places on both sides.
std::vector<measure::Point> register_stations(const shop::Shop& shop);

// Where both zeros of a station are crossed, on the back.
measure::Point zero_of(measure::Point station);

// All ticks of a station whose middle is here on the *back*.
std::vector<RegisterTick> register_ticks(const shop::Shop& shop, measure::Point station);

// The shop's sheet with nothing on it and no shift corrected: what is seen from one side through
// the other.
impose::Layout bare_sheet(const shop::Shop& shop);

}  // namespace imprimatur::paperwork
