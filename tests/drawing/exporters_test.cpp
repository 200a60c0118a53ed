#include "drawing/png.h"
#include "drawing/svg.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "world/files.h"

using namespace imprimatur;
using namespace imprimatur::drawing;
using namespace measure::literals;

namespace {

std::string font(const std::string& name) {
  return world::read_file(SOURCE_FOLDER "/fonts/" + name + ".ttf");
}

Picture one(Mark mark) {
  return {{100_mm, 50_mm}, "Essai", {std::move(mark)}};
}

bool has(const std::string& svg, const std::string& words) {
  return svg.find(words) != svg.npos;
}

// A whole number of four bytes, most significant first, as PNG has them.
std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t i = at; i < at + 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes[i]);
  return n;
}

}  // namespace

TEST_CASE("each mark is an element of the SVG, in millimetres") {
  const Pen pen{{255, 0, 0}, 250_um, {2_mm, 1500_um}};
  CHECK(has(to_svg(one(Area{{{1_mm, -2500_um}, {10_mm, 20_mm}}, Shade{0, 16, 255}, std::nullopt})),
            "<rect x=\"1\" y=\"-2.5\" width=\"10\" height=\"20\" fill=\"#0010ff\"/>"));
  CHECK(has(to_svg(one(Line{{1_mm, 2_mm}, {3_mm, 4_mm}, pen})),
            "<path d=\"M1 2L3 4\" stroke=\"#ff0000\" stroke-width=\"0.25\" "
            "stroke-dasharray=\"2 1.5\"/>"));
  CHECK(has(to_svg(one(Shape{{{1_mm, 1_mm}, {2_mm, 1_mm}, {1_mm, 2_mm}}, {1, 2, 3}})),
            "<polygon points=\"1,1 2,1 1,2\" fill=\"#010203\"/>"));
  CHECK(has(to_svg(one(Mark{})), "viewBox=\"0 0 100 50\""));
}

TEST_CASE("words turn about their own place, and none of them is markup") {
  const Words words{{{4_mm, 5_mm}, measure::Turn::three_quarters},
                    3_mm,
                    {},
                    "<Pass> & \"co\"",
                    Anchor::middle,
                    true};
  const std::string svg = to_svg(one(words));
  CHECK(has(svg, "transform=\"rotate(270 4 5)\""));
  CHECK(has(svg, ">&lt;Pass&gt; &amp; &quot;co&quot;</text>"));
  CHECK(has(svg, "text-anchor=\"middle\" font-weight=\"bold\""));
}

TEST_CASE("a picture becomes pixels of the width asked for, in its own proportion") {
  const std::string regular = font("OpenSans-Regular"), bold = font("OpenSans-Bold");
  const Words words{{{50_mm, 25_mm}, {}}, 10_mm, {}, "Élévation", Anchor::middle, true};
  const std::string png = to_png(one(words), 400, {regular, bold});
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(number_at(png, 16) == 400);
  CHECK(number_at(png, 20) == 200);
  CHECK(png == to_png(one(words), 400, {regular, bold}));
  CHECK(png != to_png(one(Mark{}), 400, {regular, bold}));
}

TEST_CASE("a file that is no font is told, not drawn with") {
  CHECK_THROWS_AS(to_png(one(Mark{}), 10, {"no font", "neither"}), finding::Failure);
}
