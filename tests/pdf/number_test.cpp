#include "pdf/number.h"

#include "catch/catch.h"
#include "pdf/matrix.h"
#include "pdf/syntax.h"

#include <charconv>
#include <cmath>

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

std::string length(measure::Length l) {
  std::string out;
  pdf::append_length(out, l);
  return out;
}
std::string decimal(std::int64_t value, int decimals) {
  std::string out;
  pdf::append_decimal(out, value, decimals);
  return out;
}
std::string matrix(measure::Turn turn, pdf::Scale x, pdf::Scale y) {
  std::string out;
  pdf::append_matrix(out, turn, x, y);
  return out;
}

}  // namespace

TEST_CASE("numbers have no digit more than they need") {
  CHECK(decimal(0, 3) == "0");
  CHECK(decimal(1000, 3) == "1");
  CHECK(decimal(1500, 3) == "1.5");
  CHECK(decimal(50, 3) == ".05");
  CHECK(decimal(-50, 2) == "-.5");
  CHECK(decimal(-120'300, 3) == "-120.3");
}

TEST_CASE("lengths are points, as short as a micrometre allows") {
  CHECK(length({}) == "0");
  CHECK(length(measure::Length::from_micrometres(25'400)) == "72");
  CHECK(length(10_mm) == "28.346");
  CHECK(length(-3_mm) == "-8.504");
  CHECK(length(78_mm) == "221.1");
  CHECK(length(1_um) == "0");
  CHECK(length(2_um) == ".006");
  CHECK(length(4_um) == ".01");
}

TEST_CASE("no length is written more than a micrometre off") {
  for (std::int64_t um = -2000; um < 450'000; um += 37) {
    const std::string text = length(measure::Length::from_micrometres(um));
    double points = 0;
    std::from_chars(text.data(), text.data() + text.size(), points);
    REQUIRE(std::abs(points * 25'400 / 72 - static_cast<double>(um)) <= 1.0001);
  }
}

TEST_CASE("turns are clockwise as the reader sees them, with y upwards") {
  const pdf::Scale one = pdf::Scale::one(), half{500'000};
  CHECK(matrix(measure::Turn::none, one, one) == "1 0 0 1 ");
  CHECK(matrix(measure::Turn::quarter, one, one) == "0 -1 1 0 ");
  CHECK(matrix(measure::Turn::half, half, one) == "-.5 0 0 -1 ");
  CHECK(matrix(measure::Turn::three_quarters, half, one) == "0 .5 -1 0 ");
}

TEST_CASE("text for people is ASCII in brackets or else UTF-16") {
  CHECK(pdf::text_string("Carnet (10)") == "(Carnet \\(10\\))");
  CHECK(pdf::text_string("10\u00A0€") == "<FEFF0031003000A020AC>");
  CHECK(pdf::text_string("\U0001D11E") == "<FEFFD834DD1E>");
  CHECK(pdf::text_string("a\nb") == "<FEFF0061000A0062>");
}

TEST_CASE("bytes that are no UTF-8 become the replacement character") {
  CHECK(pdf::utf16_hex("\xC3") == "FFFD");
  CHECK(pdf::utf16_hex("\xED\xA0\x80") == "FFFDFFFDFFFD");
  CHECK(pdf::utf16_hex("\xC0\x80") == "FFFDFFFD");
}

TEST_CASE("names escape what names may not hold") {
  CHECK(pdf::name("PANTONE 287 C") == "/PANTONE#20287#20C");
  CHECK(pdf::name("Doré #1") == "/Dor#C3#A9#20#231");
}

TEST_CASE("dates say the same instant to Info and to XMP") {
  const world::Instant instant{std::chrono::seconds{1'795'435'201}};
  CHECK(pdf::date_string(instant) == "(D:20261123120001Z)");
  CHECK(pdf::xmp_date(instant) == "2026-11-23T12:00:01Z");
}

TEST_CASE("a rectangle is turned over on its page, with every decimal") {
  CHECK(pdf::rectangle({{3_mm, 3_mm}, {150_mm, 72_mm}}, 78_mm) == "[8.504 8.504 433.701 212.598]");
  CHECK(pdf::rectangle({{-3_mm, -3_mm}, {156_mm, 78_mm}}, {}) == "[-8.504 -212.598 433.701 8.504]");
}
