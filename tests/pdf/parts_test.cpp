// The tree of document parts of a PDF/VT file.
#include "catch/catch.h"
#include "pdf/canvas.h"
#include "sample.h"
#include "strangers.h"

#include <fmt/format.h>

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

pdf::DocumentFacts facts_of_parts() {
  pdf::DocumentFacts facts = sample::facts();
  facts.conformance = pdf::Conformance::pdf_vt1;
  facts.parts = {{"Job", "Lift", "Sheet"}, 2};
  return facts;
}

// As many lifts as numbers, of so many sheets each.
std::string file_of_lifts(const std::vector<std::uint64_t>& lifts, std::uint32_t sides = 2) {
  world::StringSink sink;
  pdf::Writer writer(sink, facts_of_parts(), sample::condition());
  pdf::Canvas canvas(writer, 50_mm);
  writer.begin_part({{"Title", "Été"}});
  for (const std::uint64_t sheets : lifts) {
    writer.begin_part({});
    for (std::uint64_t sheet = 1; sheet <= sheets; ++sheet) {
      writer.begin_part({{"Sheet", sheet}, {"Serials", std::vector<std::uint64_t>{7, 0, 9}}});
      for (std::uint32_t side = 0; side < sides; ++side)
        writer.add_page({{100_mm, 50_mm}, {{}, {100_mm, 50_mm}}, {{}, {100_mm, 50_mm}}}, canvas);
      writer.end_part();
    }
    writer.end_part();
  }
  writer.end_part();
  writer.finish();
  return sink.bytes();
}

std::size_t times(const std::string& file, std::string_view text) {
  std::size_t found = 0;
  for (auto at = file.find(text); at != file.npos; at = file.find(text, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a PDF/VT file is a PDF/X-4 file and says that it is more, with one date") {
  const std::string file = file_of_lifts({1});
  CHECK(times(file, "<pdfxid:GTS_PDFXVersion>PDF/X-4<") == 1);
  CHECK(times(file, "<pdfvtid:GTS_PDFVTVersion>PDF/VT-1<") == 1);
  const auto date_in = [&](std::string_view key) {
    const auto at = file.find(key);
    return at == file.npos ? std::string() : file.substr(at + key.size(), 20);
  };
  CHECK(date_in("<pdfvtid:GTS_PDFVTModDate>") == date_in("<xmp:ModifyDate>"));
}

TEST_CASE("parts hang in a tree whose levels and records are named") {
  const std::string file = file_of_lifts({2, 1});
  CHECK(times(file, "/NodeNameList [/Job /Lift /Sheet] /RecordLevel 2") == 1);
  CHECK(times(file, "/Type /DPart ") == 1 + 2 + 3);
  CHECK(times(file, "/DPart ") == 6 + 6);  // and each page names its own
  CHECK(times(file, "/End ") == 3);
  CHECK(times(file, "/DPM << /Sheet 1 /Serials [7 0 9] >>") == 2);
  CHECK(times(file, "/DPM << /Title <FEFF00C90074") == 1);
}

TEST_CASE("a part of one page has no end") {
  CHECK(times(file_of_lifts({1}, 1), "/End ") == 0);
}

TEST_CASE("a part of more parts than an array may have keeps them in several") {
  const std::string file = file_of_lifts({8192}, 1);
  CHECK(times(file, " 0 R] [") == 1);
}

TEST_CASE("a file that is no PDF/VT has no parts and doesn't claim any") {
  world::StringSink sink;
  pdf::write_pages(sample::document(), sample::resources(), sample::condition(), sample::facts(),
                   sample::values(), sink);
  CHECK(times(sink.bytes(), "/DPart") == 0);
  CHECK(times(sink.bytes(), "GTS_PDFVTVersion") == 0);
}

TEST_CASE("a preflight of PDF/VT finds nothing to say against the tree") {
  const world::TestFolder folder;
  const std::string path = (folder / "parts.pdf").string();
  world::write_file(path, file_of_lifts({3, 2}));
  CHECK(strangers::preflight(path, strangers::Vt::yes));
  CHECK(strangers::accepts("qpdf", {"--check", path}));
}
