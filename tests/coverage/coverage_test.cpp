// Ink as Ghostscript finds it on pages whose plates are known.
#include "coverage/coverage.h"
#include "coverage/ink_map.h"
#include "coverage/screen.h"

#include "../pdf/assembled.h"
#include "../world/folder.h"
#include "catch/catch.h"
#include "finding/failure.h"

#include <fmt/format.h>

using namespace imprimatur;
using namespace imprimatur::coverage;
using namespace imprimatur::measure::literals;

namespace {

constexpr Rect sheet{{}, {100_mm, 80_mm}};
constexpr Rect patch{{20_mm, 30_mm}, {15_mm, 15_mm}};
const world::Path ghostscript = "/usr/bin/gs";

// A sheet for each of `contents`, in millimetres from its top-left corner. /S0 to /S9 are spot inks
// whose alternate is 20 % of black, /On overprints.
std::string sheets(const std::vector<std::string>& contents) {
  std::string spots, kids;
  for (int i = 0; i < 10; ++i)
    spots += fmt::format(
        "/S{0} [/Separation /Spot{0} /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] "
        "/C1 "
        "[0 0 0 .2] /N 1 >>] ",
        i);
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
  for (const std::string& content : contents) {
    kids += fmt::format("{} 0 R ", objects.size() + 1);
    objects.push_back(fmt::format(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.4f} {:.4f}] /Contents {} 0 R /Resources << "
        "/ColorSpace << {} >> /ExtGState << /On << /OP true /op true /OPM 1 >> >> >> >>",
        sheet.size.width.points(), sheet.size.height.points(), objects.size() + 2, spots));
    const std::string stream =
        fmt::format("{0:.6f} 0 0 -{0:.6f} 0 {1:.4f} cm\n{2}", Length{1_mm}.points(),
                    sheet.size.height.points(), content);
    objects.push_back(
        fmt::format("<< /Length {} >>\nstream\n{}\nendstream", stream.size(), stream));
  }
  objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, contents.size());
  return handmade::assembled(objects);
}

// Where the patch is.
constexpr const char* here = " 20 30 15 15 re f\n";

struct Bench {
  world::TestFolder folder;
  world::Path program = ghostscript;
  world::Path scratch = folder.path();

  std::vector<PageInk> measure(const std::string& pdf,
                               const std::vector<std::uint32_t>& pages = {1}) {
    world::write_file(folder / "sheets.pdf", pdf);
    return measure_ink(program, folder / "sheets.pdf", pages, scratch);
  }
  Square heaviest(const std::string& content) {
    return heaviest_of(measure(sheets({content})).front());
  }
  static Square heaviest_of(const PageInk& ink, const Rect& area = sheet) {
    return *InkMap(Grid{area}, {{&ink, {}, area}}).heaviest(area);
  }
  // A program that stands in for Ghostscript.
  void stand_in(const std::string& script) {
    program = folder / "stand-in";
    world::write_file(program, "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  }
  // What it says of a sound sheet.
  std::string refusal() {
    try {
      measure(sheets({""}));
    } catch (const finding::Failure& failure) {
      return failure.sentence().en;
    }
    return "nothing";
  }
};

}  // namespace

TEST_CASE("all process plates add up, on the very square that bears them") {
  CHECK(Bench().heaviest(std::string("1 1 1 .2 k") + here) == Square{patch, 320});
  CHECK(Bench().heaviest(std::string("1 1 1 .19 k") + here) == Square{patch, 319});
  CHECK(Bench().heaviest("").percent == 0);
}

TEST_CASE("a spot ink counts as the plate that it has, not as its alternate") {
  const std::string ground = std::string("/On gs 1 1 0 0 k") + here;
  CHECK(Bench().heaviest(ground + "/S0 cs .5 scn" + here) == Square{patch, 250});
  CHECK(Bench().heaviest(ground + "/S0 cs 1 scn" + here + "/S1 cs 1 scn" + here) ==
        Square{patch, 400});
}

TEST_CASE("black that overprints lies on its ground, black that knocks out does not") {
  const std::string ground = std::string("1 1 1 0 k") + here,
                    black = std::string("0 0 0 1 k") + here;
  CHECK(Bench().heaviest(ground + "/On gs " + black).percent == 400);
  CHECK(Bench().heaviest(ground + black).percent == 100);
}

TEST_CASE("ten spot inks, more than any press has units for, keep their plates") {
  std::string content = "/On gs ";
  for (int i = 0; i < 10; ++i) content += fmt::format("/S{} cs 1 scn{}", i, here);
  CHECK(Bench().heaviest(content) == Square{patch, 1000});
}

TEST_CASE("marks beside the area don't count, and each page has its own") {
  Bench bench;
  const std::string marked = "1 1 1 1 k 0 0 100 10 re f .5 0 0 0 k 20 30 15 15 re f\n";
  const Rect leaf{{5_mm, 10_mm}, {90_mm, 70_mm}};
  const auto inks = bench.measure(sheets({marked, "", std::string("0 1 0 0 k") + here}), {1, 3});
  REQUIRE(inks.size() == 2);
  CHECK(Bench::heaviest_of(inks[0], leaf) == Square{patch, 50});
  CHECK(Bench::heaviest_of(inks[1], leaf) == Square{patch, 100});
}

TEST_CASE("the most that each plate has anywhere on a page is known") {
  const auto inks = Bench().measure(
      sheets({std::string("/On gs 1 .2 0 0 k") + here + "/S3 cs .6 scn 99 79 1 1 re f\n", ""}),
      {1, 2});
  // All ten spot inks that the page names have plates, those in use first.
  CHECK(inks[0].plates() ==
        std::vector<std::uint8_t>{255, 51, 0, 0, 153, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(inks[1].plates() == std::vector<std::uint8_t>(14));
}

TEST_CASE("an area that begins before the sheet is measured where it is") {
  Bench bench;
  const Rect wider{{-3_mm, -7_mm}, {200_mm, 200_mm}};
  const auto inks = bench.measure(sheets({std::string("1 1 1 .2 k") + here}));
  CHECK(Bench::heaviest_of(inks.front(), wider) == Square{patch, 320});
}

TEST_CASE("of many pages each has its own ink") {
  Bench bench;
  std::vector<std::string> contents;
  std::vector<std::uint32_t> pages;
  for (std::uint32_t page = 1; page <= 9; ++page) {
    contents.push_back(fmt::format("0 0 0 .{} k{}", page, here));
    pages.push_back(page);
  }
  const auto inks = bench.measure(sheets(contents), pages);
  REQUIRE(inks.size() == 9);
  for (std::uint32_t page = 1; page <= 9; ++page)
    CHECK(Bench::heaviest_of(inks[page - 1]) == Square{patch, 10 * page});
}

TEST_CASE("nothing is left in the scratch folder, whatever its name") {
  Bench bench;
  bench.scratch = bench.folder / "100%d de l’encre";
  world::make_folder(bench.scratch);
  CHECK(bench.heaviest(std::string("1 1 1 .2 k") + here).percent == 320);
  CHECK(std::filesystem::is_empty(bench.scratch));
}

TEST_CASE("a machine without Ghostscript says what to install") {
  Bench bench;
  bench.program = bench.folder / "gs";
  CHECK(bench.refusal().starts_with("Ghostscript could not separate the sheets: it is not installed ("));
}

TEST_CASE("a Ghostscript that fails, dies or leaves pages out is told") {
  Bench bench;
  bench.stand_in("echo 'Error: /rangecheck' >&2; exit 1");
  CHECK(bench.refusal() ==
        "Ghostscript could not separate the sheets: it ended with status 1 (Error: /rangecheck).");
  bench.stand_in("kill -11 $$");
  CHECK(bench.refusal() == "Ghostscript could not separate the sheets: it died of signal 11.");
  bench.stand_in("exit 0");
  CHECK(bench.refusal() == "Ghostscript could not separate the sheets: there are pages missing.");
}

TEST_CASE("plates that are damaged are told, not measured") {
  Bench bench;
  bench.measure(sheets({""}));
  // What Ghostscript leaves, less its last byte; and what nobody would take for a picture.
  const std::string output = (bench.folder / "plates-1.psd").string();
  bench.stand_in("/usr/bin/gs \"$@\" && /usr/bin/truncate -s -1 '" + output + "'");
  CHECK(bench.refusal() == "Ghostscript left separations that can't be read (plates-1.psd).");
  bench.stand_in("echo 8BPS > '" + output + "'");
  CHECK(bench.refusal() == "Ghostscript left separations that can't be read (plates-1.psd).");
}

TEST_CASE("a PDF that is cut off is a failure, not a white sheet") {
  Bench bench;
  const std::string whole = sheets({std::string("1 1 1 .2 k") + here});
  CHECK_THROWS_AS(bench.measure("%PDF-1.6\n"), finding::Failure);
  CHECK_THROWS_AS(bench.measure(whole, {2}), finding::Failure);
}

TEST_CASE("each page becomes a picture for screens, as fine as its bytes allow") {
  Bench bench;
  const world::Path folder = bench.folder / "50%d pictures", pdf = bench.folder / "pages.pdf";
  world::make_folder(folder);
  // The second page has so many thin lines that it takes more bytes.
  std::string lines;
  for (int i = 0; i < 400; ++i)
    lines += fmt::format("0 0 0 1 K .1 w {} 0 m {} 80 l S\n", (i * 37) % 100, (i * i * 13) % 100);
  world::write_file(pdf, sheets({std::string("0 1 1 0 k") + here, lines}));
  CHECK(write_screens(ghostscript, pdf, folder, 1'000'000) == 2);
  const std::string first = world::read_file(folder / "page-01.png"),
                    second = world::read_file(folder / "page-02.png");
  CHECK(first.substr(16, 8) == std::string("\0\0\1\xd8\0\0\1\x7a", 8));  // 472 × 378 pixels
  CHECK_FALSE(std::filesystem::exists(folder / "page-03.png"));
  REQUIRE(first.size() < second.size());
  const std::size_t most = second.size() - 1;
  CHECK(write_screens(ghostscript, pdf, folder, most) == 2);
  CHECK(world::read_file(folder / "page-01.png") == first);
  const std::string smaller = world::read_file(folder / "page-02.png");
  CHECK(smaller.size() <= most);
  CHECK(smaller.substr(16, 8) != second.substr(16, 8));
  world::write_file(pdf, "%PDF-1.6\n");
  CHECK_THROWS_AS(write_screens(ghostscript, pdf, folder, most), Unpaintable);
}
