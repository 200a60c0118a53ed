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

// A page of so many millimetres with full plates, so many of them, on `inked`.
PageInk page_of(int wide, int high, const Rect& inked, std::uint32_t plates = 1) {
  const auto at = [](int pixel) { return pixel * 200_um; };
  std::vector<std::uint32_t> pixels;
  for (int y = 0; y < high * pixels_per_millimetre; ++y)
    for (int x = 0; x < wide * pixels_per_millimetre; ++x)
      pixels.push_back(inked.holds({{at(x), at(y)}, {200_um, 200_um}}) ? plates * full_pixel : 0);
  return {static_cast<std::size_t>(wide * pixels_per_millimetre), std::move(pixels), {}};
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

TEST_CASE("ink is asked for on any rectangle of a page, and there is none beside it") {
  const PageInk page = page_of(40, 30, {{10_mm, 5_mm}, {20_mm, 10_mm}}, 4);
  CHECK(page.in({{10_mm, 5_mm}, {1_mm, 1_mm}}) == 4 * full_cell);
  CHECK(page.in({{9_mm, 4_mm}, {2_mm, 2_mm}}) == 4 * full_cell);
  CHECK(page.in({{-5_mm, -5_mm}, {100_mm, 100_mm}}) == 200 * 4 * full_cell);
  CHECK(page.in({{40_mm, 5_mm}, {9_mm, 9_mm}}) == 0);
  CHECK(page.in({{-9_mm, 5_mm}, {9_mm, 9_mm}}) == 0);
}

TEST_CASE("pages far larger than their sums can count are right in every square") {
  const PageInk page = page_of(300, 300, {{}, {300_mm, 300_mm}}, 14);
  CHECK(page.in({{280_mm, 280_mm}, {15_mm, 15_mm}}) == 225 * 14 * full_cell);
}

TEST_CASE("pages lie on a sheet as they are placed, turned and clipped") {
  // The heavy corner of a leaf is at its left, 15 by 15 mm.
  const PageInk page = page_of(60, 20, {{}, {15_mm, 15_mm}}, 3);
  const Rect sheet{{}, {100_mm, 100_mm}}, clip{{20_mm, 30_mm}, {60_mm, 20_mm}};
  const auto heaviest = [&](const measure::Placement& at, const Rect& shown) {
    return InkMap(Grid{sheet}, {{&page, at, shown}}).heaviest(sheet);
  };
  CHECK(heaviest({{20_mm, 30_mm}}, clip) == Square{{{20_mm, 30_mm}, {15_mm, 15_mm}}, 300});
  CHECK(heaviest({{80_mm, 50_mm}, measure::Turn::half}, clip) ==
        Square{{{65_mm, 35_mm}, {15_mm, 15_mm}}, 300});
  CHECK(heaviest({{40_mm, 30_mm}, measure::Turn::quarter}, {{20_mm, 30_mm}, {20_mm, 60_mm}}) ==
        Square{{{25_mm, 30_mm}, {15_mm, 15_mm}}, 300});
  // Half of the corner is cut off, and so is half of a millimetre that a cell would count.
  CHECK(heaviest({{20_mm, 30_mm}}, {{27'600_um, 30_mm}, {52'400_um, 20_mm}})->percent == 148);
}

TEST_CASE("a square over two leaves has the ink of both") {
  const PageInk left = page_of(40, 20, {{33_mm, 0_mm}, {7_mm, 20_mm}}, 4),
                right = page_of(40, 20, {{}, {8_mm, 20_mm}}, 4);
  const Rect a{{}, {40_mm, 20_mm}}, b{{40_mm, 0_mm}, {40_mm, 20_mm}};
  const InkMap both(Grid{{{}, {80_mm, 20_mm}}}, {{&left, {}, a}, {&right, {b.origin}, b}});
  CHECK(both.heaviest(b) == Square{{{33_mm, 0_mm}, {15_mm, 15_mm}}, 400});
  CHECK(both.heaviest(a) == Square{{{32_mm, 0_mm}, {15_mm, 15_mm}}, 373});
}
