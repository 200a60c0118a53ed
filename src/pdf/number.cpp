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
  // From the last digit on, in a buffer that holds any: this runs for every coordinate.
  std::array<char, 32> text;
  char* const end = text.data() + text.size();
  char* begin = end;
  const bool negative = value < 0;
  std::uint64_t left = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                                : static_cast<std::uint64_t>(value);
  const auto put_digit = [&] {
    *--begin = static_cast<char>('0' + left % 10);
    left /= 10;
  };
  for (; decimals > 0 && left % 10 == 0; --decimals) left /= 10;
  for (int i = 0; i < decimals; ++i) put_digit();
  if (decimals > 0) *--begin = '.';
  if (decimals == 0 && left == 0) put_digit();
  while (left > 0) put_digit();
  if (negative) *--begin = '-';
  out.append(begin, end);
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
