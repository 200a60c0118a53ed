#include "artwork/fixture.h"
#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::artwork;

TEST_CASE("a flat SVG becomes paths in CMYK at its own size") {
  const Admission admission = admitted(svg("<path d='M0 0H20V20H0Z' fill='#c8102e'/>"));
  CHECK(rules(admission) == "artwork-rgb");
  CHECK(admission.kind == Kind::svg);
  CHECK_FALSE(admission.pixels);
  REQUIRE(admission.form);
  // 40 × 20 CSS pixels are 30 × 15 points.
  CHECK(admission.form->natural.width.micrometres() == 10583);
  CHECK(admission.form->natural.height.micrometres() == 5292);
  const std::string words = words_of(*admission.form);
  CHECK(holds(words, " k\n"));
  CHECK_FALSE(holds(words, " rg\n"));
  CHECK_FALSE(holds(words, "/Group"));
}

TEST_CASE("black and greys of a drawing become black ink alone") {
  const std::string words = words_of(admitted(
      svg("<path d='M0 0H20V20H0Z'/><path d='M20 0H40V20H20Z' fill='none' stroke='#808080'/>")));
  CHECK(holds(words, "0 0 0 1 k"));
  CHECK(holds(words, "0 0 0 0.498 K"));
}

TEST_CASE("a gradient is converted along its whole way and keeps its hard edges") {
  const std::string words = words_of(
      admitted(svg("<linearGradient id='g'><stop offset='0' stop-color='red'/>"
                   "<stop offset='.5' stop-color='blue'/><stop offset='.5' stop-color='#0f0'/>"
                   "<stop offset='1' stop-color='yellow'/></linearGradient>"
                   "<path d='M0 0H40V20H0Z' fill='url(#g)'/>")));
  CHECK(holds(words, "/ShadingType 2"));
  CHECK(holds(words, "/ColorSpace /DeviceCMYK /Function"));
  CHECK(holds(words, "/FunctionType 3"));
  CHECK(holds(words, "/FunctionType 0"));
}

TEST_CASE("a gradient from black to white uses black ink alone") {
  const Admission admission =
      admitted(svg("<radialGradient id='g'><stop offset='0'/><stop offset='1' stop-color='#fff'/>"
                   "</radialGradient><path d='M0 0H40V20H0Z' fill='url(#g)'/>"));
  REQUIRE(admission.form);
  for (const page::FormObject& object : admission.form->objects) {
    if (!holds(object.value, "/FunctionType 0")) continue;
    const std::string samples = words_of(page::Form{{}, {object}}).substr(object.value.size() + 1);
    for (std::size_t i = 0; i + 3 < samples.size() - 1; i += 4) {
      CHECK(samples.substr(i, 3) == std::string(3, '\0'));
    }
  }
}

TEST_CASE("what shines through keeps its mask, and its group is in CMYK") {
  const std::string words = words_of(
      admitted(svg("<linearGradient id='g'><stop offset='0' stop-color='red'/>"
                   "<stop offset='1' stop-color='red' stop-opacity='0'/></linearGradient>"
                   "<path d='M0 0H40V20H0Z' fill='url(#g)'/><g opacity='.5'><circle r='9'/>"
                   "<circle cx='9' r='9'/></g>")));
  CHECK(holds(words, "/Group << /Type /Group /S /Transparency /CS /DeviceCMYK /I true >>"));
  CHECK(holds(words, "/S /Luminosity"));
  CHECK_FALSE(holds(words, "RGB"));
}

TEST_CASE("patterns, clips and pictures in an SVG come through") {
  const Admission admission = admitted(
      svg("<pattern id='p' width='4' height='4' patternUnits='userSpaceOnUse'><path d='M0 0H2V2Z' "
          "fill='teal'/></pattern><clipPath id='c'><circle cx='10' cy='10' r='9'/></clipPath>"
          "<g clip-path='url(#c)'><path d='M0 0H40V20H0Z' fill='url(#p)'/></g>"
          "<image width='9' height='9' "
          "xlink:href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"
          "CAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='/>"));
  const std::string words = words_of(admission);
  CHECK(holds(words, "/PatternType 1"));
  CHECK(holds(words, "W\nn"));
  CHECK(holds(words, "/Subtype /Image"));
}

TEST_CASE("live text is refused: it would be set in whatever font this machine has") {
  CHECK(rules(admitted(svg("<text x='1' y='9'>Exemple</text>"))) == "!artwork-text");
  CHECK(rules(admitted(svg("<title>Exemple</title><path d='M0 0H9V9Z'/>"))) == "artwork-rgb");
}

TEST_CASE("anything that stands in another file is refused and never read") {
  const std::string body =
      GENERATE(as<std::string>{}, "<image width='9' height='9' xlink:href='file:///etc/passwd'/>",
               "<image width='9' height='9' href='http://example.org/a.png'/>",
               "<use href='other.svg#a'/>", "<rect width='9' height='9' fill='url(other.svg#g)'/>",
               "<style>@import 'a.css';</style><path d='M0 0H9V9Z'/>");
  CAPTURE(body);
  CHECK(rules(admitted(svg(body))) == "!artwork-outside");
}

TEST_CASE("an entity that names a file is refused") {
  CHECK(rules(admitted("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" +
                       svg("<title>&x;</title><path d='M0 0H9V9Z'/>"))) == "!artwork-outside");
}

TEST_CASE("links for people and scripts draw nothing and do no harm") {
  const Admission admission =
      admitted(svg("<script href='http://example.org/a.js'/><a href='http://example.org'>"
                   "<path d='M0 0H9V9Z'/></a>"));
  CHECK(rules(admission) == "artwork-rgb");
}

TEST_CASE("a billion laughs are refused in time") {
  std::string entities = "<!ENTITY a0 \"<path d='M0 0H9V9Z'/>\">";
  for (int i = 1; i < 12; ++i) {
    entities += fmt::format("<!ENTITY a{} \"", i);
    for (int k = 0; k < 10; ++k) entities += fmt::format("&a{};", i - 1);
    entities += "\">";
  }
  const Admission admission = admitted("<!DOCTYPE svg [" + entities + "]>" + svg("&a11;"));
  CHECK_FALSE(admission.form);
  CHECK(admission.findings.has_errors());
}

TEST_CASE("a drawing without a size or without a mark is refused") {
  const std::string open = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
  CHECK(rules(admitted(svg(""))) == "!artwork-blank");
  CHECK(rules(admitted(open + " width=\"0\" height=\"0\"/>")) == "!artwork-dimensions");
  CHECK(rules(admitted(open + " width=\"1e9\" height=\"1\"/>")) == "!artwork-dimensions");
  const Admission boxed =
      admitted(open + " width=\"100%\" viewBox=\"0 0 96 48\"><path d='M0 0H9V9Z'/></svg>");
  REQUIRE(boxed.form);
  CHECK(boxed.form->natural.width.micrometres() == 25400);
}

TEST_CASE("SVG filters are turned into pictures, and that is said") {
  const Admission admission =
      admitted(svg("<filter id='f'><feGaussianBlur stdDeviation='2'/></filter>"
                   "<path d='M5 5H20V15H5Z' fill='navy' filter='url(#f)'/>"));
  CHECK(rules(admission) == "artwork-effects artwork-rgb");
  CHECK(admission.form);
}

TEST_CASE("what would be black, missing or elsewhere in an SVG is refused by name") {
  const auto [body, said] = GENERATE(table<std::string, std::string>(
      {{"<path d='M0 0H9V9' fill='oklch(50% .2 20)'/>", "lch("},
       {"<path d='M0 0H9V9' fill='color-mix(in srgb, red, blue)'/>", "color-mix("},
       {"<g style='--c:red'><path d='M0 0H9V9' style='fill:var(--c)'/></g>", "var("},
       {"<g style='--c:red'><path d='M0 0H9V9' style='fill:var(--c,red)'/></g>", "var("},
       {"<path d='M0 0H9V9' style='clip-path:circle(3px)'/>", "circle("},
       {"<path d='M0 0H9V9' transform='rotate(9)' style='transform-origin:4px 4px'/>",
        "transform-origin"},
       {"<path d='M0 0H9V9' vector-effect='non-scaling-stroke'/>", "non-scaling-stroke"},
       {"<style>@media all{path{fill:red}}</style><path d='M0 0H9V9'/>", "@media"},
       {"<meshgradient id='m'/><path d='M0 0H9V9' fill='url(#m)'/>", "meshgradient"},
       {"<path d='M0 0H9V9'><animate attributeName='x' to='9'/></path>", "animate"},
       {"<path d='M0 0H9V9' systemLanguage='fr'/>", "systemLanguage"},
       {"<image width='9' height='9' xlink:href='data:image/webp;base64,AAAA'/>", "image/webp"}}));
  const Admission admission = admitted(svg(body));
  CHECK(rules(admission) == "!artwork-svg");
  CHECK(holds(admission.findings.begin()->sentence.en, said));
}

TEST_CASE("what has a plain meaning beside the new one in an SVG is drawn by that") {
  const std::string red = words_of(admitted(svg("<path d='M0 0H9V9' fill='#f00'/>")));
  CHECK(words_of(admitted(svg("<path d='M0 0H9V9' fill='var(--fill-0, #f00)'/>"))) == red);
  CHECK(words_of(admitted(svg("<path d='M0 0H9V9' fill='#f00 icc-color(inks, 0, 1, 1, 0)'/>"))) ==
        red);
  CHECK(rules(admitted(svg("<style>@media (prefers-color-scheme: dark){path{fill:#fff}}</style>"
                           "<path d='M0 0H9V9'/>"))) == "artwork-rgb");
  CHECK(rules(admitted(svg("<switch><foreignObject requiredExtensions='http://a.example/'/>"
                           "<g><path d='M0 0H9V9'/></g></switch>"))) == "artwork-rgb");
  CHECK(rules(admitted(svg("<path d='M0 0H9V9' fill='hsla(0,100%,50%,.5)'/>"))) == "artwork-rgb");
}

TEST_CASE("an embedded JPEG is drawn, whether it calls itself jpeg or jpg") {
  const std::string jpeg =
      world::read_file(SOURCE_FOLDER "/samples/departement-exemple/logos/reseau-mediation.jpg");
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string base64;
  for (std::size_t i = 0; i + 3 <= jpeg.size();
       i += 3) {  // the few bytes that are left are not missed
    std::uint32_t bits = 0;
    for (std::size_t k = i; k < i + 3; ++k) bits = bits << 8 | static_cast<unsigned char>(jpeg[k]);
    for (int shift = 18; shift >= 0; shift -= 6) base64 += digits[bits >> shift & 63];
  }
  const std::string kind = GENERATE(as<std::string>{}, "jpeg", "jpg");
  const Admission admission = admitted(svg("<image width='40' height='20' xlink:href='data:image/" +
                                           kind + ";base64," + base64 + "'/>"));
  CHECK(holds(words_of(admission), "/Subtype /Image"));
  CHECK(admission.fineness.pixels_per_metre);
}
