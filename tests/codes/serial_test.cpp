#include "codes/serial.h"

#include "catch/catch.h"

using namespace imprimatur::codes;

TEST_CASE("a serial is a number from 1 to 999 999 999") {
  CHECK_FALSE(Serial::from(0));
  CHECK(Serial::from(1));
  CHECK(Serial::from(999'999'999));
  CHECK_FALSE(Serial::from(1'000'000'000));
}

TEST_CASE("a serial is printed as nine digits in groups of three, and read back") {
  CHECK(to_text(*Serial::from(12'345)) == "000 012 345");
  CHECK(to_text(*Serial::from(999'999'999)) == "999 999 999");
  CHECK(parse_serial("000 012 345") == Serial::from(12'345));
  CHECK(parse_serial("12345") == Serial::from(12'345));
}

TEST_CASE("what is no serial is not read as one") {
  for (const char* text :
       {"", " ", "0", "-1", "1.5", "12a", "1000000000", "99999999999999999999999999", "１２"}) {
    CHECK_FALSE(parse_serial(text));
  }
}

TEST_CASE("a range knows its ends and what it holds") {
  const auto range = SerialRange::from(*Serial::from(101), 100);
  REQUIRE(range);
  CHECK(range->last() == Serial::from(200));
  CHECK(range->holds(*Serial::from(101)));
  CHECK(range->holds(*Serial::from(200)));
  CHECK_FALSE(range->holds(*Serial::from(100)));
  CHECK_FALSE(range->holds(*Serial::from(201)));
  CHECK(range->at(99) == Serial::from(200));
  CHECK_FALSE(range->at(100));
  CHECK_FALSE(range->at(~std::uint64_t{0}));
}

TEST_CASE("ranges that share a serial overlap, neighbours do not") {
  const auto range = [](std::uint64_t first, std::uint64_t count) {
    return *SerialRange::from(*Serial::from(first), count);
  };
  CHECK(range(1, 10).overlaps(range(10, 1)));
  CHECK(range(5, 1).overlaps(range(1, 10)));
  CHECK_FALSE(range(1, 10).overlaps(range(11, 5)));
  CHECK_FALSE(range(11, 5).overlaps(range(1, 10)));
}

TEST_CASE("a range is never empty and never passes the last serial") {
  CHECK_FALSE(SerialRange::from(*Serial::from(1), 0));
  CHECK(SerialRange::from(*Serial::from(1), 999'999'999));
  CHECK_FALSE(SerialRange::from(*Serial::from(2), 999'999'999));
  CHECK_FALSE(SerialRange::from(*Serial::from(2), ~std::uint64_t{0}));
}
