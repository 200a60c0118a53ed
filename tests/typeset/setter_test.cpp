#include "typeset/setter.h"

#include "catch/catch.h"
#include "typeset/shelf.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using measure::Length;

namespace {

const typeset::FontShelf& shelf() {
  static const auto fonts = typeset::FontShelf::open(SOURCE_FOLDER "/fonts");
  return fonts;
}

typeset::Type regular() {
  typeset::Type type;
  type.face = shelf().find("OpenSans-Regular");
  type.size = 9_pt;
  type.leading = 12_pt;
  return type;
}

std::string words_of(const typeset::Line& line) {
  std::string words;
  for (const auto& piece : line.pieces) {
    for (const auto& glyph : piece.glyphs) words += glyph.text;
  }
  return words;
}

}  // namespace

TEST_CASE("widths come from the font's units: ten digits are ten times one, at any size") {
  auto type = regular();
  type.size = Length::from_micrometres(1'000'000);
  CHECK(typeset::width_of(type, "0").micrometres() == 571'777);  // 1171 of 2048 units
  CHECK(typeset::width_of(type, "0123456789").micrometres() == 5'717'770);
}

TEST_CASE("a paragraph breaks at spaces, and a space at a line's end takes no room") {
  const auto block = typeset::set_text(regular(), "Bon à tirer pour accord", 20_mm);
  REQUIRE(block.lines.size() == 2);
  CHECK(words_of(block.lines[0]) == "Bon à tirer");
  CHECK(words_of(block.lines[1]) == "pour accord");
  CHECK(block.lines[1].baseline - block.lines[0].baseline == 12_pt);
  CHECK(block.height == block.lines[1].baseline);
}

TEST_CASE("nothing breaks at the narrow space before a euro sign, which the font lacks") {
  const auto type = regular();
  const auto block = typeset::set_text(type, "dix 10\u202f€", 9_mm);
  REQUIRE(block.lines.size() == 2);
  CHECK(words_of(block.lines[1]) == "10\u202f€");
  CHECK(block.missing.empty());
  const auto thin = typeset::width_of(type, "10\u202f€") - typeset::width_of(type, "10€");
  CHECK(thin.micrometres() / 10 == type.size.micrometres() / 60);
}

TEST_CASE("the ending of an ordinal is raised, and only that of an ordinal") {
  const auto raised = [](const char* words) {
    return typeset::set_text(regular(), words, 100_mm).lines[0].pieces.size() > 1;
  };
  CHECK(raised("1er janvier"));
  CHECK(raised("la 1re fois"));
  CHECK(raised("le 2e étage"));
  CHECK_FALSE(raised("2er"));
  CHECK_FALSE(raised("1erreur"));
  CHECK_FALSE(raised("A1e"));
}

TEST_CASE("a character that the font lacks is named once") {
  const auto block = typeset::set_text(regular(), "☃ neige ☃ 漢", 100_mm);
  CHECK(block.missing == typeset::Missing{"☃", "漢"});
}
