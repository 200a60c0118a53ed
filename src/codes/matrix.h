// The symbol of a code: a QR symbol of version 1, error correction level Q (ISO/IEC 18004:2015),
// whose only text is the 16 characters of the code in alphanumeric mode. See docs/decisions/0002.
#pragma once

#include "codes/code.h"

#include <array>
#include <cstdint>

namespace imprimatur::codes {

// 21 × 21 modules; the quiet zone of 4 modules around it is the page's to keep free.
struct Matrix {
  static constexpr int size = 21;
  // Top row first; bit x of a row is the module in column x, counted from the left. 1 is dark.
  std::array<std::uint32_t, size> rows{};

  bool dark(int x, int y) const { return (rows[static_cast<std::size_t>(y)] >> x & 1) != 0; }
  bool operator==(const Matrix&) const = default;
};

// Same code, same matrix. The mask is the one with the least penalty, the first of equals (7.8.3).
// Safe to call from several threads; the first call builds the tables (about a tenth of a
// millisecond).
Matrix symbol_of(const Code& code);

}  // namespace imprimatur::codes
