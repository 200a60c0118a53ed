// The sheets of the press room, read back.
#include "../press/product.h"
#include "catch/catch.h"
#include "impose/one_up.h"
#include "pdf/export.h"
#include "verify/expect.h"
#include "verify/verify.h"
#include "world/folder.h"

#include <set>

using namespace imprimatur;
using namespace imprimatur::measure::literals;
using namespace imprimatur::verify;

namespace {

// Presses a run into a folder of its own and reads it back.
struct Pressed {
  world::TestFolder folder;
  world::World world = world::still_world(world::Instant{std::chrono::seconds{1'795'435'200}});
  std::optional<Report> report;

  Pressed(std::uint32_t carnets, const shop::Shop& shop,
          std::optional<press::SheetRange> sheets = std::nullopt,
          const page::Document& document = product::carnet(),
          impose::Leaves scheme = impose::Leaves::imposed,
          const std::optional<page::Document>& approved = std::nullopt,
          const std::function<void(std::string& inner)>& damage = {}) {
    product::Fixture fixture(carnets, shop, document);
    if (scheme == impose::Leaves::one_up) {
      fixture.shop = impose::shop_of_one_up(fixture.document, shop);
      fixture.run = *impose::impose_one_up(fixture.document, fixture.shop, carnets).run;
    }
    const press::Job job = fixture.job(sheets);
    press::Manifest manifest = press::write(job, world, folder.path());
    for (press::FileDigest& file : manifest.files) {
      if (!damage || file.name != "sheets-inner-0001.pdf") continue;
      std::string bytes = world::read_file(folder / file.name);
      damage(bytes);
      world::write_file(folder / file.name, bytes);
      file = {file.name, bytes.size(), crypto::sha256(bytes)};
    }
    const crypto::Digest digest = press::write_manifest(manifest, folder.path());

    const auto range =
        sheets ? std::optional(SheetRange{sheets->first, sheets->last}) : std::nullopt;
    const auto serials = *codes::SerialRange::from(
        job.first, std::uint64_t{carnets} * document.passes_per_booklet());
    page::Document art = approved ? *approved : fixture.document;
    for (page::Page& page : art.pages)
      std::erase_if(page.marks, [](const page::Mark& mark) {
        return std::holds_alternative<page::Field>(mark) ||
               std::holds_alternative<page::Symbol>(mark);
      });
    world::StringSink pages;
    pdf::DocumentFacts facts;
    facts.title = "Approved";
    pdf::write_pages(art, fixture.resources, fixture.shop.condition, facts, {}, pages);
    report = verify::verify(folder.path(),
                            expect(fixture.document, fixture.shop, fixture.run,
                                   {serials, range, digest, pages.bytes()}, fixture.coder),
                            {}, world);
    for (const finding::Finding& one : report->findings)
      UNSCOPED_INFO(to_text(one, finding::Language::english));
  }
};

}  // namespace

TEST_CASE("the press's sheets read back as they must be, whichever way they are flipped") {
  shop::Shop shop = product::shop();
  shop.flip = GENERATE(shop::Flip::short_edge, shop::Flip::long_edge);
  shop.trim_box = GENERATE(shop::TrimBox::net, shop::TrimBox::sheet);
  const Pressed pressed(9, shop);
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes == 90);
  CHECK(pressed.report->voids > 0);
  CHECK(pressed.report->whole <= pressed.report->sheets);
}

TEST_CASE("a range of sheets reads back in the files it was pressed into") {
  shop::Shop shop = product::shop();
  shop.sheets_per_file = 7;
  const Pressed pressed(23, shop, press::SheetRange{5, 18});
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes > 0);
}

TEST_CASE("stitched booklets read back, their blank leaves and their creep included") {
  const auto passes = GENERATE(10u, 9u);
  const Pressed pressed(7, product::shop(), std::nullopt,
                        product::carnet(passes, page::Binding::saddle));
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes == 7 * passes);
}

TEST_CASE("leaves that lie turned by a quarter read back, on both hands of a form") {
  shop::Shop shop = product::shop();
  shop.sheet = {720_mm, 520_mm};
  shop.papers = {{shop.sheet, std::nullopt}};
  shop.wishes.leaves = shop::Wishes::Leaves::turned;
  shop.work = GENERATE(shop::Work::sheetwise, shop::Work::work_and_turn);
  if (shop.work == shop::Work::work_and_turn) shop.gripper.edge = shop::Edge::bottom;
  const Pressed pressed(50, shop, std::nullopt, product::carnet(10, page::Binding::left));
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes == 500);
  // A change of what press writes that makes every page look like no other would only be slow.
  CHECK(pressed.report->whole <= pressed.report->sheets);
}

TEST_CASE("one form for both sides reads back, turned or tumbled, leaves or spreads") {
  shop::Shop shop = product::shop();
  shop.work = GENERATE(shop::Work::work_and_turn, shop::Work::work_and_tumble);
  const auto binding = GENERATE(page::Binding::left, page::Binding::saddle);
  if (binding == page::Binding::saddle) shop.gripper.edge = shop::Edge::bottom;  // one column
  const bool held_at_side = shop.gripper.edge == shop::Edge::left;
  const bool tumbled = shop.work == shop::Work::work_and_tumble;
  if (!held_at_side && !tumbled) shop.sheet = {900_mm, 320_mm};  // two columns of spreads
  shop.papers = {{shop.sheet, std::nullopt}};
  CAPTURE(tumbled, binding == page::Binding::saddle);
  const Pressed pressed(5, shop, std::nullopt, product::carnet(10, binding));
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes == 50);
}

TEST_CASE("sheets printed from the last to the first read back, in files and ranges of their own") {
  shop::Shop shop = product::shop();
  shop.delivery = shop::Delivery::face_up;
  shop.stacking = GENERATE(shop::Stacking::cut_and_stack, shop::Stacking::step_and_repeat);
  shop.sheets_per_file = 7;
  const auto range = GENERATE(std::optional<press::SheetRange>(), press::SheetRange{5, 18});
  const Pressed pressed(23, shop, range);
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes > 0);
}

TEST_CASE("a back drawn against the press's shift reads back where it is drawn") {
  shop::Shop shop = product::shop();
  shop.back_shift = {measure::Length::from_micrometres(400),
                     measure::Length::from_micrometres(-300)};
  const Pressed pressed(9, shop);
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes == 90);
}

TEST_CASE("finishing lines, in the sheets or beside them, disturb no reading") {
  shop::Shop shop = product::shop();
  shop.finishing.in = GENERATE(shop::FinishingIn::sheet, shop::FinishingIn::separate);
  const Pressed pressed(9, shop);
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes == 90);
}

TEST_CASE("leaves one-up read back as they must be, whole or a range of them") {
  shop::Shop shop = product::shop();
  shop.sheets_per_file = 25;
  shop.trim_box = GENERATE(shop::TrimBox::net, shop::TrimBox::sheet);
  const Pressed whole(3, shop, std::nullopt, product::carnet(), impose::Leaves::one_up);
  CHECK(whole.report->findings.empty());
  CHECK(whole.report->codes == 30);
  CHECK(whole.report->sheets == 36);
  CHECK(whole.report->whole <= whole.report->sheets);
  const Pressed part(3, shop, press::SheetRange{5, 22}, product::carnet(), impose::Leaves::one_up);
  CHECK(part.report->findings.empty());
  CHECK(part.report->codes == 18);
}

TEST_CASE("pages that are not the approved ones are found on the press's sheets") {
  page::Document approved = product::carnet();
  approved.pages[2].marks.push_back(sample::box({{60_mm, 55_mm}, {20_mm, 6_mm}},
                                                ink::Process{{}, ink::Tint::percent(60), {}, {}}));
  const auto [leaves, where] = GENERATE(
      table<impose::Leaves, std::string>({{impose::Leaves::imposed, "Sheet 1, front, slot 1"},
                                          {impose::Leaves::one_up, "Leaf 1, front, serial"}}));
  const Pressed pressed(3, product::shop(), std::nullopt, product::carnet(), leaves, approved);
  REQUIRE_FALSE(pressed.report->findings.empty());
  for (const finding::Finding& one : pressed.report->findings) CHECK(one.rule == "artwork-differs");
  const std::string first = pressed.report->findings.begin()->sentence.en;
  CHECK(first.substr(0, where.size()) == where);
}

TEST_CASE("a bleed that is not as approved is found, though it is cut off") {
  page::Document approved = product::carnet();
  approved.pages[2].marks.push_back(sample::box({{30_mm, -2500_um}, {40_mm, 2_mm}},
                                                ink::Process{{}, ink::Tint::percent(60), {}, {}}));
  const Pressed pressed(3, product::shop(), std::nullopt, product::carnet(),
                        impose::Leaves::imposed, approved);
  REQUIRE_FALSE(pressed.report->findings.empty());
  for (const finding::Finding& one : pressed.report->findings) CHECK(one.rule == "artwork-differs");
}

// The file and its manifest agree, and the page looks like the others.
TEST_CASE("a sheet that the press wrote twice, in another's place, is found") {
  const auto repeat = [](std::string& bytes) {
    std::vector<std::pair<std::size_t, std::size_t>> contents;  // of fronts and backs in turn
    for (std::size_t at = bytes.find("/Contents "); at != std::string::npos;
         at = bytes.find("/Contents ", at + 1))
      contents.emplace_back(at, bytes.find(" R", at) - at);
    const auto [first, length] = contents.at(4);
    const auto [third, same_length] = contents.at(8);
    REQUIRE(length == same_length);
    bytes.replace(third, length, bytes.substr(first, length));
  };
  const Pressed pressed(9, product::shop(), std::nullopt, product::carnet(),
                        impose::Leaves::imposed, std::nullopt, repeat);
  std::set<std::string> rules;
  for (const finding::Finding& one : pressed.report->findings) {
    rules.insert(one.rule);
    if (!one.place.file.empty()) CHECK(one.sentence.en.starts_with("Sheet 5, front"));
  }
  for (const char* rule : {"symbol-of-another", "code-twice", "code-text", "serials-missing"})
    CHECK(rules.contains(rule));
}
