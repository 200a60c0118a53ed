#include "page/fineness.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::page;
using namespace imprimatur::measure::literals;

namespace {

std::string rules_at(const Fineness& fineness) {
  std::string text;
  for (const finding::Finding& finding : judge(fineness, "logo.png", {})) {
    text += finding.severity == finding::Severity::error ? "!" : "";
    text += finding.rule + ' ';
  }
  return text;
}

Fineness picture_of(std::uint32_t ppi) {
  return scaled({10'000, {}, {}}, measure::Length::from_millimetres(ppi), 254_mm);
}

}  // namespace

TEST_CASE("a picture below 150 pixels an inch is an error, below 225 a warning") {
  CHECK(rules_at(picture_of(149)) == "!artwork-resolution ");
  CHECK(rules_at(picture_of(150)) == "artwork-resolution ");
  CHECK(rules_at(picture_of(224)) == "artwork-resolution ");
  CHECK(rules_at(picture_of(225)).empty());
  const finding::Finding finding = *judge(picture_of(120), "logo.png", {}).begin();
  CHECK(finding.sentence.en.find("only 120 pixels") != std::string::npos);
  CHECK(finding.hint.fr.find("2,5 fois") != std::string::npos);
}

TEST_CASE("lines below a quarter of a point and text below five points are warnings") {
  CHECK(rules_at({{}, 0.087_mm, {}}) == "artwork-thin-line ");
  CHECK(rules_at({{}, 0.089_mm, {}}).empty());
  CHECK(rules_at({{}, {}, 4.9_pt}) == "artwork-small-text ");
  CHECK(rules_at({{}, {}, 5_pt}).empty());
  CHECK(rules_at({}).empty());
}

TEST_CASE("a logo placed at half its size has lines half as thick and pixels half as large") {
  const Fineness half = scaled({11'811, 1_mm, 10_pt}, 40_mm, 20_mm);
  CHECK(half.pixels_per_metre == 23'622u);
  CHECK(half.thinnest_line == 0.5_mm);
  CHECK(half.smallest_text == 5_pt);
  CHECK(pixels_per_inch(11'811) == 300);
}

TEST_CASE("how wide a picture may be placed follows from its pixels") {
  CHECK(widest(11'811, 30_mm, 150).millimetres() == Approx(60).margin(0.01));
}
