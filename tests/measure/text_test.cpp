#include "measure/text.h"
#include "catch/catch.h"

using namespace imprimatur::measure;

TEST_CASE("lengths are read to the micrometre in every unit") {
  CHECK(length_from_text("178 mm") == Length::from_micrometres(178000));
  CHECK(length_from_text("1.5mm") == Length::from_micrometres(1500));
  CHECK(length_from_text("0.001 mm") == Length::from_micrometres(1));
  CHECK(length_from_text("45 cm") == Length::from_micrometres(450000));
  CHECK(length_from_text("72 pt") == Length::from_micrometres(25400));
  CHECK(length_from_text("9 pt") == Length::from_points(9));
  CHECK(length_from_text("250 um") == Length::from_micrometres(250));
  CHECK(length_from_text("250 µm") == Length::from_micrometres(250));
  CHECK(length_from_text("-3 mm") == Length::from_micrometres(-3000));
}

TEST_CASE("what is not plainly a length is none") {
  const auto* text =
      GENERATE("", "mm", "178", "1,5 mm", "1.5  mm", "1e3 mm", "1. mm", ".5 mm", "0.0001 mm",
               "123456 mm", "3 inch", "--3 mm", " 3 mm", "3 mm ", "nan mm", "0x10 mm");
  CAPTURE(text);
  CHECK_FALSE(length_from_text(text).has_value());
}

TEST_CASE("amounts keep every cent") {
  CHECK(money_from_text("10.00") == Money::from_cents(1000));
  CHECK(money_from_text("10") == Money::from_cents(1000));
  CHECK(money_from_text("0.07") == Money::from_cents(7));
  CHECK(money_from_text("999999999.99") == Money::from_cents(99999999999));
}

TEST_CASE("an amount that would have to be guessed is none") {
  const auto* text = GENERATE("", "10.5", "10.005", "1e3", "10,00", "+1", "-1", " 1", "1 ", "10.",
                              ".50", "1000000000", "10.0x", "10 €", "١٠");
  CAPTURE(text);
  CHECK_FALSE(money_from_text(text).has_value());
}
