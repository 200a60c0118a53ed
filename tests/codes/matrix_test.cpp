#include "codes/matrix.h"

#include "catch/catch.h"
#include "codes/examples.h"
#include "codes/zxing.h"

using namespace imprimatur;
using namespace imprimatur::codes;

namespace {

// The format information, bits 14…0, of the copy around the top-left finder, unmasked: the level in
// the upper two bits, then the mask.
unsigned format_of(const Matrix& matrix) {
  unsigned format = 0;
  for (const int x : {0, 1, 2, 3, 4, 5, 7, 8}) format = format << 1 | matrix.dark(x, 8);
  for (const int y : {7, 5, 4, 3, 2, 1, 0}) format = format << 1 | matrix.dark(8, y);
  return (format ^ 0b101010000010010) >> 10;
}

}  // namespace

TEST_CASE("a stranger reads back every symbol, at level Q") {
  const auto world = world::still_world({}, 18004);
  for (int i = 0; i < 3000; ++i) {
    const Code code = random_code(world);
    const Read read = read_by_zxing(symbol_of(code));
    REQUIRE(read.text == code.raw());
    REQUIRE(read.level == "Q");
  }
}

TEST_CASE("ours and a stranger's writer draw the same modules where they choose the same mask") {
  const auto world = world::still_world({}, 2015);
  int same_mask = 0;
  constexpr int tried = 500;
  for (int i = 0; i < tried; ++i) {
    const Code code = random_code(world);
    const Matrix ours = symbol_of(code), theirs = written_by_zxing(code.raw());
    if (format_of(ours) != format_of(theirs)) continue;
    ++same_mask;
    REQUIRE(ours == theirs);
  }
  CHECK(same_mask > tried / 10);  // how ZXing scores the masks is its own affair: 1.4 does as we do
}

TEST_CASE("symbols at the ends of the alphabet and specimens scan too") {
  for (const char* payload : {"00000000000000", "ZZZZZZZZZZZZZZ", "0Z0Z0Z0Z0Z0Z0Z"}) {
    const Code code = code_of_payload(payload);
    CHECK(read_by_zxing(symbol_of(code)).text == code.raw());
  }
  for (const std::uint32_t number : {0u, 1u, 999'999u}) {
    const Code code = Code::specimen(number);
    CHECK(read_by_zxing(symbol_of(code)).text == code.raw());
  }
}
