#include "coverage/ink_map.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::coverage;
using namespace imprimatur::measure::literals;

namespace {

// An area of so many millimetres from (10, 20) on, with this much ink on each cell of `inked`, of
// which 100 are full.
InkMap map_of(int wide, int high, const Rect& inked, std::uint32_t ink) {
  const Grid grid{{{10_mm, 20_mm}, {wide * 1_mm, high * 1_mm}}};
  std::vector<std::uint32_t> cells;
  for (int y = 0; y < high; ++y)
    for (int x = 0; x < wide; ++x)
      cells.push_back(inked.holds({{10_mm + x * 1_mm, 20_mm + y * 1_mm}, {1_mm, 1_mm}}) ? ink : 0);
  return {grid, cells, 100};
}

constexpr Rect everywhere{{}, {1000_mm, 1000_mm}};

}  // namespace

TEST_CASE("the heaviest square is found wherever it begins, to the millimetre") {
  const Rect patch{{23_mm, 31_mm}, {15_mm, 15_mm}};
  CHECK(map_of(50, 40, patch, 320).heaviest(everywhere) == Square{patch, 320});
}

TEST_CASE("a square's ink is the mean of all its cells, to the nearest per cent") {
  const InkMap map = map_of(50, 40, {{23_mm, 31_mm}, {5_mm, 15_mm}}, 320);
  CHECK(map.heaviest(everywhere)->percent == 107);
}

TEST_CASE("of squares with as much ink the first from the top-left is named") {
  CHECK(map_of(50, 40, everywhere, 200).heaviest(everywhere) ==
        Square{{{10_mm, 20_mm}, {15_mm, 15_mm}}, 200});
}

TEST_CASE("a square belongs to the zone that its middle lies in") {
  const Rect patch{{23_mm, 31_mm}, {15_mm, 15_mm}};
  const InkMap map = map_of(50, 40, patch, 300);
  CHECK(map.heaviest({{30_mm, 38_mm}, {1_mm, 1_mm}}) == Square{patch, 300});
  CHECK(map.heaviest({{31_mm, 38_mm}, {1_mm, 1_mm}})->percent == 280);
  CHECK_FALSE(map.heaviest({{0_mm, 0_mm}, {10_mm, 20_mm}}));
}

TEST_CASE("in a strip narrower than a square, squares are as narrow") {
  const Rect strip{{10_mm, 20_mm}, {4_mm, 40_mm}};
  CHECK(map_of(4, 40, strip, 250).heaviest(everywhere) ==
        Square{{{10_mm, 20_mm}, {4_mm, 15_mm}}, 250});
}

TEST_CASE("an area of no cell has no square") {
  CHECK_FALSE(map_of(0, 40, everywhere, 250).heaviest(everywhere));
}
