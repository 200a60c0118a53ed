#include "catch/catch.h"
#include "measure/measure.h"

using namespace imprimatur::measure;
using namespace imprimatur::measure::literals;

TEST_CASE("a placement undone gives back every point, whatever its turn") {
  const Turn turn = GENERATE(Turn::none, Turn::quarter, Turn::half, Turn::three_quarters);
  const Placement placement{{30_mm, 5_mm}, turn};
  const Point point{7_mm, 11_mm};
  CHECK(placement.inverted()(placement(point)) == point);
  CHECK(placement(placement.inverted()(point)) == point);
}

TEST_CASE("the label of the header's example covers what the header says") {
  const Placement placement{{30_mm, 5_mm}, Turn::quarter};
  CHECK(placement(Rect{{}, {10_mm, 4_mm}}) == Rect{{26_mm, 5_mm}, {4_mm, 10_mm}});
}
