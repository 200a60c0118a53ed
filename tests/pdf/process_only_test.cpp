// Spot inks that get no plate: what becomes of them, by the plates of an outside judge.
#include "pdf/process_only.h"

#include "catch/catch.h"
#include "finding/failure.h"
#include "page/form.h"
#include "sample.h"
#include "strangers.h"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <set>

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

using FormObjects = std::vector<page::FormObject>;

constexpr std::string_view gold_space = "[ /Separation /Gold /DeviceCMYK @1@ ]";

// A drawing of 10 mm with this content, these colour spaces and these objects behind them.
page::Form drawing(const std::string& content, const std::string& resources,
                   FormObjects more = {}) {
  FormObjects objects{
      {"<< /Type /XObject /Subtype /Form /BBox [0 0 28.3465 28.3465] /Resources << " + resources +
           " >> >>",
       content},
      {"<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 .3 1 .2] /N 1 >>", {}}};
  objects.insert(objects.end(), more.begin(), more.end());
  return {{10_mm, 10_mm}, std::move(objects)};
}

std::string in_gold(std::string_view content, const std::string& function = {}) {
  page::Form form =
      drawing(std::string(content), fmt::format("/ColorSpace << /C {} >>", gold_space));
  if (!function.empty()) form.objects[1].value = function;
  return pdf::in_process_inks(std::move(form), [](const auto&) { return std::nullopt; })
      .objects[0]
      .stream.value();
}

// The names of the plates that Ghostscript makes of a document whose only artwork is `form`.
std::set<std::string> plates_of(const page::Form& form, pdf::SpotInks spots) {
  const world::TestFolder folder;
  page::Resources resources = sample::resources();
  const std::string bytes = page::serialise(form);
  resources[crypto::sha256(bytes).hex()] = bytes;
  page::Document document = sample::document();
  document.artworks = {{"logo.svg", "Logo", form.natural, crypto::sha256(bytes)}};
  document.pages[1].marks.push_back(page::PlacedArtwork{{0}, {{50_mm, 30_mm}, {20_mm, 20_mm}}});
  pdf::DocumentFacts facts = sample::facts();
  facts.spots = spots;
  const std::string path = (folder / "sample.pdf").string();
  world::StringSink sink;
  pdf::write_pages(document, resources, sample::condition(), facts, sample::values(), sink);
  world::write_file(path, sink.bytes());
  CHECK(strangers::accepts("qpdf", {"--check", path}));
  CHECK(strangers::preflight(path, strangers::Vt::no));
  const auto made = strangers::run(
      "gs", {"-q", "-dSAFER", "-dPDFSTOPONWARNING", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep",
             "-r36", "-sOutputFile=" + (folder / "plate%d.tif").string(), path});
  std::set<std::string> plates;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    if (name.find('(') != name.npos) plates.insert(name.substr(name.find('(')));
  }
  if (made) CHECK(made->status == 0);
  return plates;
}

const std::set<std::string> process_plates{"(Black).tif", "(Cyan).tif", "(Magenta).tif",
                                           "(Yellow).tif"};

}  // namespace

TEST_CASE("a tint of a spot is the same tint of its process inks") {
  CHECK(in_gold("/C cs .5 scn 0 0 9 9 re f") == "0 .3 1 .2 k\n0 .15 .5 .1 k\n0 0 9 9 re\nf\n");
  CHECK(in_gold("/C CS 1 SCN 0 0 m 9 9 l S") == "0 .3 1 .2 K\n0 .3 1 .2 K\n0 0 m\n9 9 l\nS\n");
}

TEST_CASE("what a saved state painted with comes back, and other colours stay") {
  CHECK(in_gold("q /C cs Q 1 g q 0 0 1 0 k Q") == "q\n0 .3 1 .2 k\nQ\n1 g\nq\n0 0 1 0 k\nQ\n");
  CHECK(in_gold("/C cs q 0 g Q .5 scn") == "0 .3 1 .2 k\nq\n0 g\nQ\n0 .15 .5 .1 k\n");
  CHECK(in_gold("(a \\) scn) Tj [(x) 3 (y)] TJ") == "(a \\) scn) Tj\n[(x) 3 (y)] TJ\n");
}

TEST_CASE("an ink's own function decides, of every kind that a drawing may bring") {
  const auto half = [](const std::string& function) {
    return in_gold("/C cs .5 scn", function).substr(in_gold("/C cs", function).size());
  };
  CHECK(half("<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 0 0 0] /N 2 >>") ==
        ".25 0 0 0 k\n");
  CHECK(half("<< /FunctionType 3 /Domain [0 1] /Functions [ << /FunctionType 2 /Domain [0 1] /C0 "
             "[0 0 0 0] /C1 [0 0 0 0] /N 1 >> << /FunctionType 2 /Domain [0 1] /C0 [0 1 0 0] /C1 "
             "[0 1 0 0] /N 1 >> ] /Bounds [.5] /Encode [0 1 0 1] >>") == "0 1 0 0 k\n");
  page::Form form = drawing("/C cs .25 scn", fmt::format("/ColorSpace << /C {} >>", gold_space));
  form.objects[1] = {"<< /FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] >>",
                     "{ dup .5 gt { pop 1 } { 2 mul } ifelse dup 0 exch 0 exch 3 1 roll exch }"};
  const auto converted =
      pdf::in_process_inks(form, [](const auto&) { return std::nullopt; }).objects[0].stream;
  CHECK(converted->ends_with("k\n"));
}

TEST_CASE("where the file knows the spot, its alternate counts") {
  const ink::Process blue{ink::Tint::percent(100), ink::Tint::percent(50), {}, {}};
  const auto form = pdf::in_process_inks(
      drawing("/C cs .5 scn", fmt::format("/ColorSpace << /C {} >>", gold_space)),
      [&](const std::string& spot) {
        CHECK(spot == "Gold");
        return std::optional(blue);
      });
  CHECK(*form.objects[0].stream == "1 .5 0 0 k\n.5 .25 0 0 k\n");
}

TEST_CASE(
    "a program that takes more than there is, or a word unknown, is refused in both languages") {
  page::Form form = drawing("/C cs", fmt::format("/ColorSpace << /C {} >>", gold_space));
  form.objects[1] = {"<< /FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] >>",
                     GENERATE("{ add }", "{ 3 bitshift }", "{ dup", "", "{ 9 index }", "{ pop }")};
  CHECK_THROWS_AS(pdf::in_process_inks(form, [](const auto&) { return std::nullopt; }),
                  finding::Failure);
}

TEST_CASE("converted, a logo's spot leaves no plate; kept, it has its own") {
  const std::string spaces =
      fmt::format("/ColorSpace << /C {0} /I [ /Indexed {0} 1 <00ff> ] >>", gold_space);
  const page::Form flat = drawing("/C cs 1 scn 0 0 9 9 re f /I cs 1 scn 9 9 9 9 re f", spaces);
  const page::Form image = drawing(
      "28 0 0 28 0 0 cm /M Do", "/XObject << /M @2@ >>",
      {{fmt::format("<< /Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 "
                    "/ColorSpace {} /Decode [1 0] >>",
                    gold_space),
        std::string("\x40\xff", 2)}});
  const page::Form gradient =
      drawing("/S sh", "/Shading << /S @2@ >>",
              {{fmt::format("<< /ShadingType 2 /ColorSpace {} /Coords [0 0 28 0] /Function << "
                            "/FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >> >>",
                            gold_space),
                {}}});
  const page::Form pattern = drawing(
      "/P cs .5 /T scn 0 0 28 28 re f",
      fmt::format("/ColorSpace << /P [ /Pattern {} ] >> /Pattern << /T @2@ >>", gold_space),
      {{"<< /Type /Pattern /PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 4 4] /XStep 6 "
        "/YStep 6 /Resources << >> >>",
        "0 0 4 4 re f"}});
  const page::Form& form =
      GENERATE_REF(std::cref(flat), std::cref(image), std::cref(gradient), std::cref(pattern))
          .get();
  const auto converted = plates_of(form, pdf::SpotInks::converted);
  if (converted.empty()) return;  // no Ghostscript
  CHECK(converted == process_plates);
  std::set<std::string> kept = process_plates;
  kept.insert({"(Gold).tif", "(PANTONE 287 C).tif"});
  CHECK(plates_of(form, pdf::SpotInks::kept) == kept);
}

TEST_CASE("a template's spot that is converted to black alone overprints as black does") {
  page::Document document = sample::document();
  document.spots.push_back({"Ebony", ink::black()});
  document.pages[1].marks = {
      sample::set("Ebony", {{20_mm, 20_mm}}, 3_mm, ink::Spot{"Ebony", ink::Tint::percent(100)})};
  pdf::DocumentFacts facts = sample::facts();
  facts.spots = pdf::SpotInks::converted;
  world::StringSink sink;
  pdf::write_pages(document, sample::resources(), sample::condition(), facts, sample::values(),
                   sink);
  const std::size_t at = sink.bytes().rfind("0 0 0 1 k\n");
  REQUIRE(at != std::string::npos);
  CHECK(sink.bytes().substr(at - 7, 6) == "/G1 gs");
}
