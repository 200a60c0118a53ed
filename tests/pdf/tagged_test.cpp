// Tagged files (ISO 14289-1): whose is what a page shows.
#include "catch/catch.h"
#include "pdf/canvas.h"
#include "sample.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

constexpr measure::Length page_height = 50_mm;

// A file in the making, and its canvas for a page of 100 × 50 mm.
struct Tagged {
  world::StringSink sink;
  page::Document document = sample::document();
  page::Resources resources = sample::resources();
  pdf::Writer writer;
  pdf::Materials materials;
  pdf::Canvas canvas;

  explicit Tagged(pdf::Conformance conformance = pdf::Conformance::pdf_ua1)
      : writer(sink, facts(conformance), sample::condition()),
        materials(writer.take(document, resources)),
        canvas(writer, page_height) {}

  static pdf::DocumentFacts facts(pdf::Conformance conformance) {
    pdf::DocumentFacts facts = sample::facts();
    facts.conformance = conformance;
    return facts;
  }
  void say(pdf::ElementId element, std::string_view words, measure::Point at) {
    canvas.begin_element(element);
    canvas.paint(sample::set(words, {at}), materials);
    canvas.end_element();
  }
  void end_page() {
    const measure::Rect all{{}, {100_mm, page_height}};
    writer.add_page({all.size, all, all}, canvas);
    canvas.restart(page_height);
  }
  const std::string& finish() {
    writer.finish();
    return sink.bytes();
  }
};

std::size_t occurrences(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("what is drawn in an element's name is its content, by page and number") {
  Tagged file;
  const pdf::ElementId paragraph = file.writer.add_element({});
  file.say(paragraph, "one", {10_mm, 10_mm});
  CHECK(file.canvas.content().starts_with("/P <</MCID 0>> BDC\n"));
  CHECK(file.canvas.content().ends_with("ET\nEMC\n"));
  file.end_page();
  file.say(paragraph, "two", {10_mm, 10_mm});
  file.end_page();
  const std::string pdf = file.finish();
  CHECK(sample::holds(pdf, "/StructParents 0 /Tabs /S"));
  CHECK(sample::holds(pdf, "/S /P /P "));
  CHECK(sample::holds(pdf, "/K [0 << /Type /MCR /Pg "));
  CHECK(sample::holds(pdf, "/MarkInfo << /Marked true >> /StructTreeRoot "));
  CHECK(sample::holds(pdf, ">1</pdfuaid:part>"));
}

TEST_CASE("what is drawn in nobody's name is an artifact") {
  Tagged file;
  file.canvas.paint(sample::rule({1_mm, 1_mm}, {9_mm, 1_mm}, ink::black()), {});
  CHECK(file.canvas.content().starts_with("/Artifact <</Type /Layout>> BDC\n"));
  CHECK(file.canvas.content().ends_with("S\nEMC\n"));
  file.canvas.restart(page_height);
  file.canvas.begin_artifact(pdf::Artifact::footer);
  file.canvas.paint(sample::set("page 1", {{10_mm, 45_mm}}), file.materials);
  file.canvas.end_artifact();
  CHECK(occurrences(file.canvas.content(), "/Artifact ") == 1);
  CHECK(sample::holds(file.canvas.content(), "/Subtype /Footer"));
}

TEST_CASE("a form holds no tags: it is what the page says it is") {
  Tagged file;
  pdf::Canvas drawing(file.writer);
  drawing.paint(sample::rule({1_mm, 1_mm}, {9_mm, 1_mm}, ink::black()), {});
  CHECK_FALSE(sample::holds(drawing.content(), "BDC"));
  const pdf::FormId form = file.writer.add_form({{}, {10_mm, 10_mm}}, drawing);
  file.canvas.place(form, {{5_mm, 5_mm}});
  CHECK(file.canvas.content().starts_with("/Artifact <</Type /Layout>> BDC\n"));
}

TEST_CASE("of a file for the press nothing is tagged, whatever is said of its content") {
  const auto drawn = [](bool tagged) {
    Tagged file(pdf::Conformance::pdf_x4);
    if (tagged) file.canvas.begin_artifact(pdf::Artifact::layout);
    file.canvas.paint(sample::set("one", {{10_mm, 10_mm}}), file.materials);
    if (tagged) file.canvas.end_artifact();
    file.end_page();
    return file.finish();
  };
  CHECK(drawn(true) == drawn(false));
  CHECK_FALSE(sample::holds(drawn(false), "/Artifact"));
  CHECK_FALSE(sample::holds(drawn(false), "pdfuaid"));
}

TEST_CASE("an element's lines are kept apart by a space that has no ink") {
  const std::string space = "<0003>Tj ET\n";
  Tagged file;
  const auto spaces =
      [&](std::initializer_list<std::pair<std::string_view, measure::Point>> lines) {
        const pdf::ElementId paragraph = file.writer.add_element({});
        file.canvas.restart(page_height);
        for (const auto& [words, at] : lines) file.say(paragraph, words, at);
        return occurrences(file.canvas.content(), space);
      };
  CHECK(spaces({{"one", {10_mm, 10_mm}}}) == 0);
  CHECK(spaces({{"one", {10_mm, 10_mm}}, {"two", {10_mm, 15_mm}}}) == 1);
  CHECK(spaces({{"one", {10_mm, 10_mm}}, {"two", {40_mm, 10_mm}}}) == 1);
  CHECK(spaces({{"one ", {10_mm, 10_mm}}, {"two", {10_mm, 15_mm}}}) == 0);
  CHECK(spaces({{"faites-", {10_mm, 10_mm}}, {"vous", {10_mm, 15_mm}}}) == 0);
  // "1" and its raised "er": the advance of a figure is 1169 of 2048.
  CHECK(spaces({{"1", {10_mm, 10_mm}}, {"er", {11712_um, 9_mm}}}) == 0);
}

TEST_CASE("a figure says what it shows and where it stands, a table's headings what they name") {
  Tagged file;
  const pdf::ElementId figure =
      file.writer.add_element({.tag = pdf::Tag::figure,
                               .alternate = "Logo (1)",
                               .box = measure::Rect{{10_mm, 10_mm}, {20_mm, 10_mm}}});
  const pdf::ElementId table = file.writer.add_element({.tag = pdf::Tag::table});
  const pdf::ElementId row = file.writer.add_element({.tag = pdf::Tag::row}, table);
  const pdf::ElementId header = file.writer.add_element({.tag = pdf::Tag::header}, row);
  file.writer.add_element({.tag = pdf::Tag::cell}, row);
  file.say(figure, "picture", {10_mm, 20_mm});
  file.say(header, "name", {10_mm, 30_mm});
  file.end_page();
  const std::string pdf = file.finish();
  CHECK(sample::holds(
      pdf, "/Alt (Logo \\(1\\)) /A << /O /Layout /BBox [28.346 85.039 85.039 113.386] >>"));
  CHECK(sample::holds(pdf, "/S /TH "));
  CHECK(sample::holds(pdf, "/A << /O /Table /Scope /Row >>"));
  CHECK(occurrences(pdf, "/S /TD ") == 1);  // empty, but rows stay equally long
}

TEST_CASE("an element that came to hold nothing is left out") {
  Tagged file;
  const pdf::ElementId list = file.writer.add_element({.tag = pdf::Tag::list});
  file.writer.add_element({.tag = pdf::Tag::item}, list);
  file.end_page();
  const std::string pdf = file.finish();
  CHECK_FALSE(sample::holds(pdf, "/S /L"));
  CHECK(sample::holds(pdf, "/S /Document"));
}

TEST_CASE("headings are bookmarks, one in the other as their levels are") {
  Tagged file;
  const auto heading = [&](pdf::Tag tag, const char* title) {
    const measure::Rect box{{10_mm, 10_mm}, {50_mm, 5_mm}};
    file.say(file.writer.add_element({.tag = tag, .title = title, .box = box}), title,
             {10_mm, 14_mm});
  };
  heading(pdf::Tag::heading1, "All");
  heading(pdf::Tag::heading2, "First");
  heading(pdf::Tag::heading3, "Within");
  heading(pdf::Tag::heading2, "Second");
  file.end_page();
  const std::string pdf = file.finish();
  CHECK(occurrences(pdf, "<< /Title (") == 4);
  CHECK(occurrences(pdf, "/Count 4 >>") == 1);  // all, below the root
  CHECK(occurrences(pdf, "/Count 3 ") == 1);    // below "All"
  CHECK(sample::holds(pdf, "/XYZ null 113.386 null]"));
}

TEST_CASE("a page is placed as its form is, and what comes after stands on the paper again") {
  Tagged file;
  const auto rule = sample::rule({1_mm, 1_mm}, {9_mm, 1_mm}, ink::black());
  file.canvas.begin_placed({10_mm, 10_mm}, {{}, {20_mm, 20_mm}});
  file.canvas.paint(rule, {});
  file.canvas.end_placed();
  file.canvas.paint(rule, {});
  CHECK(sample::holds(file.canvas.content(), " re W n 1 0 0 1 28.346 113.386 cm\n"));
  CHECK(sample::holds(file.canvas.content(), "2.835 -2.835 m\n"));
  CHECK(sample::holds(file.canvas.content(), "2.835 138.9 m\n"));
}
