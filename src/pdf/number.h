// Numbers as a PDF spells them (PDF 1.6, 3.2.2): no exponent, no locale, no digit more than is
// needed.
#pragma once

#include "ink/ink.h"
#include "measure/measure.h"

#include <cstdint>
#include <string>

namespace imprimatur::pdf {

void append_integer(std::string& out, std::int64_t value);

// value / 10^decimals without trailing zeros: (1500, 3) is "1.5", (-50, 2) is "-.5".
void append_decimal(std::string& out, std::int64_t value, int decimals);

// In points, with the fewest decimals (at most three) that are within one micrometre: 10 mm, which
// is 28.34645… points, is "28.346"; 25.4 mm is "72".
void append_length(std::string& out, measure::Length length);

// 1000 per mille is "1".
void append_tint(std::string& out, ink::Tint tint);

// Division rounded to the nearest, halves away from zero. `by` is positive.
constexpr std::int64_t rounded_division(std::int64_t value, std::int64_t by) {
  return (value < 0 ? value - by / 2 : value + by / 2) / by;
}

}  // namespace imprimatur::pdf
