#include "pdf/matrix.h"

#include "pdf/number.h"

#include <array>

namespace imprimatur::pdf {

Scale scale_of(measure::Length is, measure::Length was) {
  return {rounded_division(is.micrometres() * 1'000'000, was.micrometres())};
}

void append_matrix(std::string& out, measure::Turn turn, Scale x, Scale y) {
  // Where a quarter turn as the reader sees it takes the two axes, with y upwards.
  const auto [along, down] = [turn]() -> std::array<int, 2> {
    switch (turn) {
      case measure::Turn::none: return {1, 0};
      case measure::Turn::quarter: return {0, -1};
      case measure::Turn::half: return {-1, 0};
      case measure::Turn::three_quarters: return {0, 1};
    }
    return {1, 0};
  }();
  for (const std::int64_t factor :
       {along * x.millionths, down * x.millionths, -down * y.millionths, along * y.millionths}) {
    append_decimal(out, factor, 6);
    out += ' ';
  }
}

}  // namespace imprimatur::pdf
