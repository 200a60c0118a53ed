#include "typeset/setter.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "fonts.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using measure::Length;

namespace {

typeset::Type regular() {
  typeset::Type type;
  type.face = typeset::shelf().find("OpenSans-Regular");
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

TEST_CASE("numbers keep their groups and what they count; a word of one letter keeps the next") {
  const auto first_line = [](const char* words, Length column) {
    return words_of(typeset::set_text(regular(), words, column).lines[0]);
  };
  CHECK(first_line("appelez le 01 99 00 00 00", 30_mm) == "appelez le");
  CHECK(first_line("jusqu’au 31 décembre", 20_mm) == "jusqu’au");
  CHECK(first_line("dès le 1er janvier", 16_mm) == "dès le");
  CHECK(first_line("un an à votre rythme", 12_mm) == "un an");
}

TEST_CASE("a list item hangs: its other lines begin where its words do") {
  const auto block = typeset::set_text(regular(), "1.\u00a0Choisissez un lieu accepteur", 30_mm);
  REQUIRE(block.lines.size() == 2);
  CHECK(block.lines[0].x == 0_mm);
  CHECK(block.lines[1].x > 2_mm);
  CHECK(typeset::set_text(regular(), "2027, une année en deux lignes", 30_mm).lines[1].x == 0_mm);
}

TEST_CASE("even lines use no more lines, and less width") {
  auto type = regular();
  const char* words = "Un carnet de dix pass pour prendre en main le numérique près de chez vous";
  const auto plain = typeset::set_text(type, words, 70_mm);
  type.balance = typeset::Balance::even_lines;
  const auto even = typeset::set_text(type, words, 70_mm);
  REQUIRE(plain.lines.size() == 2);
  REQUIRE(even.lines.size() == 2);
  CHECK(even.widest < plain.widest);
}

TEST_CASE("a short word is not left alone on the last line") {
  const auto block =
      typeset::set_text(regular(), "remplit le cadre ci-contre et conserve le pass", 64_mm);
  REQUIRE(block.lines.size() == 2);
  CHECK(block.lines[1].words > 1);
}

TEST_CASE("centred and right-aligned lines end where the column says") {
  auto type = regular();
  type.align = page::Align::right;
  const auto right = typeset::set_text(type, "10 €", 50_mm).lines[0];
  CHECK(right.x + right.width == 50_mm);
  type.align = page::Align::centre;
  const auto centre = typeset::set_text(type, "10 €", 50_mm).lines[0];
  CHECK((50_mm - centre.width) / 2 == centre.x);
}

TEST_CASE("an empty text is one empty line, and an empty paragraph leaves a line free") {
  CHECK(typeset::set_text(regular(), "", 50_mm).lines.size() == 1);
  const auto block = typeset::set_text(regular(), "a\n\nb", 50_mm);
  REQUIRE(block.lines.size() == 3);
  CHECK(block.lines[2].baseline - block.lines[0].baseline == 2 * 12_pt);
}

TEST_CASE("every shipped font has French letters, signs and figures of one width") {
  for (const auto& name : typeset::shelf().names()) {
    const auto& face = *typeset::shelf().find(name);
    auto type = regular();
    type.face = &face;
    const auto block =
        typeset::set_text(type, "ÀÂÇÉÈÊËÎÏÔŒÙÛÜàâçéèêëîïôœùûüÿ«\u00a0»\u202f€’–…°·", 900_mm);
    CHECK(block.missing.empty());
    for (char digit = '1'; digit <= '9'; ++digit) {
      CHECK(face.glyph(static_cast<char32_t>(digit))->advance == face.glyph(U'0')->advance);
    }
  }
}

TEST_CASE("a shelf refuses a font that isn't the one that was listed") {
  const auto folder = std::filesystem::temp_directory_path() / "imprimatur-shelf-test";
  std::filesystem::create_directories(folder);
  const auto font = world::read_file(SOURCE_FOLDER "/fonts/OpenSans-Regular.ttf");
  const auto line = crypto::sha256(font).hex() + "  F.ttf\n";
  world::write_file(folder / "SHA256SUMS", line);
  world::write_file(folder / "F.ttf", font);
  CHECK(typeset::FontShelf::open(folder).names() == std::vector<std::string>{"F"});
  world::write_file(folder / "F.ttf", font + "x");
  CHECK_THROWS_AS(typeset::FontShelf::open(folder), finding::Failure);
  const std::string rubbish = "not a font";
  world::write_file(folder / "F.ttf", rubbish);
  world::write_file(folder / "SHA256SUMS", crypto::sha256(rubbish).hex() + "  F.ttf\n");
  CHECK_THROWS_AS(typeset::FontShelf::open(folder), finding::Failure);
  world::write_file(folder / "SHA256SUMS", std::string{"gibberish\n"});
  CHECK_THROWS_AS(typeset::FontShelf::open(folder), finding::Failure);
  std::filesystem::remove_all(folder);
}
