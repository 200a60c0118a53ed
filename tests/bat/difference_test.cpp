#include "bat/difference.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::bat;
using namespace measure::literals;

namespace {

// "un [-pass] [+carnet] rouge"
std::string told(std::string_view before, std::string_view after) {
  std::string text;
  for (const Word& word : compare_words(before, after)) {
    if (!text.empty()) text += ' ';
    const std::string shown = word.text == "\n" ? "/" : word.text;
    text += word.fate == Fate::kept   ? shown
            : word.fate == Fate::gone ? "[-" + shown + "]"
                                      : "[+" + shown + "]";
  }
  return text;
}

page::Page page_with(std::vector<page::Mark> marks) {
  page::Page page{"front", "Recto", {150_mm, 72_mm}, 3_mm, 4_mm, {}, {}, {}};
  page.marks = std::move(marks);
  return page;
}

page::Path square(measure::Length x, measure::Length y) {
  page::Path path;
  path.segments = {page::MoveTo{{x, y}}, page::LineTo{{x + 10_mm, y}},
                   page::LineTo{{x + 10_mm, y + 10_mm}}, page::ClosePath{}};
  path.fill = ink::black();
  return path;
}

std::vector<measure::Rect> compare(const page::Page& before, const page::Page& after) {
  return compare_marks({{}, before}, {{}, after});
}

}  // namespace

TEST_CASE("texts are compared word by word, and as little as possible is called changed") {
  CHECK(told("un pass pour tous", "un pass pour tous") == "un pass pour tous");
  CHECK(told("un pass pour tous", "un carnet pour vous tous") ==
        "un [-pass] [+carnet] pour [+vous] tous");
  CHECK(told("un deux trois", "deux trois quatre") == "[-un] deux trois [+quatre]");
  CHECK(told("", "tout neuf") == "[+tout] [+neuf]");
  CHECK(told("tout neuf", "") == "[-tout] [-neuf]");
  CHECK(told("a\nb", "a b\nc") == "a [-/] b [+/] [+c]");
  CHECK(is_unchanged(compare_words("a  b", "a b")));
}

TEST_CASE("texts of thousands of words that share nothing are told as gone and fresh") {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += "avant" + std::to_string(i) + " ";
    after += "après" + std::to_string(i) + " ";
  }
  const auto words = compare_words("même " + before + "fin", "même " + after + "fin");
  REQUIRE(words.size() == 6002);
  CHECK(words.front() == Word{"même", Fate::kept});
  CHECK(words[1] == Word{"avant0", Fate::gone});
  CHECK(words[6000] == Word{"après2999", Fate::fresh});
  CHECK(words.back() == Word{"fin", Fate::kept});
}

TEST_CASE("pages that paint the same have no differing place") {
  CHECK(compare(page_with({square(10_mm, 10_mm)}), page_with({square(10_mm, 10_mm)})).empty());
}

TEST_CASE("a mark that moved is ringed where it was and where it is") {
  const auto where = compare(page_with({square(10_mm, 10_mm), square(50_mm, 10_mm)}),
                             page_with({square(10_mm, 10_mm), square(100_mm, 40_mm)}));
  REQUIRE(where.size() == 2);
  for (const measure::Rect& old : {measure::Rect{{50_mm, 10_mm}, {10_mm, 10_mm}},
                                   measure::Rect{{100_mm, 40_mm}, {10_mm, 10_mm}}})
    CHECK((where[0].holds(old) || where[1].holds(old)));
}

TEST_CASE("what differs close together is ringed once, and never beyond the bleed") {
  const auto where =
      compare(page_with({}), page_with({square(140_mm, 10_mm), square(145_mm, 15_mm)}));
  REQUIRE(where.size() == 1);
  CHECK(measure::Rect{{-3_mm, -3_mm}, {156_mm, 78_mm}}.holds(where[0]));
}

TEST_CASE("a logo counts by what it draws, not by its place in the order") {
  page::Document before, after;
  const page::Artwork one{"a.svg", "", {}, crypto::sha256("a")},
      two{"b.svg", "", {}, crypto::sha256("b")};
  before.artworks = {one, two};
  after.artworks = {two, one};
  const measure::Rect box{{10_mm, 10_mm}, {20_mm, 5_mm}};
  const auto old = page_with({page::PlacedArtwork{{0}, box}});
  CHECK(compare_marks({before, old}, {after, page_with({page::PlacedArtwork{{1}, box}})}).empty());
  const auto other =
      compare_marks({before, old}, {after, page_with({page::PlacedArtwork{{0}, box}})});
  REQUIRE(other.size() == 1);
  CHECK(other[0].holds(box));
}
