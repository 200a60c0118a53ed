#include "strangers.h"

#include "page/form.h"
#include "sample.h"

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

// The sample with a logo on its back, half translucent.
page::Document with_logo(page::Resources& resources) {
  const page::Form form{
      {10_mm, 10_mm},
      {{"<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] /Resources << /ExtGState << "
        "/G @1@ >> /ColorSpace << /C [/Separation /Gold /DeviceCMYK << /FunctionType 2 /Domain [0 "
        "1] /C0 [0 0 0 0] /C1 [0 .3 1 .2] /N 1 >>] >> >> >>",
        "/G gs /C cs 1 scn 0 0 28.3465 28.3465 re f"},
       {"<< /Type /ExtGState /ca .5 >>", {}}}};
  const std::string bytes = page::serialise(form);
  resources[crypto::sha256(bytes).hex()] = bytes;
  page::Document document = sample::document();
  document.artworks = {{"logo.svg", "Logo", form.natural, crypto::sha256(bytes)}};
  document.pages[1].marks.push_back(page::PlacedArtwork{{0}, {{50_mm, 30_mm}, {20_mm, 20_mm}}});
  return document;
}

// The sample as a file in a folder of its own.
struct Printed {
  world::TestFolder folder;
  std::string path;

  explicit Printed(pdf::Conformance conformance = pdf::Conformance::pdf_x4) {
    page::Resources resources = sample::resources();
    const page::Document document = with_logo(resources);
    pdf::DocumentFacts facts = sample::facts(pdf::Compression::fast);
    facts.conformance = conformance;
    world::StringSink sink;
    pdf::write_pages(document, resources, sample::condition(), facts, sample::values(), sink);
    path = (folder / "sample.pdf").string();
    world::write_file(path, sink.bytes());
  }
};

}  // namespace

TEST_CASE("strangers find no fault in our files") {
  const auto conformance = GENERATE(pdf::Conformance::pdf_x4, pdf::Conformance::pdf_ua1);
  const Printed printed(conformance);
  CHECK(strangers::accepts("qpdf", {"--check", printed.path}));
  CHECK(strangers::accepts("gs", {"-q", "-dPDFSTOPONWARNING", "-dSAFER", "-dNOPAUSE", "-dBATCH",
                                  "-sDEVICE=nullpage", printed.path}));
  CHECK(strangers::accepts("pdftoppm",
                           {"-r", "30", printed.path, (printed.folder / "page").string()}));
}

TEST_CASE("a reader finds the words, with their spaces, in order") {
  const Printed printed;
  const auto text = strangers::run("pdftotext", {"-layout", printed.path, "-"});
  if (!text) return;
  for (const std::string_view line :
       {"Pass numeriques, ten euros", "White on blue", "7K3P-Q9WX-2MHT-4BSE", "000 012 345",
        "The back says little."})
    CHECK(text->output.find(line) != std::string::npos);
}

TEST_CASE("the font is embedded as a subset that says its characters") {
  const Printed printed;
  const auto fonts = strangers::run("pdffonts", {printed.path});
  if (!fonts) return;
  CHECK(fonts->output.find("+OpenSans") != std::string::npos);
  CHECK(fonts->output.find("CID TrueType      Identity-H       yes yes yes") != std::string::npos);
  CHECK(std::filesystem::file_size(printed.path) < 220'000);  // the profile takes 180 000 of them
}

TEST_CASE("every ink has a plate of its own, by the name the shop knows it") {
  const Printed printed;
  const std::string plates = (printed.folder / "plate%d.tif").string();
  if (!strangers::run("gs", {"-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r36",
                             "-sOutputFile=" + plates, printed.path}))
    return;
  const auto exists = [&](const std::string& plate) {
    return std::filesystem::exists(printed.folder / plate);
  };
  CHECK(exists("plate1(Black).tif"));
  CHECK(exists("plate1(PANTONE 287 C).tif"));
  CHECK(exists("plate2(Gold).tif"));
}
