#include "verify/letters.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::verify;
using namespace imprimatur::measure::literals;

namespace {

// Three characters at these places, found in the order 2, 0, 1.
Letters scattered(measure::Point a, measure::Point b, measure::Point c) {
  return Letters({{'C', c}, {'A', a}, {'B', b}});
}

}  // namespace

TEST_CASE("a line is read in its own direction, whatever order its characters were found in") {
  const Rect box{{0_mm, 0_mm}, {10_mm, 10_mm}};
  const measure::Point left{1_mm, 5_mm}, centre{5_mm, 5_mm}, right{9_mm, 5_mm};
  const measure::Point top{5_mm, 1_mm}, bottom{5_mm, 9_mm};
  CHECK(scattered(left, centre, right).read(box, Turn::none) == "ABC");
  CHECK(scattered(right, centre, left).read(box, Turn::half) == "ABC");
  CHECK(scattered(top, centre, bottom).read(box, Turn::quarter) == "ABC");
  CHECK(scattered(bottom, centre, top).read(box, Turn::three_quarters) == "ABC");
}

TEST_CASE("what lies outside a box is not read, and what was struck is no stray") {
  Letters letters = scattered({1_mm, 5_mm}, {5_mm, 5_mm}, {90_mm, 5_mm});
  const Rect box{{0_mm, 0_mm}, {10_mm, 10_mm}};
  CHECK(letters.read(box, Turn::none) == "AB");
  CHECK(letters.strays() == "CAB");
  letters.strike(box);
  CHECK(letters.strays() == "C");
  CHECK(letters.within(box) == "AB");
}

TEST_CASE("what looks like a code is counted, wherever it stands") {
  CHECK(code_like("") == 0);
  CHECK(code_like("7K3P-Q9WX-2MHT-4BSE") == 1);
  CHECK(code_like("N°7K3P-Q9WX-2MHT-4BSE7K3P-Q9WX-2MHT-4BSE") == 2);
  CHECK(code_like("7K3P-Q9WX-2MHT-4BS") == 0);
  CHECK(code_like("7K3PQ9WX2MHT4BSE") == 0);
  CHECK(code_like("UUUU-UUUU-UUUU-UUUU") == 0);
}
