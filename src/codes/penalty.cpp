#include "codes/penalty.h"

#include <cstdlib>

namespace imprimatur::codes {
namespace {

using Word = std::uint64_t;

// The first `width` places of each of the three lines of a word.
constexpr Word first(unsigned width) {
  const Word line = (Word{1} << width) - 1;
  return line | line << 21 | line << 42;
}

// Places whose right neighbour has the same colour. The last place of a line has none, so that what
// is shifted in from the next line is always zero.
constexpr Word same_as_next(Word word) {
  return ~(word ^ word >> 1) & first(20);
}

// What std::popcount counts. That one is a call into libgcc where the processor isn't promised to
// count bits itself: some 3 % of a press run.
constexpr int ones(Word word) {
  word -= word >> 1 & 0x5555555555555555u;
  word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
  word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  return static_cast<int>((word * 0x0101010101010101u) >> 56);
}

// N1: runs of five or more of a colour: 3, and 1 for each module beyond five. A run of n modules
// has n − 4 places where five of them begin.
int long_runs(Word word) {
  const Word same = same_as_next(word);
  const Word fives = same & same >> 1 & same >> 2 & same >> 3;
  return ones(fives) + 2 * ones(fives & ~(fives << 1));
}

// Places whose neighbour `steps` further on, or further back, is light. Beyond the ends of a line
// lies the quiet zone, which is light.
constexpr Word light_ahead(Word light, unsigned steps) {
  return light >> steps | ~first(21 - steps);
}
constexpr Word light_behind(Word light, unsigned steps) {
  return light << steps | first(steps);
}

// N3: 40 for each dark-light-dark-dark-dark-light-dark with four light modules before or after it.
int finder_likes(Word word) {
  const Word likes = word & ~(word >> 1) & word >> 2 & word >> 3 & word >> 4 & ~(word >> 5) &
                     word >> 6 & first(15);
  if (likes == 0) return 0;
  const Word light = ~word & first(21);
  const Word after = light_ahead(light, 7) & light_ahead(light, 8) & light_ahead(light, 9) &
                     light_ahead(light, 10);
  const Word before = light_behind(light, 1) & light_behind(light, 2) & light_behind(light, 3) &
                      light_behind(light, 4);
  return 40 * ones(likes & (before | after));
}

// N2: 3 for each 2 × 2 of a colour, between a row and the one below.
int squares(Word rows, Word below) {
  return 3 * ones(same_as_next(rows) & same_as_next(below) & ~(rows ^ below));
}

// N4: 10 for each whole 5 % by which the dark modules are more or fewer than half.
int imbalance(int dark) {
  constexpr int all = 21 * 21;
  return 10 * (std::abs(2 * dark - all) * 10 / all);
}

}  // namespace

int penalty_of(const Grid& grid) {
  int penalty = 0, dark = 0;
  for (const Word lines : grid.words) penalty += long_runs(lines) + finder_likes(lines);
  for (std::size_t i = 0; i < 7; ++i) {
    const Word rows = grid.words[i];
    dark += ones(rows);
    const Word two_below = rows >> 21;
    if (i == 6) {
      constexpr Word first_two_rows = (Word{1} << 42) - 1;
      penalty += 3 * ones(same_as_next(rows) & same_as_next(two_below) & ~(rows ^ two_below) &
                          first_two_rows);
    } else {
      penalty += squares(rows, two_below | (grid.words[i + 1] << 42 & first(21)));
    }
  }
  return penalty + imbalance(dark);
}

}  // namespace imprimatur::codes
