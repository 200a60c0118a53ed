// Lines, letters and pixels are measured where they come to lie, whatever matrices are in between.
#include "artwork/fixture.h"
#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::artwork;

namespace {

double line_of(const std::string& bytes) {
  const auto line = admitted(bytes).fineness.thinnest_line;
  return line ? line->points() : -1;
}

// Grey pixels, `side` by `side`, as object 5.
std::string square_picture(int side) {
  return stream(fmt::format("/Type /XObject /Subtype /Image /Width {0} /Height {0} /ColorSpace "
                            "/DeviceGray /BitsPerComponent 8",
                            side),
                std::string(static_cast<std::size_t>(side * side), 'a'));
}

}  // namespace

TEST_CASE("a stroke is as thin as the matrices above it make it") {
  CHECK(line_of(pdf("0 0 m 50 50 l S")) == Approx(1).margin(0.01));
  CHECK(line_of(pdf("q .5 0 0 .5 0 0 cm 2 w 0 0 m 50 50 l S Q 3 w 0 0 m 9 9 l S")) ==
        Approx(1).margin(0.01));
  CHECK(line_of(pdf("q 9 w Q 0 .2 -.2 0 0 0 cm 4 w 0 0 m 50 50 l s")) == Approx(0.8).margin(0.01));
  CHECK(line_of(pdf("0 w 0 0 m 50 50 l S")) == 0);
  CHECK(line_of(pdf("0 w 0 0 50 50 re f")) == -1);
}

TEST_CASE(
    "a stroke in a form, and one whose width a graphics state sets, count where they are seen") {
  const std::string form = stream(
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [.5 0 0 .5 0 0]", "4 w 0 0 m 9 9 l S");
  CHECK(line_of(pdf("q .25 0 0 .25 0 0 cm /X Do Q /X Do", "/XObject << /X 5 0 R >>", {}, {form})) ==
        Approx(0.5).margin(0.01));
  CHECK(line_of(pdf("/G gs 0 0 m 9 9 l S", "/ExtGState << /G << /LW .3 >> >>")) ==
        Approx(0.3).margin(0.01));
}

TEST_CASE("pictures in a PDF are as coarse as the largest of their places") {
  const Admission two = admitted(pdf("q 10 0 0 10 0 0 cm /I Do Q q 0 20 -20 0 40 0 cm /I Do Q",
                                     "/XObject << /I 5 0 R >>", {}, {square_picture(100)}));
  REQUIRE(two.fineness.pixels_per_metre);
  CHECK(page::pixels_per_inch(*two.fineness.pixels_per_metre) == 360);
}

TEST_CASE("a strip of a few pixels is a colour, and has no resolution") {
  const Admission strip = admitted(
      pdf("q 90 0 0 40 0 0 cm /I Do Q", "/XObject << /I 5 0 R >>", {}, {square_picture(4)}));
  CHECK_FALSE(strip.fineness.pixels_per_metre);
}

TEST_CASE("lines of an SVG are measured in its own size") {
  // 40 CSS pixels are 30 points.
  CHECK(line_of(svg("<path d='M0 0L40 20' stroke='#123' stroke-width='.5'/>")) ==
        Approx(0.375).margin(0.01));
}

TEST_CASE("a page is chosen by its number; one that isn't there is said") {
  const auto of_page = [](std::uint32_t page) {
    return admit(real_door(), pdf("0 0 9 9 re f"), "logo.pdf", {}, condition(), page);
  };
  CHECK(rules(of_page(1)).empty());
  CHECK(rules(of_page(2)) == "!artwork-no-page");
  CHECK(rules(admit(real_door(), svg("<path d='M0 0L9 9V0'/>"), "logo.svg", {}, condition(), 2)) ==
        "!artwork-no-page");
}
