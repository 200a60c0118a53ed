#include "pdf/canvas.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "page/form.h"
#include "sample.h"

#include <sstream>

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using measure::Turn;

namespace {

// A writer with the sample's materials and a canvas one inch high.
struct Desk {
  world::StringSink sink;
  page::Resources resources = sample::resources();
  page::Document document = sample::document();
  pdf::Writer writer{sink, sample::facts(), sample::condition()};
  pdf::Materials materials = writer.take(document, resources);
  pdf::Canvas canvas{writer, 25'400_um};

  std::string drawn(const page::Mark& mark, const measure::Placement& at = {}) {
    canvas.restart(25'400_um);
    canvas.paint(mark, materials, at);
    return canvas.content();
  }
};

const ink::Colour cyan = ink::Process{ink::Tint::percent(100), {}, {}, {}};
constexpr measure::Length inch = 25'400_um;

// The modules that the rectangles of a path cover an odd number of times, or all that they cover.
pdf::Modules painted_by(const std::string& drawn, bool odd) {
  std::istringstream content(drawn.substr(drawn.find("cm\n") + 3));
  pdf::Modules painted{};
  std::string re;
  for (std::size_t x, y, width, height; content >> x >> y >> width >> height >> re;) {
    for (std::size_t row = y; row < y + height; ++row) {
      const std::uint32_t run = ((1u << width) - 1) << x;
      painted.at(row) = odd ? painted.at(row) ^ run : painted.at(row) | run;
    }
  }
  return painted;
}

}  // namespace

TEST_CASE_METHOD(Desk, "a filled box is turned over, in points") {
  CHECK(drawn(sample::box({{}, {inch, 12'700_um}}, cyan)) ==
        "1 0 0 0 k\n0 72 m\n72 72 l\n72 36 l\n0 36 l\nh\nf\n");
}

TEST_CASE_METHOD(Desk, "a mark placed with a turn is turned about the page's corner") {
  CHECK(drawn(sample::rule({{}, {}}, {inch, {}}, cyan), {{inch, {}}, Turn::quarter}) ==
        "1 0 0 0 K\n.567 w\n0 J 0 j\n[] 0 d\n72 72 m\n72 0 l\nS\n");
}

TEST_CASE_METHOD(Desk, "black strokes and text overprint, black areas and white never do") {
  CHECK(drawn(sample::rule({}, {inch, {}}, ink::black())).starts_with("/G2 gs\n"));
  CHECK(drawn(sample::set("a", {})).starts_with("/G1 gs\n"));
  CHECK(drawn(sample::box({{}, {inch, inch}}, ink::black())).starts_with("0 0 0 1 k\n"));
  CHECK(drawn(sample::set("a", {}, 3_mm, ink::white())).starts_with("0 0 0 0 k\n"));
}

TEST_CASE_METHOD(Desk, "overprint is taken back before the next mark that knocks out") {
  canvas.paint(sample::set("a", {}), materials);
  canvas.paint(sample::box({{}, {inch, inch}}, ink::white()), materials);
  CHECK(canvas.content().find("/G0 gs\n0 0 0 0 k\n") != std::string::npos);
}

TEST_CASE_METHOD(Desk, "what is already set is not set again") {
  canvas.paint(sample::rule({}, {inch, {}}, cyan), materials);
  const std::size_t first = canvas.content().size();
  canvas.paint(sample::rule({}, {inch, {}}, cyan), materials);
  CHECK(canvas.content().substr(first) == "0 72 m\n72 72 l\nS\n");
}

TEST_CASE_METHOD(Desk, "curves, dashes and round caps") {
  page::Path path{{page::MoveTo{}, page::CurveTo{{inch, {}}, {inch, inch}, {{}, inch}}},
                  std::nullopt,
                  page::Stroke{cyan, inch, page::Cap::round, {inch, 2 * inch}}};
  CHECK(drawn(path) == "1 0 0 0 K\n72 w\n1 J 1 j\n[72 144] 0 d\n0 72 m\n72 72 72 0 0 0 c\nS\n");
  path.stroke.reset();
  CHECK(drawn(path).empty());
}

TEST_CASE_METHOD(Desk,
                 "a spot ink is a colour space of the file, the registration colour another") {
  CHECK(drawn(sample::box({{}, {inch, inch}}, ink::Spot{"PANTONE 287 C", ink::Tint::percent(40)}))
            .starts_with("/S1 cs .4 scn\n"));
  CHECK(drawn(sample::rule({}, {inch, {}}, ink::Registration{})).starts_with("/S0 CS 1 SCN\n"));
  CHECK_THROWS_AS(drawn(sample::box({{}, {inch, inch}}, ink::Spot{"Gold"})), finding::Failure);
}

TEST_CASE_METHOD(Desk, "a line of glyphs is one array, without moves where none are needed") {
  CHECK(drawn(sample::set("Pass", {{}, Turn::none}, inch, cyan)) ==
        "1 0 0 0 k\nBT /F0 72 Tf 0 72 Td\n[<0033004400560056>]TJ\nET\n");
}

TEST_CASE_METHOD(Desk,
                 "a glyph away from its natural place moves the pen, and the pen is followed") {
  page::GlyphRun run = sample::set("aaa", {}, inch, cyan);
  run.glyphs[1].x += 2540_um;  // a tenth of the em; the third glyph stays where it was
  CHECK(drawn(run).find("[<0044>-100<0044>100<0044>]TJ") != std::string::npos);
}

TEST_CASE_METHOD(Desk, "a glyph above the baseline is raised and the next one is not") {
  page::GlyphRun run = sample::set("ab", {}, inch, cyan);
  run.glyphs[0].y = -12'700_um;
  CHECK(drawn(run).find("36 Ts [<0044>]TJ\n0 Ts [<0045>]TJ") != std::string::npos);
}

TEST_CASE_METHOD(Desk, "text that a glyph can't tell stands in the content") {
  page::GlyphRun run = sample::set("ab", {}, inch, cyan);
  run.glyphs[0].text = "a\u0301";
  run.glyphs[1].text.clear();
  CHECK(drawn(run).find("/Span <</ActualText <FEFF00610301>>> BDC\n[<00440045>]TJ\nEMC") !=
        std::string::npos);
}

TEST_CASE_METHOD(Desk, "spaces that don't break are found by who looks for a space") {
  page::GlyphRun run = sample::set("  ", {}, inch, cyan);
  run.glyphs[1].text = "\u00A0";
  CHECK(drawn(run).find("ActualText") == std::string::npos);
}

TEST_CASE_METHOD(Desk, "a glyph the font doesn't have is refused, and so is the one for missing") {
  page::GlyphRun run = sample::set("a", {});
  run.glyphs[0].id = GENERATE(0u, 60'000u);
  CHECK_THROWS_AS(drawn(run), finding::Failure);
}

TEST_CASE_METHOD(Desk, "a variable line starts where its alignment says") {
  page::Field field{page::Variable::serial, sample::alphabet(), inch, cyan, {}, page::Align::left};
  field.alphabet.glyphs['1'].advance = 500'000;
  const auto [align, start] =
      GENERATE(table<page::Align, std::string>({{page::Align::left, "0 72 Td"},
                                                {page::Align::centre, "-36 72 Td"},
                                                {page::Align::right, "-72 72 Td"}}));
  field.align = align;
  canvas.variable_line(field, materials, "11");
  CHECK(canvas.content().find(start) != std::string::npos);
}

TEST_CASE_METHOD(Desk, "a value outside the alphabet is refused without repeating it") {
  page::Field field{page::Variable::code, sample::alphabet(), inch, cyan, {}, page::Align::left};
  try {
    canvas.variable_line(field, materials, "SECRET\xC3");
    FAIL("not refused");
  } catch (const finding::Failure& failure) {
    CHECK(failure.sentence().en.find("SECRET") == std::string::npos);
  }
}

TEST_CASE_METHOD(Desk, "a part of a form is scaled to fill a rectangle, and clipped by it") {
  pdf::Canvas drawn_once(writer);
  const pdf::FormId form = writer.add_form({{}, {2 * inch, 2 * inch}}, drawn_once);
  canvas.place_scaled(form, {{inch, inch}, {inch, inch}}, {{}, {12'700_um, 12'700_um}});
  CHECK(canvas.content() == "q 0 36 36 36 re W n .5 0 0 .5 -36 108 cm /X0 Do Q\n");
}

TEST_CASE_METHOD(Desk, "a form is placed by its corner, turned, and cut where asked") {
  pdf::Canvas drawing(writer);
  drawing.paint(sample::box({{}, {inch, inch}}, cyan), materials);
  const pdf::FormId form = writer.add_form({{}, {inch, inch}}, drawing);
  canvas.place(form, {{inch, {}}, Turn::quarter}, measure::Rect{{}, {12'700_um, inch}});
  CHECK(canvas.content() == "q 0 36 72 36 re W n 0 -1 1 0 72 72 cm /X0 Do Q\n");
}

TEST_CASE_METHOD(Desk, "a symbol's rectangles cover its dark modules and nothing else") {
  pdf::Modules rows{};
  rows[0] = 0b0111 << 8;
  rows[1] = 0b0010 << 8;
  rows[20] = 1u << 20;
  canvas.symbol({{}, inch, cyan}, rows);
  CHECK(canvas.content() ==
        "1 0 0 0 k\nq 72 0 0 -72 0 72 cm\n8 0 3 1 re\n9 0 1 2 re\n20 20 1 1 re\nf Q\n");
}

TEST_CASE_METHOD(Desk, "a page's finders and the rectangles of a code are together the symbol") {
  const pdf::Modules rows = sample::modules();
  const page::Symbol symbol{{}, inch, cyan};
  page::Page page;
  page.marks.push_back(symbol);
  canvas.paint_static(page, materials);
  REQUIRE(canvas.content().ends_with("f* Q\n"));
  const pdf::Modules finders = painted_by(canvas.content(), true);
  canvas.restart(inch);
  canvas.symbol(symbol, rows);
  const pdf::Modules rest = painted_by(canvas.content(), false);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    CHECK((finders[y] & rest[y]) == 0);
    CHECK((finders[y] | rest[y]) == rows[y]);
  }
}

TEST_CASE_METHOD(Desk, "a logo that sets no colour is black, whatever was drawn before it") {
  const page::Form form{{10_mm, 10_mm},
                        {{"<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] >>",
                          "0 0 28 28 re f"}}};
  const std::string bytes = page::serialise(form);
  const crypto::Digest digest = crypto::sha256(bytes);
  document.artworks = {{"logo.pdf", "Logo", form.natural, digest}};
  resources[digest.hex()] = bytes;
  materials = writer.take(document, resources);
  const std::string content = drawn(page::PlacedArtwork{{0}, {{}, {10_mm, 10_mm}}});
  CHECK(content.starts_with("q 0 0 0 1 k 0 0 0 1 K 1 w 0 J 0 j 10 M [] 0 d\n"));
  CHECK(content.ends_with(" Do Q\n"));
}

TEST_CASE_METHOD(Desk, "layers and translucency enclose what is drawn between") {
  const pdf::LayerId layer = writer.add_layer("Traits de coupe");
  canvas.begin_layer(layer);
  canvas.begin_translucent(ink::Tint::percent(30));
  canvas.end_translucent();
  canvas.end_layer();
  CHECK(canvas.content() == "/OC /L0 BDC\nq /G3 gs\nQ\nEMC\n");
}
