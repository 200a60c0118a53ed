// Turned and scaled coordinate systems. For this room's own sources.
#pragma once

#include "measure/measure.h"

#include <cstdint>
#include <string>

namespace imprimatur::pdf {

// A factor in millionths.
struct Scale {
  std::int64_t millionths = 0;
  static constexpr Scale one() { return {1'000'000}; }
};
// `is` as a multiple of `was`, which is positive.
Scale scale_of(measure::Length is, measure::Length was);

// "0 -1 1 0 ": the first four numbers of a matrix that scales along x and (upwards) y, then turns.
void append_matrix(std::string& out, measure::Turn turn, Scale x, Scale y);

}  // namespace imprimatur::pdf
