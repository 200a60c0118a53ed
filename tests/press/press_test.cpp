#include "press/press.h"

#include "catch/catch.h"
#include "codes/matrix.h"
#include "finding/failure.h"
#include "product.h"
#include "reader.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

using namespace imprimatur;
using namespace imprimatur::press;
using impose::Side;
using measure::Point;

namespace {

world::World still() {
  return world::still_world(world::Instant{std::chrono::seconds{1'795'435'200}});
}

// An empty folder of this name under the build folder.
world::Path folder(const std::string& name) {
  const world::Path path = world::Path{PROGRAM_FOLDER} / "press-test" / name;
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

Manifest press_into(const world::Path& where, const Job& job) {
  Manifest manifest = write(job, still(), where);
  write_manifest(manifest, where);
  return manifest;
}

std::map<std::string, std::string> files_in(const world::Path& where) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(where)) {
    files[entry.path().filename().string()] = world::read_file(entry.path());
  }
  return files;
}

// The content stream of each page, in order, as its bytes stand in the file.
std::vector<std::string> contents_of(const std::string& pdf) {
  std::vector<std::string> contents;
  const std::string key = "/Contents ";
  for (auto at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + 1)) {
    const auto number =
        pdf.substr(at + key.size(), pdf.find(' ', at + key.size()) - at - key.size());
    const auto object = pdf.find("\n" + number + " 0 obj") + number.size() + 7;
    contents.push_back(pdf.substr(object, pdf.find("endobj", object) - object));
  }
  return contents;
}

std::vector<std::string> lines_of(const world::Path& csv) {
  std::istringstream text(world::read_file(csv));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

// Shops that lay the leaves upright and turned, with either flip.
shop::Shop shop_of(shop::Flip flip, bool portrait) {
  shop::Shop shop = product::shop();
  shop.flip = flip;
  if (portrait) shop.sheet = shop.sheet.turned();
  return shop;
}

// The groups of a serial, as a reader of words finds them.
std::set<std::string> groups_of(codes::Serial serial) {
  std::istringstream text(codes::to_text(serial));
  std::set<std::string> groups;
  for (std::string group; text >> group;) groups.insert(group);
  return groups;
}

std::int64_t whole_millimetres(measure::Length length) {
  return (length.micrometres() + 500) / 1000;
}

bool holds_all(const std::set<std::string>& words, const std::set<std::string>& wanted) {
  return std::ranges::includes(words, wanted);
}

}  // namespace

TEST_CASE("a run leaves a file per stock, the slot map, and a manifest that tells them by digest") {
  const product::Fixture fixture(9);
  const world::Path where = folder("whole");
  const Manifest manifest = press_into(where, fixture.job());
  auto files = files_in(where);
  CHECK(files.size() == 4);
  CHECK(files.contains("sheets-cover-0001.pdf"));
  CHECK(files.contains("sheets-inner-0001.pdf"));
  REQUIRE(manifest.files.size() == 3);
  for (const FileDigest& file : manifest.files) {
    CHECK(file.bytes == files[file.name].size());
    CHECK(file.sha256 == crypto::sha256(files[file.name]));
    CHECK(files["manifest.json"].find(file.sha256.hex()) != std::string::npos);
  }
  CHECK(manifest.passes() == 90);
  CHECK(manifest.last.number() == 1090);
}

TEST_CASE("the same job gives the same bytes") {
  const product::Fixture fixture(9), again(9);
  press_into(folder("once"), fixture.job());
  press_into(folder("twice"), again.job());
  CHECK(files_in(world::Path{PROGRAM_FOLDER} / "press-test" / "once") ==
        files_in(world::Path{PROGRAM_FOLDER} / "press-test" / "twice"));
}

TEST_CASE("files that are laid out differently have different identities") {
  using namespace measure::literals;
  const auto identity = [](const shop::Shop& shop, const std::string& name) {
    const world::Path where = folder(name);
    press_into(where, product::Fixture(1, shop).job());
    const std::string bytes = world::read_file(where / "sheets-cover-0001.pdf");
    const auto at = bytes.rfind("/ID");
    REQUIRE(at != std::string::npos);
    return bytes.substr(at, 80);
  };
  const std::string usual = identity(product::shop(), "identity");
  CHECK(identity(product::shop(), "identity-again") == usual);
  shop::Shop gutter = product::shop(), marks = product::shop(), boxes = product::shop();
  gutter.gutter = 3_mm;
  marks.crop.length = 2_mm;
  boxes.trim_box = shop::TrimBox::sheet;
  CHECK(identity(gutter, "identity-gutter") != usual);
  CHECK(identity(marks, "identity-marks") != usual);
  CHECK(identity(boxes, "identity-boxes") != usual);
}

TEST_CASE("a sheet written alone has the same content as within the whole run") {
  const product::Fixture fixture(9);
  const world::Path whole = folder("all-sheets"), part = folder("some-sheets");
  press_into(whole, fixture.job());
  const Manifest manifest = press_into(part, fixture.job(SheetRange{3, 4}));
  const auto all = contents_of(world::read_file(whole / "sheets-inner-0001.pdf"));
  const auto some = contents_of(world::read_file(part / "sheets-inner-0001.pdf"));
  REQUIRE(all.size() == 40);
  REQUIRE(some.size() == 4);
  for (std::size_t i = 0; i < some.size(); ++i) CHECK(some[i] == all[4 + i]);
  CHECK(manifest.sheet_files.back() == SheetFile{"sheets-inner-0001.pdf", "inner", 3, 2});
}

TEST_CASE("a file holds no more sheets than the shop wants, and numbers go on from file to file") {
  shop::Shop shop = product::shop();
  shop.sheets_per_file = 8;
  const product::Fixture fixture(9, shop);
  const world::Path where = folder("split");
  const Manifest manifest = press_into(where, fixture.job());
  REQUIRE(manifest.sheet_files.size() == 4);
  CHECK(manifest.sheet_files[3] == SheetFile{"sheets-inner-0003.pdf", "inner", 17, 4});
  CHECK(reader::Sheets((where / "sheets-inner-0003.pdf").string()).pages() == 8);
  const Manifest last = press_into(folder("split-last"), fixture.job(SheetRange{18, 18}));
  CHECK(last.sheet_files == std::vector{SheetFile{"sheets-inner-0003.pdf", "inner", 18, 1}});
}

TEST_CASE("whatever flip and turn, each slot shows its pass on its front and on its back") {
  const auto flip = GENERATE(shop::Flip::short_edge, shop::Flip::long_edge);
  const bool portrait = GENERATE(false, true);
  const product::Fixture fixture(9, shop_of(flip, portrait));
  const world::Path where = folder("sides");
  press_into(where, fixture.job());
  const reader::Sheets sheets((where / "sheets-inner-0001.pdf").string());
  const impose::Plan& plan = fixture.run.stocks[1].plan;
  for (const std::uint32_t sheet : {0u, plan.sheets() - 1}) {
    for (const Side side : {Side::front, Side::back}) {
      const auto page = sheets.page(static_cast<int>(2 * sheet + (side == Side::back)));
      for (std::uint32_t slot = 0; slot < plan.up(); ++slot) {
        const auto words = reader::words_in(*page, fixture.run.layout.cells(side)[slot].trim);
        const impose::Content content = plan.at(sheet, slot);
        CHECK(words.contains("VOID") == content.is_void());
        if (content.is_void()) continue;
        const auto serial =
            codes::Serial::from(1001 + *content.carnet * 10 + *content.leaf).value();
        CHECK(holds_all(words, groups_of(serial)));
        CHECK(words.contains(side == Side::front ? "front" : "back"));
      }
    }
  }
}

TEST_CASE("whatever flip and turn, each symbol lies where its leaf is, module by module") {
  const auto flip = GENERATE(shop::Flip::short_edge, shop::Flip::long_edge);
  const bool portrait = GENERATE(false, true);
  const product::Fixture fixture(3, shop_of(flip, portrait));
  const world::Path where = folder("symbols");
  press_into(where, fixture.job());
  const reader::Sheets sheets((where / "sheets-inner-0001.pdf").string());
  const auto picture = reader::picture_of(*sheets.page(0));
  for (std::uint32_t slot = 0; slot < 3; ++slot) {
    const auto serial = codes::Serial::from(1001 + 10 * slot).value();
    const codes::Matrix matrix = codes::symbol_of(fixture.coder.code_of(serial));
    int wrong = 0;
    for (int y = 0; y < codes::Matrix::size; ++y) {
      for (int x = 0; x < codes::Matrix::size; ++x) {
        using namespace measure::literals;
        const Point centre{147.4_mm + 340_um * x + 170_um, 20.4_mm + 340_um * y + 170_um};
        const Point on_sheet = fixture.run.layout.front[slot].leaf(centre);
        if (reader::is_dark(picture, on_sheet) != matrix.dark(x, y)) ++wrong;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a void slot is crossed out on both sides and says nothing but VOID") {
  const product::Fixture fixture(1);
  const world::Path where = folder("void");
  const Manifest manifest = press_into(where, fixture.job());
  CHECK(manifest.stocks[1].voids == 70);
  const reader::Sheets sheets((where / "sheets-inner-0001.pdf").string());
  for (const Side side : {Side::front, Side::back}) {
    const auto page = sheets.page(side == Side::back);
    const auto picture = reader::picture_of(*page);
    for (std::size_t slot = 1; slot < 8; ++slot) {
      const measure::Rect trim = fixture.run.layout.cells(side)[slot].trim;
      CHECK(reader::words_in(*page, trim.grown(measure::Length::from_micrometres(10))) ==
            std::set<std::string>{"VOID"});
      const Point near_corner{trim.left() + trim.size.width / 10,
                              trim.top() + trim.size.height / 10};
      CHECK(reader::is_dark(picture, near_corner));
    }
  }
}

TEST_CASE("slots.csv has a line for each slot of each side, void ones too, and no code") {
  const product::Fixture fixture(9);
  const world::Path where = folder("slots");
  press_into(where, fixture.job());
  const auto lines = lines_of(where / "slots.csv");
  REQUIRE(lines.size() == 1 + (4 + 20) * 2 * 8);
  CHECK(lines[0] == "file,sheet,side,slot,carnet,leaf,serial\r");
  CHECK(lines[1] == "sheets-cover-0001.pdf,1,front,1,1,1,\r");
  CHECK(lines[6] == "sheets-cover-0001.pdf,1,front,6,VOID,,\r");
  CHECK(lines[1 + 4 * 16 + 16 + 9] == "sheets-inner-0001.pdf,2,back,2,3,3,1022\r");
  const std::string code = fixture.coder.code_of(codes::Serial::from(1001).value()).to_text();
  for (const auto& [name, bytes] : files_in(where)) {
    if (!name.ends_with(".pdf")) CHECK(bytes.find(code) == std::string::npos);
  }
}

TEST_CASE("the slug names order, sheet, side, lift and range outside the bleed, and no code") {
  const product::Fixture fixture(9);
  const world::Path where = folder("slug");
  press_into(where, fixture.job());
  const reader::Sheets sheets((where / "sheets-inner-0001.pdf").string());
  const auto page = sheets.page(1);
  const auto words = reader::words_in(*page, fixture.run.layout.slug(Side::back));
  const std::string digest = fixture.job().approved.hex().substr(0, 12);
  CHECK(holds_all(words, {"2026-0147", "v2", digest, "inner", "1/20", "back", "1/1", "0001-0009"}));
  const std::string code = fixture.coder.code_of(codes::Serial::from(1001).value()).to_text();
  CHECK_FALSE(words.contains(code));
}

TEST_CASE("a French order's slug is in French, accents and all") {
  product::Fixture fixture(9);
  // A glyph that says nothing else.
  fixture.document.slug.glyphs[0xE9] = fixture.document.slug.glyphs['Q'];
  press::Job job = fixture.job();
  job.language = finding::Language::french;
  const world::Path where = folder("limaçon");
  press_into(where, job);
  const reader::Sheets sheets((where / "sheets-inner-0001.pdf").string());
  const auto words = reader::words_in(*sheets.page(1), fixture.run.layout.slug(Side::back));
  INFO(fmt::format("{}", fmt::join(words, " ")));
  CHECK(holds_all(words, {"feuille", "1/20", "verso", "levée", "carnets", "pass", "encres"}));
}

TEST_CASE("trim and bleed boxes say the net area, or the paper where the shop wants it") {
  using namespace measure::literals;
  const bool paper = GENERATE(false, true);
  shop::Shop shop = product::shop();
  if (paper) shop.trim_box = shop::TrimBox::sheet;
  const product::Fixture fixture(1, shop);
  const world::Path where = folder("boxes");
  press_into(where, fixture.job());
  const auto page = reader::Sheets((where / "sheets-cover-0001.pdf").string()).page(0);
  const measure::Rect trim = reader::to_rect(page->page_rect(poppler::trim_box));
  const measure::Rect bleed = reader::to_rect(page->page_rect(poppler::bleed_box));
  CHECK(whole_millimetres(trim.size.width) == (paper ? 450 : 360));
  CHECK(whole_millimetres(bleed.size.height) == (paper ? 320 : 306));
}

TEST_CASE("Ctrl-C between two sheets leaves no half-made file") {
  const product::Fixture fixture(9);
  const world::Path where = folder("interrupted");
  world::World world = still();
  int asked = 0;
  world.interrupted = [&] { return ++asked > 7; };  // in the second file
  CHECK_THROWS_AS(write(fixture.job(), world, where), finding::Interrupted);
  CHECK(files_in(where).size() == 1);
  CHECK(files_in(where).contains("sheets-cover-0001.pdf"));
}

TEST_CASE("progress is told after each sheet, of all stocks together") {
  const product::Fixture fixture(9);
  std::vector<std::uint64_t> done;
  const auto note = [&](std::uint64_t n, std::uint64_t of) {
    CHECK(of == 24);
    done.push_back(n);
  };
  write(fixture.job(), still(), folder("progress"), note);
  REQUIRE(done.size() == 24);
  CHECK(done.back() == 24);
}

TEST_CASE("sheets that the run has not, and serials beyond the series, are failures") {
  const product::Fixture fixture(9);
  CHECK_THROWS_AS(write(fixture.job(SheetRange{21, 30}), still(), folder("no-sheets")),
                  finding::Failure);
  Job job = fixture.job();
  job.first = codes::Serial::from(codes::Serial::most - 88).value();
  CHECK_THROWS_AS(write(job, still(), folder("no-serials")), finding::Failure);
}

TEST_CASE("a cover that wants a serial of its own is a failure that names the page") {
  product::Fixture fixture(1);
  fixture.document.pages[0].marks.push_back(
      product::field(page::Variable::serial, {{measure::Length{}, measure::Length{}}}));
  std::string said;
  try {
    write(fixture.job(), still(), folder("cover-serial"));
  } catch (const finding::Failure& failure) {
    said = failure.sentence().en;
  }
  CHECK(said.find("\"cover-front\"") != std::string::npos);
}
