// Finishing as processing steps (ISO 19593-1), as poppler, qpdf and Ghostscript find them.
#include "catch/catch.h"
#include "product.h"
#include "reader.h"

#include "../pdf/strangers.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::press;
using impose::Side;
using measure::Point;
using measure::Rect;

namespace {

using namespace measure::literals;
using page::FinishKind;

// A booklet with every kind of finish on its passes, none of them on other pages.
product::Fixture finished(shop::FinishingIn in, std::uint32_t carnets = 8) {
  shop::Shop shop = product::shop();
  shop.finishing.in = in;
  product::Fixture fixture(carnets, shop);
  fixture.document.pages[2].finishes = {{FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}},
                                        {FinishKind::fold, {100_mm, 0_mm}, {100_mm, 72_mm}},
                                        {FinishKind::crease, {120_mm, 0_mm}, {120_mm, 72_mm}},
                                        {FinishKind::staple, {5_mm, 16_mm}, {5_mm, 28_mm}},
                                        {FinishKind::glue, {2_mm, 4_mm}, {2_mm, 68_mm}}};
  return fixture;
}

std::string name_of_step(const std::string& type) {
  return "/GTS_ProcStepsType /" + type + " ";
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// The plates that Ghostscript makes of a file; nullopt where it is not installed.
std::optional<std::set<std::string>> plates_of(const world::Path& pdf) {
  const world::TestFolder plates;
  const auto result = strangers::run(
      "gs", {"-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r18", "-dLastPage=1",
             "-sOutputFile=" + (plates / "p.tif").string(), pdf.string()});
  if (!result) return std::nullopt;
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(plates.path())) {
    const std::string name = entry.path().stem().string();
    const auto from = name.find('('), to = name.rfind(')');
    if (from != std::string::npos) names.insert(name.substr(from + 1, to - from - 1));
  }
  return names;
}

const std::set<std::string> process_plates{"Cyan", "Magenta", "Yellow", "Black"};
const std::set<std::string> pass_plates{"Cyan",    "Magenta", "Yellow",  "Black",
                                        "Cutting", "Perf",    "Crease",  "Fold",
                                        "Staple",  "Glue",    "Barcode", "CodingMarking"};

// Both ends of the line, from the leaf's own corner, half a millimetre inside.
bool runs(const poppler::image& picture, const impose::Cell& cell, Point from, Point to) {
  const bool down = from.x == to.x;
  for (int step = 0; step <= 20; ++step) {  // between two dashes there is nothing
    const auto along = 500_um + 100_um * step;
    const Point near = down ? Point{from.x, from.y + along} : Point{from.x + along, from.y};
    const Point far = down ? Point{to.x, to.y - along} : Point{to.x - along, to.y};
    if (reader::is_inked(picture, cell.leaf(near)) && reader::is_inked(picture, cell.leaf(far))) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("with lines in the sheets' file, each operation is one layer of its kind") {
  const world::TestFolder folder;
  const Manifest manifest =
      write(finished(shop::FinishingIn::sheet).job(), world::still_world({}), folder.path());
  const std::string bytes = world::read_file(folder / "sheets-inner-0001.pdf");
  for (const char* type : {"Cutting", "Perforating", "Creasing", "Folding", "Stapling", "Gluing",
                           "Barcode", "CodingMarking"}) {
    INFO(type);
    CHECK(count_of(bytes, name_of_step(type)) == 1);
  }
  CHECK(count_of(bytes, "/GTS_ProcStepsGroup /Positions ") == 2);
  CHECK(count_of(bytes, "/AS [") == 0);
  CHECK(count_of(world::read_file(folder / "sheets-cover-0001.pdf"), "/GTS_ProcStepsType") == 1);
  CHECK(manifest.files.size() == 3);
  CHECK(strangers::accepts("qpdf", {"--check", (folder / "sheets-inner-0001.pdf").string()}));
}

TEST_CASE("finishing lines lie on the leaves of the front, and the areas of codes on both sides") {
  const world::TestFolder folder;
  const product::Fixture fixture = finished(shop::FinishingIn::sheet);
  write(fixture.job(), world::still_world({}), folder.path());
  const reader::Sheets sheets((folder / "sheets-inner-0001.pdf").string());
  const auto front = reader::picture_of(*sheets.page(0)),
             back = reader::picture_of(*sheets.page(1));
  for (std::uint32_t slot = 0; slot < fixture.run.layout.up(); ++slot) {
    const impose::Cell &recto = fixture.run.layout.front[slot],
                       &verso = fixture.run.layout.back[slot];
    for (const page::Finish& finish : fixture.document.pages[2].finishes) {
      CHECK(runs(front, recto, finish.from, finish.to));
    }
    CHECK(runs(front, recto, {0_mm, 0_mm}, {0_mm, 72_mm}));
    CHECK_FALSE(runs(back, verso, {58_mm, 0_mm}, {58_mm, 72_mm}));  // the crease, from behind
    // Beside the symbol's quiet zone, of 4 modules of 0.34 mm.
    CHECK(runs(front, recto, {145.84_mm, 18.84_mm}, {145.84_mm, 29.1_mm}));
  }
}

TEST_CASE("plates are the inks of the job and, with lines in the file, those of its finishing") {
  const world::TestFolder folder;
  const auto in =
      GENERATE(shop::FinishingIn::none, shop::FinishingIn::sheet, shop::FinishingIn::separate);
  write(finished(in).job(), world::still_world({}), folder.path());
  const auto sheets = plates_of(folder / "sheets-inner-0001.pdf");
  if (!sheets) return;
  CHECK(*sheets == (in == shop::FinishingIn::sheet ? pass_plates : process_plates));
  if (in != shop::FinishingIn::separate) return;
  CHECK(plates_of(folder / "finishing-inner.pdf") == pass_plates);
}

TEST_CASE("a shop that wants no lines gets no layer and no file of them") {
  const world::TestFolder folder;
  write(finished(shop::FinishingIn::none).job(), world::still_world({}), folder.path());
  CHECK(count_of(world::read_file(folder / "sheets-inner-0001.pdf"), "/OCProperties") == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "finishing-inner.pdf"));
}

TEST_CASE("lines in a file of their own have one page a pattern, with the sheets' geometry") {
  const world::TestFolder folder;
  product::Fixture fixture = finished(shop::FinishingIn::separate);
  // The back cover is creased, the cover is not.
  fixture.document.pages[4].finishes = {{FinishKind::crease, {28_mm, 0_mm}, {28_mm, 72_mm}}};
  const Manifest manifest = write(fixture.job(), world::still_world({}), folder.path());
  const reader::Sheets inner((folder / "finishing-inner.pdf").string());
  const reader::Sheets cover((folder / "finishing-cover.pdf").string());
  const reader::Sheets sheets((folder / "sheets-inner-0001.pdf").string());
  CHECK(inner.pages() == 1);
  CHECK(cover.pages() == 2);
  for (const auto box : {poppler::media_box, poppler::bleed_box, poppler::trim_box}) {
    CHECK(reader::to_rect(inner.page(0)->page_rect(box)) ==
          reader::to_rect(sheets.page(0)->page_rect(box)));
  }
  CHECK(std::ranges::count(manifest.files, "finishing-inner.pdf", &FileDigest::name) == 1);
  const Rect sheet{{}, fixture.run.layout.sheet};
  CHECK(reader::words_in(*inner.page(0), sheet).contains("1-10"));
  CHECK(reader::words_in(*cover.page(1), sheet).contains("2/2"));
}

TEST_CASE("void places have finishing lines, since they are cut too, and no place for a code") {
  const world::TestFolder folder;
  const product::Fixture fixture = finished(shop::FinishingIn::sheet, 1);
  write(fixture.job(), world::still_world({}), folder.path());
  const reader::Sheets sheets((folder / "sheets-inner-0001.pdf").string());
  const auto picture = reader::picture_of(*sheets.page(0));
  const impose::Cell& empty = fixture.run.layout.front[7];
  CHECK(runs(picture, fixture.run.layout.front[0], {145.84_mm, 18.84_mm}, {145.84_mm, 29.1_mm}));
  CHECK_FALSE(runs(picture, empty, {145.84_mm, 18.84_mm}, {145.84_mm, 29.1_mm}));
  CHECK(runs(picture, empty, {28_mm, 0_mm}, {28_mm, 72_mm}));
}

TEST_CASE("a template that prints in an ink of the finishers is told before anything is pressed") {
  shop::Shop shop = product::shop();
  shop.finishing.in = GENERATE(shop::FinishingIn::sheet, shop::FinishingIn::separate);
  page::Document document = product::carnet();
  document.spots.push_back({"CUTTING", {}});
  const impose::ImposedRun imposed = impose::impose_run(document, shop, 1);
  CHECK_FALSE(imposed.run);
  CHECK(std::ranges::count(imposed.findings, "finishing-ink-in-art", &finding::Finding::rule) == 1);
  shop.finishing.in = shop::FinishingIn::none;
  CHECK(impose::impose_run(document, shop, 1).run);
}
