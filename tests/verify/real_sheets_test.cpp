// The sheets of the press room, read back.
#include "../press/product.h"
#include "catch/catch.h"
#include "verify/expect.h"
#include "verify/verify.h"
#include "world/folder.h"

using namespace imprimatur;
using namespace imprimatur::verify;

namespace {

// Presses a run into a folder of its own and reads it back.
struct Pressed {
  world::TestFolder folder;
  world::World world = world::still_world(world::Instant{std::chrono::seconds{1'795'435'200}});
  std::optional<Report> report;

  Pressed(std::uint32_t carnets, const shop::Shop& shop,
          std::optional<press::SheetRange> sheets = std::nullopt) {
    const product::Fixture fixture(carnets, shop);
    const press::Job job = fixture.job(sheets);
    const press::Manifest manifest = press::write(job, world, folder.path());
    const crypto::Digest digest = press::write_manifest(manifest, folder.path());

    const auto range =
        sheets ? std::optional(SheetRange{sheets->first, sheets->last}) : std::nullopt;
    const auto serials = *codes::SerialRange::from(job.first, std::uint64_t{carnets} * 10);
    report = verify::verify(folder.path(),
                            expect(fixture.document, fixture.shop, fixture.run,
                                   {serials, range, digest}, fixture.coder),
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
}

TEST_CASE("a range of sheets reads back in the files it was pressed into") {
  shop::Shop shop = product::shop();
  shop.sheets_per_file = 7;
  const Pressed pressed(23, shop, press::SheetRange{5, 18});
  CHECK(pressed.report->findings.empty());
  CHECK(pressed.report->codes > 0);
}
