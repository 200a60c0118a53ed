// A run leaf by leaf, and the document parts of both kinds of runs.
#include "impose/one_up.h"
#include "../pdf/strangers.h"
#include "catch/catch.h"
#include "product.h"
#include "reader.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::measure::literals;

namespace {

const world::Instant noon{std::chrono::seconds{1'795'435'200}};

struct OneUp : product::Fixture {
  world::TestFolder folder;

  explicit OneUp(std::uint32_t carnets, shop::Shop with = product::shop())
      : Fixture(carnets, std::move(with)) {
    shop = impose::shop_of_one_up(document, shop);
    run = impose::impose_one_up(document, shop, carnets).run.value();
  }
  press::Manifest print(std::optional<press::SheetRange> sheets = std::nullopt) const {
    return press::write(job(sheets), world::still_world(noon), folder.path());
  }
  std::string path(const std::string& name) const { return (folder / name).string(); }
  std::string bytes(const std::string& name) const { return world::read_file(path(name)); }
};

std::size_t times_in(const std::string& file, std::string_view text) {
  std::size_t found = 0;
  for (auto at = file.find(text); at != file.npos; at = file.find(text, at + 1)) ++found;
  return found;
}

shop::Shop vt_shop() {
  shop::Shop shop = product::shop();
  shop.file_kind = shop::FileKind::pdf_vt1;
  return shop;
}

bool is_free_of_codes(const std::string& file, const press::Job& job) {
  const codes::Code code = job.coder.code_of(job.first);
  return file.find(code.raw()) == file.npos && file.find(code.to_text()) == file.npos;
}

}  // namespace

TEST_CASE("one-up files have every leaf of every booklet, front and back, carnet after carnet") {
  const OneUp run(3);
  const press::Manifest manifest = run.print();
  CHECK(manifest.one_up);
  CHECK(manifest.kind == "PDF/VT-1");
  CHECK(manifest.passes() == 30);
  CHECK(manifest.sheet_files ==
        std::vector<press::SheetFile>{{"oneup-cover-0001.pdf", "cover", 1, 6},
                                      {"oneup-inner-0001.pdf", "inner", 1, 30}});
  const reader::Sheets inner(run.path("oneup-inner-0001.pdf"));
  REQUIRE(inner.pages() == 60);
  const auto page = inner.page(2 * 12);  // the third pass of the second carnet
  CHECK(reader::words_in(*page, {{}, {184_mm, 78_mm}}).contains("0002"));
  CHECK(reader::words_in(*page, {{}, {184_mm, 78_mm}}).contains("3/10"));
}

TEST_CASE("a one-up page is the leaf with its bleed, and nothing else stands on it") {
  const OneUp run(1);
  run.print();
  const auto page = reader::Sheets(run.path("oneup-inner-0001.pdf")).page(0);
  const auto box = [&](poppler::page_box_enum which) {
    return reader::to_rect(page->page_rect(which)).size.width.micrometres();
  };
  CHECK(std::abs(box(poppler::media_box) - 184'000) < 2);
  CHECK(std::abs(box(poppler::bleed_box) - 184'000) < 2);
  CHECK(std::abs(box(poppler::trim_box) - 178'000) < 2);
  CHECK(times_in(run.bytes("oneup-inner-0001.pdf"), "/Separation") == 0);  // no mark
}

TEST_CASE("a shop that imposes gets its finishing lines with the leaves, or a page for each leaf") {
  shop::Shop shop = product::shop();
  const auto in = GENERATE(shop::FinishingIn::sheet, shop::FinishingIn::separate);
  shop.finishing.in = in;
  const OneUp run(2, shop);
  const press::Manifest manifest = run.print();
  const bool within = in == shop::FinishingIn::sheet;
  CHECK((times_in(run.bytes("oneup-inner-0001.pdf"), "/GTS_ProcStepsType /Perforating") == 1) ==
        within);
  CHECK(std::filesystem::exists(run.path("finishing-inner.pdf")) != within);
  if (within) return;
  CHECK(reader::Sheets(run.path("finishing-inner.pdf")).pages() == 10);
  CHECK(reader::Sheets(run.path("finishing-cover.pdf")).pages() == 2);
}

TEST_CASE("a file of one-up leaves ends where a booklet does") {
  shop::Shop shop = product::shop();
  shop.sheets_per_file = 25;
  const OneUp run(5, shop);
  const press::Manifest manifest = run.print();
  REQUIRE(manifest.sheet_files.size() == 4);
  CHECK(manifest.sheet_files[2] == press::SheetFile{"oneup-inner-0002.pdf", "inner", 21, 20});
  CHECK(manifest.sheet_files[3] == press::SheetFile{"oneup-inner-0003.pdf", "inner", 41, 10});
}

TEST_CASE("a saddle-stitched booklet is single leaves one-up, without creep") {
  OneUp run(1);
  run.document.binding = page::Binding::saddle;
  run.shop = impose::shop_of_one_up(run.document, product::shop());
  run.run = impose::impose_one_up(run.document, run.shop, 2).run.value();
  CHECK(run.run.layout.up() == 1);
  CHECK(run.run.stocks[1].plan.sheets() == 20);
  for (const impose::BookletLeaf& leaf : run.run.stocks[1].booklet)
    CHECK(leaf.creep == measure::Length{});
}

TEST_CASE("of one-up files the carnet is the record, and says its number and its serials") {
  const OneUp run(3);
  run.print();
  const std::string inner = run.bytes("oneup-inner-0001.pdf");
  CHECK(times_in(inner, "/NodeNameList [/Job /Carnet /Leaf] /RecordLevel 1") == 1);
  CHECK(times_in(inner, "/DPM << /Carnet 2 /FirstSerial 1011 /LastSerial 1020 >>") == 1);
  CHECK(times_in(inner, "/DPM << /Leaf 2 /Serial 1001 >>") == 1);
  CHECK(times_in(inner, "/Order (2026-0147)") == 1);
  CHECK(is_free_of_codes(inner, run.job()));
}

TEST_CASE("of sheets the sheet is the record, and says what lies in its slots") {
  const product::Fixture fixture(9, vt_shop());
  const world::TestFolder folder;
  press::write(fixture.job(), world::still_world(noon), folder.path());
  const std::string inner = world::read_file(folder / "sheets-inner-0001.pdf");
  CHECK(times_in(inner, "/NodeNameList [/Job /Lift /Sheet] /RecordLevel 2") == 1);
  CHECK(times_in(inner, "/DPM << /Lift 1 >>") == 1);
  CHECK(times_in(inner,
                 "/DPM << /Sheet 1 /Carnets [1 3 5 7 9 0 0 0] "
                 "/Serials [1001 1021 1041 1061 1081 0 0 0] >>") == 1);
  CHECK(is_free_of_codes(inner, fixture.job()));
}

TEST_CASE("strict preflights find no error in sheets and leaves, PDF/X-4 or PDF/VT-1") {
  shop::Shop shop = product::shop();
  const bool vt = GENERATE(false, true), one_up = GENERATE(false, true);
  shop.file_kind = shop.one_up_kind = vt ? shop::FileKind::pdf_vt1 : shop::FileKind::pdf_x4;
  OneUp run(2, shop);
  if (!one_up) {
    run.shop = shop;
    run.run = impose::impose_run(run.document, shop, 2).run.value();
  }
  for (const press::SheetFile& file : run.print().sheet_files) {
    const std::string path = run.path(file.name);
    CHECK(strangers::preflight(path, vt ? strangers::Vt::yes : strangers::Vt::no));
    CHECK(strangers::accepts("qpdf", {"--check", path}));
    CHECK(strangers::accepts("gs", {"-q", "-dPDFSTOPONWARNING", "-dSAFER", "-dNOPAUSE", "-dBATCH",
                                    "-sDEVICE=nullpage", path}));
  }
}

TEST_CASE("template spots, kept or converted, have the plates that the shop wants") {
  const bool vt = GENERATE(false, true), converted = GENERATE(false, true);
  shop::Shop shop = product::shop();
  shop.file_kind = shop.one_up_kind = vt ? shop::FileKind::pdf_vt1 : shop::FileKind::pdf_x4;
  shop.spots = converted ? shop::Spots::converted : shop::Spots::kept;
  OneUp run(1, shop);
  run.document.pages[2].marks.push_back(sample::box(
      {{100_mm, 50_mm}, {9_mm, 9_mm}}, ink::Spot{"PANTONE 287 C", ink::Tint::percent(60)}));
  run.print();
  const std::string path = run.path("oneup-inner-0001.pdf");
  CHECK(strangers::preflight(path, vt ? strangers::Vt::yes : strangers::Vt::no));
  CHECK((times_in(run.bytes("oneup-inner-0001.pdf"), "/Separation") == 0) == converted);
  const auto plates = strangers::run(
      "gs", {"-q", "-dSAFER", "-dPDFSTOPONWARNING", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep",
             "-r18", "-dLastPage=1", "-sOutputFile=" + run.path("plate%d.tif"), path});
  if (!plates) return;
  CHECK(plates->status == 0);
  CHECK(std::filesystem::exists(run.path("plate1(Black).tif")));
  CHECK(std::filesystem::exists(run.path("plate1(PANTONE 287 C).tif")) == !converted);
}

TEST_CASE("finishing lines in a file of their own have no parts, whatever the sheets are") {
  shop::Shop shop = vt_shop();
  shop.finishing.in = shop::FinishingIn::separate;
  const product::Fixture fixture(2, shop);
  const world::TestFolder folder;
  const press::Manifest manifest =
      press::write(fixture.job(), world::still_world(noon), folder.path());
  std::size_t others = 0;
  for (const press::FileDigest& file : manifest.files) {
    if (file.name.starts_with("sheets-") || !file.name.ends_with(".pdf")) continue;
    ++others;
    CHECK(times_in(world::read_file(folder / file.name), "/DPart") == 0);
    CHECK(strangers::preflight((folder / file.name).string(), strangers::Vt::no));
  }
  CHECK(others > 0);
}
