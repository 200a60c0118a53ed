// How well a QR symbol of version 1 will scan: ISO/IEC 18004:2015, 7.8.3. Inside this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace imprimatur::codes {

// 21 × 21 modules, kept both by rows and by columns, so that what is asked of rows can be asked of
// columns in the same way. A word holds three lines of 21 bits: words 0…6 are the rows from the
// top, words 7…13 the columns from the left.
struct Grid {
  std::array<std::uint64_t, 14> words{};

  void flip(int x, int y) {
    words[static_cast<std::size_t>(y / 3)] ^= std::uint64_t{1} << (y % 3 * 21 + x);
    words[static_cast<std::size_t>(7 + x / 3)] ^= std::uint64_t{1} << (x % 3 * 21 + y);
  }
  Grid& operator^=(const Grid& other) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] ^= other.words[i];
    return *this;
  }
};

// N1 to N4 added up. For N3 the quiet zone counts as the light area that it is.
int penalty_of(const Grid& grid);

}  // namespace imprimatur::codes
