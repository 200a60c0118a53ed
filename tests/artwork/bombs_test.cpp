// Files made to keep the reader busy, fill the memory or overflow the stack: each is a finding
// within seconds, and the parent goes on.
#include "artwork/fixture.h"
#include "catch/catch.h"

#include <chrono>
#include <functional>

using namespace imprimatur;
using namespace imprimatur::artwork;

namespace {

// The rules, unless it took more than ten seconds (twelve with all that a test machine does
// besides).
std::string rules_in_time(const std::string& bytes) {
  const auto start = std::chrono::steady_clock::now();
  const std::string said = rules(admitted(bytes));
  const auto took = std::chrono::steady_clock::now() - start;
  return took < std::chrono::seconds{12} ? said : "too slow: " + said;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

bool is_refused(const std::string& said) {
  return !said.starts_with("too slow") &&
         (said.starts_with("!artwork-") || said.find(" !artwork-") != std::string::npos);
}

}  // namespace

TEST_CASE("an SVG whose elements use each other ten times over, nine deep, is a finding") {
  std::string body = "<defs><path id='u0' d='M0 0L9 9V0'/>";
  for (int level = 1; level < 10; ++level) {
    const std::string use = fmt::format("<use xlink:href='#u{}'/>", level - 1);
    body += fmt::format("<g id='u{}'>", level) + repeated(use, 10) + "</g>";
  }
  const std::string said = rules_in_time(svg(body + "</defs><use xlink:href='#u9'/>"));
  CAPTURE(said);
  CHECK(is_refused(said));
}

TEST_CASE("entities that multiply are a finding") {
  std::string document = "<!DOCTYPE svg [<!ENTITY e0 'M0 0L9 9'>";
  for (int level = 1; level < 12; ++level) {
    const std::string entity = fmt::format("&e{};", level - 1);
    document += fmt::format("<!ENTITY e{} '", level) + repeated(entity, 10) + "'>";
  }
  const std::string said =
      rules_in_time(document +
                    "]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                    "<path d='&e11;'/></svg>");
  CAPTURE(said);
  CHECK(is_refused(said));
}

TEST_CASE("an SVG of a hundred thousand nested groups is a finding") {
  const std::string said = rules_in_time(
      svg(repeated("<g>", 100'000) + "<path d='M0 0L9 9V0'/>" + repeated("</g>", 100'000)));
  CAPTURE(said);
  CHECK(is_refused(said));
}

TEST_CASE("a PDF of arrays inside arrays, and of forms inside forms, is a finding") {
  const std::string arrays = rules_in_time(
      pdf("0 0 9 9 re f", {}, "/Deep 5 0 R", {repeated("[", 200'000) + repeated("]", 200'000)}));
  CAPTURE(arrays);
  CHECK(is_refused(rules_in_time(pdf("/P /MC0 BDC " + repeated("[", 200'000)))));
  CHECK(arrays.find("too slow") == std::string::npos);
  std::vector<std::string> forms;
  for (int i = 0; i < 200; ++i) {
    forms.push_back(
        stream(fmt::format("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                           "/XObject << /X {} 0 R >> >>",
                           6 + i),
               "/X Do"));
  }
  forms.push_back("null");
  const std::string nested = rules_in_time(pdf("/X Do", "/XObject << /X 5 0 R >>", {}, forms));
  CHECK(nested == "!artwork-complex");
}

TEST_CASE("a form that paints itself, and a function that calls itself, are findings") {
  const std::string form = stream(
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
      "/X Do");
  CHECK(is_refused(rules_in_time(pdf("/X Do", "/XObject << /X 5 0 R >>", {}, {form}))));
  const std::string shading =
      "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function 6 0 R >>";
  const std::string function =
      "<< /FunctionType 3 /Domain [0 1] /Functions [6 0 R 6 0 R] /Bounds [.5] /Encode [0 1 0 1] >>";
  CHECK(
      is_refused(rules_in_time(pdf("/S sh", "/Shading << /S 5 0 R >>", {}, {shading, function}))));
}

TEST_CASE("a PostScript function without end is a finding") {
  const std::string shading =
      "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function 6 0 R >>";
  const std::string function =
      stream("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]", repeated("{ dup ", 100'000));
  CHECK(
      is_refused(rules_in_time(pdf("/S sh", "/Shading << /S 5 0 R >>", {}, {shading, function}))));
}

TEST_CASE("a picture in a PDF that claims more than anybody prints is a finding") {
  const std::string image = stream(
      "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray "
      "/BitsPerComponent 8",
      "a");
  CHECK(rules_in_time(pdf("/I Do", "/XObject << /I 5 0 R >>", {}, {image})) ==
        "!artwork-too-large");
}
