#include "codes/data_matrix.h"

#include "catch/catch.h"
#include "codes/zxing.h"
#include "finding/failure.h"

#include <string>

using namespace imprimatur;
using namespace imprimatur::codes;

TEST_CASE("a sheet code is a square that ZXing reads back, whatever its length") {
  const std::string text = GENERATE(as<std::string>(), "1", "2026-0147;v2;inner;012;F",
                                    "A-rather.long_name-of-40-characters_0001;v123;"
                                    "a-stock-of-20-chars;123456;B");
  const DataMatrix matrix = data_matrix_of(text);
  CHECK(matrix.size() >= 10);
  CHECK(read_by_zxing(matrix) == text);
}

TEST_CASE("a sheet code has the solid left and bottom edge, and the dotted others, of its kind") {
  const DataMatrix matrix = data_matrix_of("2026-0147;v2;inner;012;F");
  const std::uint32_t last = matrix.size() - 1;
  REQUIRE(last <= 21);  // one region: no inner borders
  for (std::uint32_t i = 0; i <= last; ++i) {
    CHECK(matrix.dark(0, i));
    CHECK(matrix.dark(i, last));
    CHECK(matrix.dark(i, 0) == (i % 2 == 0));
    CHECK(matrix.dark(last, i) == (i % 2 == 1));
  }
}

TEST_CASE("texts of one kind and length make sheet codes of one size") {
  const auto size = data_matrix_of("2026-0147;v2;inner;001;F").size();
  for (const char* text : {"2026-0147;v2;inner;099;B", "2026-0147;v2;inner;987;F"}) {
    CHECK(data_matrix_of(text).size() == size);
  }
}

TEST_CASE("a text that no sheet code holds is a failure") {
  CHECK_THROWS_AS(data_matrix_of(""), finding::Failure);
  CHECK_THROWS_AS(data_matrix_of("papier-cr\xC3\xA9pon"), finding::Failure);
  CHECK_THROWS_AS(data_matrix_of("two\nlines"), finding::Failure);
  CHECK_THROWS_AS(data_matrix_of(std::string(600, 'x')), finding::Failure);
}

TEST_CASE("a sheet code is what it is whatever was drawn before it") {
  const std::string text = "2026-0147;v2;inner;012;F";
  const DataMatrix alone = data_matrix_of(text);
  static_cast<void>(data_matrix_of(std::string(200, 'x')));
  CHECK(data_matrix_of(text) == alone);
  CHECK_THROWS_AS(data_matrix_of(std::string(600, 'x')), finding::Failure);
  CHECK(data_matrix_of(text) == alone);
}
