#include "codes/matrix.h"

#include "codes/penalty.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

// Clauses are those of ISO/IEC 18004:2015. Data, error correction, placement and masking are all
// linear over GF(2): the symbol of a text is the symbol of no text XOR what each of its characters
// adds. What each pair of characters adds is kept in tables.
namespace imprimatur::codes {
namespace {

constexpr int size = Matrix::size;
constexpr std::size_t pairs = 8, pair_bits = 11;
constexpr std::size_t head_bits = 4 + 9;                        // mode and character count, 7.4.1
constexpr std::size_t data_codewords = 13, all_codewords = 26;  // version 1-Q, table 9
constexpr std::size_t low_bits = 5, high_bits = pair_bits - low_bits;

using Codewords = std::array<std::uint8_t, all_codewords>;

std::uint8_t times(std::uint8_t a, std::uint8_t b) {  // in GF(256) by x⁸ + x⁴ + x³ + x² + 1, 7.5.2
  unsigned product = 0, shifted = a;
  for (unsigned rest = b; rest != 0; rest >>= 1) {
    if (rest & 1) product ^= shifted;
    shifted <<= 1;
    if (shifted & 256) shifted ^= 0x11d;
  }
  return static_cast<std::uint8_t>(product);
}

// Of the product of (x − α^i) for i below 13, the coefficients after the leading 1, highest first.
std::array<std::uint8_t, data_codewords> generator() {
  std::array<std::uint8_t, data_codewords + 1> poly{1};
  std::uint8_t root = 1;
  for (std::size_t degree = 1; degree < poly.size(); ++degree) {
    for (std::size_t i = degree; i > 0; --i) poly[i] = poly[i] ^ times(poly[i - 1], root);
    root = times(root, 2);
  }
  std::array<std::uint8_t, data_codewords> rest;
  std::copy(poly.begin() + 1, poly.end(), rest.begin());
  return rest;
}

void add_error_correction(Codewords& words) {
  static const auto factors = generator();
  std::array<std::uint8_t, data_codewords> rest{};
  for (std::size_t i = 0; i < data_codewords; ++i) {
    const std::uint8_t lead = words[i] ^ rest[0];
    std::shift_left(rest.begin(), rest.end(), 1);
    rest.back() = 0;
    for (std::size_t j = 0; j < rest.size(); ++j) rest[j] = rest[j] ^ times(factors[j], lead);
  }
  std::ranges::copy(rest, words.begin() + data_codewords);
}

// Finder patterns with their separators and the format information, timing patterns, 6.3.
bool is_function(int x, int y) {
  const bool left = x <= 8, top = y <= 8, right = x >= size - 8, bottom = y >= size - 8;
  return (left && top) || (right && top) || (left && bottom) || x == 6 || y == 6;
}

// The 208 places of the codewords' bits: two columns at a time from the right, up, down,
// up…, 7.7.3.
std::vector<std::pair<int, int>> placement() {
  std::vector<std::pair<int, int>> places;
  bool upwards = true;
  for (int right = size - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right == 6) --right;  // the vertical timing pattern takes a whole column
    for (int step = 0; step < size; ++step) {
      const int y = upwards ? size - 1 - step : step;
      for (const int x : {right, right - 1}) {
        if (!is_function(x, y)) places.emplace_back(x, y);
      }
    }
  }
  assert(places.size() == 8 * all_codewords);
  return places;
}

// What one bit of the data adds, its error correction included. `bit` counts from the first.
Grid added_by(std::size_t bit) {
  static const auto places = placement();
  Codewords words{};
  words[bit / 8] = static_cast<std::uint8_t>(0x80 >> bit % 8);
  add_error_correction(words);
  Grid grid;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (words[i / 8] >> (7 - i % 8) & 1) grid.flip(places[i].first, places[i].second);
  }
  return grid;
}

void add_finder(Grid& grid, int left, int top) {
  for (int y = 0; y < 7; ++y) {
    for (int x = 0; x < 7; ++x) {
      const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
      if (ring != 2) grid.flip(left + x, top + y);
    }
  }
}

// The symbol of 16 characters that add nothing: function patterns, mode and count.
Grid empty_symbol() {
  Grid grid;
  add_finder(grid, 0, 0);
  add_finder(grid, size - 7, 0);
  add_finder(grid, 0, size - 7);
  for (int i = 8; i < size - 8; i += 2) {
    grid.flip(i, 6);
    grid.flip(6, i);
  }
  grid.flip(8, size - 8);                      // always dark, 7.9.1
  constexpr unsigned head = 0b0010 << 9 | 16;  // alphanumeric, 16 characters
  for (std::size_t bit = 0; bit < head_bits; ++bit) {
    if (head >> (head_bits - 1 - bit) & 1) grid ^= added_by(bit);
  }
  return grid;
}

bool is_masked(unsigned mask, int x, int y) {  // table 10
  switch (mask) {
    case 0: return (x + y) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (x + y) % 3 == 0;
    case 4: return (y / 2 + x / 3) % 2 == 0;
    case 5: return x * y % 2 + x * y % 3 == 0;
    case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
    default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
  }
}

void add_format(Grid& grid, unsigned mask) {  // 7.9.1 and annex C
  constexpr unsigned level_q = 0b11;
  const unsigned data = level_q << 3 | mask;
  unsigned rest = data << 10;
  for (int bit = 14; bit >= 10; --bit) {
    if (rest >> bit & 1) rest ^= 0b10100110111u << (bit - 10);
  }
  const unsigned format = (data << 10 | rest) ^ 0b101010000010010;
  for (int i = 0; i < 15; ++i) {
    if ((format >> i & 1) == 0) continue;
    if (i < 8) {
      grid.flip(8, i < 6 ? i : i + 1);
      grid.flip(size - 1 - i, 8);
    } else {
      grid.flip(i == 8 ? 7 : 14 - i, 8);
      grid.flip(8, size - 15 + i);
    }
  }
}

Grid mask_pattern(unsigned mask) {
  Grid grid;
  for (const auto& [x, y] : placement()) {
    if (is_masked(mask, x, y)) grid.flip(x, y);
  }
  add_format(grid, mask);
  return grid;
}

// Two tables for each pair, by its upper six and lower five bits: 768 patterns, 86 kB, where one table
// by all eleven would take 1.8 MB.
struct Tables {
  Grid empty;
  std::array<Grid, 8> masks;
  std::array<std::array<Grid, 1 << high_bits>, pairs> high;
  std::array<std::array<Grid, 1 << low_bits>, pairs> low;

  Tables() : empty(empty_symbol()) {
    for (unsigned mask = 0; mask < masks.size(); ++mask) masks[mask] = mask_pattern(mask);
    for (std::size_t pair = 0; pair < pairs; ++pair) {
      const std::size_t start = head_bits + pair * pair_bits;
      fill(high[pair], start, high_bits);
      fill(low[pair], start + high_bits, low_bits);
    }
  }

 private:
  template <std::size_t n>
  static void fill(std::array<Grid, n>& table, std::size_t first_bit, std::size_t bits) {
    for (std::size_t i = 0; i < bits; ++i) {
      const std::size_t bit = std::size_t{1} << i;
      const Grid added = added_by(first_bit + bits - 1 - i);
      for (std::size_t value = 0; value < n; ++value) {
        if (value & bit) table[value] ^= added;
      }
    }
  }
};

// The value of a symbol of our alphabet in alphanumeric mode, table 5: 0…9, then A = 10 to Z = 35.
unsigned alphanumeric(std::uint8_t symbol) {
  static constexpr auto values = [] {
    std::array<unsigned, alphabet.size()> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      const char c = alphabet[i];
      table[i] = static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    return table;
  }();
  return values[symbol];
}

Matrix matrix_of(const Grid& grid) {
  Matrix matrix;
  for (std::size_t y = 0; y < matrix.rows.size(); ++y) {
    matrix.rows[y] = static_cast<std::uint32_t>(grid.words[y / 3] >> y % 3 * 21 & 0x1fffff);
  }
  return matrix;
}

}  // namespace

Matrix symbol_of(const Code& code) {
  static const Tables tables;
  Grid plain = tables.empty;
  const Symbols& symbols = code.symbols();
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const unsigned value =
        45 * alphanumeric(symbols[2 * pair]) + alphanumeric(symbols[2 * pair + 1]);
    plain ^= tables.high[pair][value >> low_bits];
    plain ^= tables.low[pair][value & ((1u << low_bits) - 1)];
  }
  Grid best;
  int least = 0;
  for (const Grid& mask : tables.masks) {
    Grid masked = plain;
    masked ^= mask;
    const int penalty = penalty_of(masked);
    if (&mask == tables.masks.data() || penalty < least) {
      best = masked;
      least = penalty;
    }
  }
  return matrix_of(best);
}

}  // namespace imprimatur::codes
