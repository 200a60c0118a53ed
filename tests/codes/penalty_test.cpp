#include "codes/penalty.h"

#include "catch/catch.h"
#include "world/world.h"

#include <algorithm>
#include <cstdlib>

using namespace imprimatur;
using namespace imprimatur::codes;

namespace {

using Modules = std::array<std::array<bool, 21>, 21>;  // [y][x]

bool light(const std::array<bool, 21>& line, int from) {
  for (int i = from; i < from + 4; ++i) {
    if (i >= 0 && i < 21 && line[static_cast<std::size_t>(i)]) return false;
  }
  return true;
}

int line_penalty(const std::array<bool, 21>& line) {
  int penalty = 0, run = 1;
  for (std::size_t i = 1; i <= 21; ++i, ++run) {
    if (i < 21 && line[i] == line[i - 1]) continue;
    if (run >= 5) penalty += run - 2;
    run = 0;
  }
  constexpr std::array<bool, 7> like{true, false, true, true, true, false, true};
  for (int i = 0; i + 7 <= 21; ++i) {
    if (std::equal(like.begin(), like.end(), line.begin() + i) &&
        (light(line, i - 4) || light(line, i + 7))) {
      penalty += 40;
    }
  }
  return penalty;
}

// ISO/IEC 18004, 7.8.3 word by word, one module at a time.
int plain_penalty(const Modules& modules) {
  int penalty = 0, dark = 0;
  for (std::size_t a = 0; a < 21; ++a) {
    std::array<bool, 21> column{};
    for (std::size_t b = 0; b < 21; ++b) {
      column[b] = modules[b][a];
      dark += modules[a][b];
      if (a == 20 || b == 20) continue;
      const int four =
          modules[a][b] + modules[a][b + 1] + modules[a + 1][b] + modules[a + 1][b + 1];
      if (four % 4 == 0) penalty += 3;
    }
    penalty += line_penalty(modules[a]) + line_penalty(column);
  }
  return penalty + 10 * (std::abs(2 * dark - 441) * 10 / 441);
}

Grid grid_of(const Modules& modules) {
  Grid grid;
  for (int y = 0; y < 21; ++y) {
    for (int x = 0; x < 21; ++x) {
      if (modules[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]) grid.flip(x, y);
    }
  }
  return grid;
}

}  // namespace

TEST_CASE("a symbol of one colour has the greatest penalty in every rule") {
  const int expected = 42 * 19 + 400 * 3 + 100;
  CHECK(penalty_of(Grid{}) == expected);
  Modules dark;
  for (auto& row : dark) row.fill(true);
  CHECK(penalty_of(grid_of(dark)) == expected);
}

TEST_CASE("the quick penalty is the plain one, on symbols sparse, even and crowded") {
  const auto world = world::still_world({}, 7833);
  for (int i = 0; i < 1500; ++i) {
    const std::string bytes = world.random_bytes(441);
    const int threshold = 20 + i % 216;
    Modules modules{};
    for (std::size_t m = 0; m < 441; ++m) {
      modules[m / 21][m % 21] = static_cast<unsigned char>(bytes[m]) < threshold;
    }
    REQUIRE(penalty_of(grid_of(modules)) == plain_penalty(modules));
  }
}

TEST_CASE("something like a finder counts at every place of a line, by rows and by columns") {
  constexpr std::array<bool, 7> like{true, false, true, true, true, false, true};
  for (std::size_t line = 0; line < 21; ++line) {
    for (std::size_t start = 0; start + 7 <= 21; ++start) {
      Modules rows{}, columns{};
      for (std::size_t i = 0; i < 7; ++i) {
        rows[line][start + i] = columns[start + i][line] = like[i];
      }
      REQUIRE(penalty_of(grid_of(rows)) == plain_penalty(rows));
      REQUIRE(penalty_of(grid_of(columns)) == plain_penalty(columns));
    }
  }
}
