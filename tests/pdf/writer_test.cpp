#include "pdf/writer.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "pdf/canvas.h"
#include "sample.h"

#include <fmt/format.h>

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

const pdf::PageBoxes boxes{
    {100_mm, 50_mm}, {{10_mm, 10_mm}, {80_mm, 30_mm}}, {{7_mm, 7_mm}, {86_mm, 36_mm}}};

std::string file_of(std::size_t pages, pdf::DocumentFacts facts = sample::facts()) {
  world::StringSink sink;
  pdf::Writer writer(sink, facts, sample::condition());
  pdf::Canvas canvas(writer, 50_mm);
  for (std::size_t i = 0; i < pages; ++i) writer.add_page(boxes, canvas);
  writer.finish();
  return sink.bytes();
}

std::size_t count(const std::string& file, std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = file.find(text); at != file.npos; at = file.find(text, at + 1)) ++found;
  return found;
}

// The object that the cross-reference table leads to.
std::string object(const std::string& file, std::size_t number) {
  const std::size_t table = file.rfind("\nxref\n") + 1;
  const std::size_t entry = file.find('\n', table + 5) + 1 + number * 20;
  const std::size_t at = std::stoul(file.substr(entry, 10));
  return file.substr(at, file.find("endobj", at) - at);
}

struct Counted : world::Sink {
  std::uint64_t bytes = 0;
  std::size_t largest = 0;
  void write(std::string_view piece) override {
    bytes += piece.size();
    largest = std::max(largest, piece.size());
  }
};

}  // namespace

TEST_CASE("the cross-reference table leads to every object") {
  const std::string file = file_of(2);
  const std::size_t size = std::stoul(file.substr(file.rfind("/Size ") + 6));
  for (std::size_t number = 1; number < size; ++number)
    REQUIRE(object(file, number).starts_with(fmt::format("{} 0 obj\n", number)));
}

TEST_CASE("a page has its boxes turned over and nothing to inherit") {
  CHECK(sample::holds(file_of(1),
                      "/MediaBox [0 0 283.465 141.732] /BleedBox [19.843 19.843 263.622 121.89] "
                      "/TrimBox [28.346 28.346 255.118 113.386] /Resources "));
}

TEST_CASE("PDF/X-4 is said in XMP and in Info, with one date and one identity") {
  const std::string file = file_of(1);
  CHECK(file.starts_with("%PDF-1.6\n%"));
  CHECK(sample::holds(file, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"));
  CHECK(sample::holds(file, "/Trapped /False /GTS_PDFXVersion (PDF/X-4)"));
  CHECK(sample::holds(file, "/CreationDate (D:20261123120000Z) /ModDate (D:20261123120000Z)"));
  CHECK(count(file, "/S /GTS_PDFX ") == 1);
  CHECK(sample::holds(file, "uuid:af2bdbe1-aa9b-8ec1-a2ad-e1d694f41fc7"));
  CHECK(sample::holds(file, "/ID [<AF2BDBE1AA9B8EC1A2ADE1D694F41FC7> <"));
}

TEST_CASE("a plain file claims no standard and tells screens the colours") {
  pdf::DocumentFacts facts = sample::facts();
  facts.conformance = pdf::Conformance::pdf_ua1;
  const std::string file = file_of(1, facts);
  CHECK_FALSE(sample::holds(file, "GTS_PDFXVersion"));
  CHECK(sample::holds(file, "/ColorSpace << /DefaultCMYK [/ICCBased 3 0 R] >>"));
  CHECK(sample::holds(file, "/DisplayDocTitle true"));
}

TEST_CASE("a title with signs that XML and PDF reserve arrives whole") {
  pdf::DocumentFacts facts = sample::facts();
  facts.title = "A & B <(C)>";
  const std::string file = file_of(1, facts);
  CHECK(sample::holds(file, "/Title (A & B <\\(C\\)>)"));
  CHECK(sample::holds(file, "A &amp; B &lt;(C)&gt;"));
}

TEST_CASE("pages stand in a balanced tree, in order") {
  const std::string file = file_of(64 * 64 + 1);
  CHECK(count(file, "/Type /Page ") == 4097);
  CHECK(count(file, "/Count 64 ") == 64);   // leaves
  CHECK(count(file, "/Count 4096 ") == 1);  // below the root
  CHECK(count(file, "/Count 4097 ") == 1);
  CHECK(count(file, "/Type /Pages /Count") == 1);  // one root: a node without a parent
}

TEST_CASE("ten thousand pages leave one by one and share their resources") {
  Counted sink;
  pdf::Writer writer(sink, sample::facts(pdf::Compression::fast), sample::condition());
  const page::Resources resources = sample::resources();
  const pdf::Materials materials = writer.take(sample::document(), resources);
  const pdf::FormId form = writer.add_page_form(sample::front(), materials);
  pdf::Canvas canvas(writer);
  const std::uint64_t before = writer.bytes();
  for (int i = 0; i < 10'000; ++i) {
    canvas.restart(50_mm);
    canvas.place(form, {});
    writer.add_page(boxes, canvas);
  }
  CHECK(sink.bytes == writer.bytes());
  CHECK((writer.bytes() - before) / 10'000 < 400);
  writer.finish();
  CHECK(sink.largest < 300'000);
}

TEST_CASE("layers are listed, on, and never switched by an event") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  writer.add_layer("Coupe");
  writer.add_layer("Zones");
  writer.add_page(boxes, pdf::Canvas(writer, 50_mm));
  writer.finish();
  CHECK(sample::holds(sink.bytes(), "/Name (Coupe) >>"));
  CHECK(sample::holds(sink.bytes(), "/BaseState /ON /Order [8 0 R 9 0 R] >> >>"));
  CHECK_FALSE(sample::holds(sink.bytes(), "/AS"));
}

TEST_CASE("a processing step says in its layer what it is, in the standard's terms") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  writer.add_layer("Perforation", pdf::ProcessingStep::perforating);
  writer.add_layer("Symbole", pdf::ProcessingStep::barcode);
  writer.add_page(boxes, pdf::Canvas(writer, 50_mm));
  writer.finish();
  const std::string& bytes = sink.bytes();
  CHECK(sample::holds(bytes,
                      "/Name (Perforation) /GTS_Metadata << /GTS_ProcStepsGroup /Structural "
                      "/GTS_ProcStepsType /Perforating >> >>"));
  CHECK(sample::holds(bytes, "/GTS_ProcStepsGroup /Positions /GTS_ProcStepsType /Barcode >> >>"));
}

TEST_CASE("a line of a processing step overprints, and the next one of the art does not") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  writer.add_finishing_ink({"Perf", {ink::Tint::percent(89), {}, {}, {}}});
  pdf::Canvas canvas(writer, 50_mm);
  canvas.begin_layer(writer.add_layer("Perforation", pdf::ProcessingStep::perforating));
  canvas.paint(sample::rule({1_mm, 1_mm}, {1_mm, 9_mm}, ink::Spot{"Perf"}), {});
  canvas.end_layer();
  canvas.paint(sample::rule({2_mm, 1_mm}, {2_mm, 9_mm}, ink::Process{}), {});
  CHECK(sample::holds(canvas.content(), "/OC /L0 BDC\n/G2 gs\n/S1 CS 1 SCN\n"));
  CHECK(sample::holds(canvas.content(), "EMC\n/G0 gs\n0 0 0 0 K\n"));
}

TEST_CASE("an ink that prints is no finishing ink, and the inks in use are those that print") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  const auto materials = writer.take(sample::document(), sample::resources());
  const ink::SpotInk printed{"PANTONE 287 C", {}}, perforation{"Perf", {}};
  CHECK_THROWS_AS(writer.add_finishing_ink(printed), finding::Failure);
  writer.add_finishing_ink(perforation);
  CHECK(writer.spots_in_use().empty());
  writer.add_page_form(sample::front(), materials);
  pdf::Canvas canvas(writer, 50_mm);
  canvas.paint(sample::rule({1_mm, 1_mm}, {1_mm, 9_mm}, ink::Spot{"Perf"}), {});
  CHECK(writer.spots_in_use() == std::vector<std::string>{"PANTONE 287 C"});
  page::Document late;
  late.spots = {perforation};
  CHECK_THROWS_AS(writer.take(late, {}), finding::Failure);
}

TEST_CASE("a page that blends does so in CMYK, also by way of a form") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  pdf::Canvas drawing(writer);
  drawing.begin_translucent(ink::Tint::percent(50));
  drawing.end_translucent();
  const pdf::FormId form = writer.add_form({{}, {10_mm, 10_mm}}, drawing);
  pdf::Canvas canvas(writer, 50_mm);
  canvas.place(form, {});
  writer.add_page(boxes, canvas);
  writer.finish();
  CHECK(sample::holds(sink.bytes(), "/Group << /S /Transparency /CS /DeviceCMYK >> >>"));
}

TEST_CASE("one name is one spot ink") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  page::Document document;
  document.spots = {{"Gold", ink::Process{}}};
  writer.take(document, {});
  CHECK_NOTHROW(writer.take(document, {}));
  document.spots = {{"Gold", ink::black()}};
  CHECK_THROWS_AS(writer.take(document, {}), finding::Failure);
}

TEST_CASE("no file is begun for a condition whose profile can't serve") {
  world::StringSink sink;
  ink::OutputCondition condition = sample::condition();
  condition.profile.clear();
  CHECK_THROWS_AS(pdf::Writer(sink, sample::facts(), condition), finding::Failure);
  CHECK(sink.bytes().empty());
}

TEST_CASE("fonts that can't be embedded, or aren't there, are refused") {
  world::StringSink sink;
  pdf::Writer writer(sink, sample::facts(), sample::condition());
  page::Resources resources = sample::resources();
  std::string& font = resources.begin()->second;
  SECTION("not there") {
    resources.clear();
  }
  SECTION("empty") {
    font.clear();
  }
  SECTION("no font at all") {
    font = "%PDF-1.6";
  }
  SECTION("cut short") {
    font.resize(200);
  }
  SECTION("outlines of another kind") {
    font.replace(font.find("glyf"), 4, "CFF ");
  }
  CHECK_THROWS_AS(writer.take(sample::document(), resources), finding::Failure);
}
