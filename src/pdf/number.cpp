#include "pdf/number.h"

#include <array>
#include <charconv>

namespace imprimatur::pdf {

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_decimal(std::string& out, std::int64_t value, int decimals) {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  while (scale > 1 && value % 10 == 0) {
    value /= 10;
    scale /= 10;
  }
  if (value < 0) {
    out += '-';
    value = -value;
  }
  if (value >= scale || scale == 1) append_integer(out, value / scale);
  if (scale == 1) return;
  out += '.';
  for (scale /= 10; scale > 0; scale /= 10) {
    out += static_cast<char>('0' + value / scale % 10);
  }
}

void append_length(std::string& out, measure::Length length) {
  // A point is 3175/9 micrometres.
  constexpr std::int64_t numerator = 9, denominator = 3175;
  std::int64_t scale = 1;
  for (int decimals = 0; decimals <= 3; ++decimals, scale *= 10) {
    const std::int64_t exact = length.micrometres() * numerator * scale;
    const std::int64_t value = rounded_division(exact, denominator);
    const std::int64_t off = value * denominator - exact;
    if (off <= numerator * scale && -off <= numerator * scale)
      return append_decimal(out, value, decimals);
  }
}

void append_tint(std::string& out, ink::Tint tint) {
  append_decimal(out, tint.per_mille(), 3);
}

}  // namespace imprimatur::pdf
