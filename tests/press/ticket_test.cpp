#include "press/ticket.h"

#include "../pdf/strangers.h"
#include "impose/one_up.h"
#include "product.h"

#include <cstdlib>
#include <regex>

using namespace imprimatur;
using namespace imprimatur::press;
using namespace imprimatur::measure::literals;

namespace {

// What write() says of a whole run: one file for each stock.
Manifest manifest_of(const Job& job) {
  Manifest manifest{.order = job.order,
                    .title = job.title,
                    .software = job.software,
                    .version = job.version,
                    .approved = job.approved,
                    .released = "2026-11-23T12:00:00Z",
                    .shop = job.shop.name,
                    .condition = job.shop.condition.identifier,
                    .kind = "PDF/X-4",
                    .one_up = false,
                    .carnets = job.run.carnets,
                    .passes_per_carnet = job.document.passes_per_booklet(),
                    .up = job.run.layout.up(),
                    .first = job.first,
                    .last = job.first,
                    .sheets = std::nullopt,
                    .stocks = {},
                    .sheet_files = {},
                    .files = {}};
  if (job.shop.spots == shop::Spots::kept)
    for (const ink::SpotInk& spot : job.document.spots) manifest.spots.push_back(spot.name);
  if (job.sheets) manifest.sheets = std::pair(job.sheets->first, job.sheets->last);
  for (const impose::StockPlan& stock : job.run.stocks) {
    const std::string name = "sheets-" + stock.stock.name + "-0001.pdf";
    StockCount count;
    count.stock = stock.stock.name;
    count.sheets = stock.plan.sheets();
    manifest.stocks.push_back(count);
    manifest.sheet_files.push_back({name, stock.stock.name, 1, stock.plan.sheets()});
    manifest.files.push_back({name, 4711, {}});
  }
  return manifest;
}

std::string ticket_of(const Job& job) {
  return job_ticket(job, manifest_of(job));
}

bool says(const std::string& ticket, const std::string& words) {
  INFO(words << " in\n" << ticket);
  return ticket.find(words) != std::string::npos;
}

std::size_t count_of(const std::string& words, const std::string& ticket) {
  std::size_t count = 0;
  for (auto at = ticket.find(words); at != std::string::npos; at = ticket.find(words, at + 1))
    ++count;
  return count;
}

// Well-formed to a stranger; and valid, where the variable names CIP4's xjdf.xsd, which is not ours
// to pass on (docs/formats/job-ticket.md).
bool is_accepted(const std::string& ticket) {
  const world::TestFolder folder;
  const std::string file = (folder / "job.xjdf").string();
  world::write_file(file, ticket);
  UNSCOPED_INFO(ticket);
  if (!strangers::accepts("xmllint", {"--noout", "--nonet", file})) return false;
  const char* schema = std::getenv("IMPRIMATUR_XJDF_SCHEMA");
  if (schema == nullptr) {
    WARN("IMPRIMATUR_XJDF_SCHEMA names no schema: the ticket is not validated against it");
    return true;
  }
  return strangers::accepts("xmllint", {"--noout", "--nonet", "--schema", schema, file});
}

// Every kind of finish on every leaf, and a spot ink with a name that no token can hold.
page::Document all_finishes() {
  page::Document document = product::carnet();
  document.spots = {{"PANTONE 287 C", {ink::Tint::percent(100), {}, {}, ink::Tint::percent(40)}}};
  for (const page::Leaf& leaf : document.leaves) {
    using page::FinishKind;
    document.pages[leaf.front].finishes = {{FinishKind::perforation, {28_mm, 0_mm}, {28_mm, 72_mm}},
                                           {FinishKind::fold, {30_mm, 0_mm}, {30_mm, 72_mm}},
                                           {FinishKind::crease, {31_mm, 0_mm}, {31_mm, 72_mm}},
                                           {FinishKind::staple, {5_mm, 16_mm}, {5_mm, 28_mm}},
                                           {FinishKind::staple, {5_mm, 44_mm}, {5_mm, 56_mm}},
                                           {FinishKind::glue, {2_mm, 0_mm}, {2_mm, 72_mm}}};
  }
  return document;
}

// A fixture whose run was made anew after its document or shop was changed.
struct Changed : product::Fixture {
  explicit Changed(page::Document with, shop::Shop by = product::shop()) : Fixture(8) {
    document = std::move(with);
    shop = std::move(by);
    run = impose::impose_run(document, shop, 8).run.value();
  }
};

}  // namespace

TEST_CASE("a ticket is accepted by those who read the standard") {
  const auto binding = GENERATE(page::Binding::none, page::Binding::left, page::Binding::saddle);
  shop::Shop shop = product::shop();
  shop.delivery = GENERATE(shop::Delivery::face_down, shop::Delivery::face_up);
  shop.spots = GENERATE(shop::Spots::kept, shop::Spots::converted);
  shop.grain = shop::Grain::short_edge;
  page::Document document = all_finishes();
  document.binding = binding;
  if (binding == page::Binding::saddle) shop.sheet = {700_mm, 500_mm};
  CHECK(is_accepted(ticket_of(Changed(document, shop).job())));
}

TEST_CASE("staples that are not alike from head and foot are counted, and their places left out") {
  page::Document document = all_finishes();
  document.binding = page::Binding::left;
  for (const page::Leaf& leaf : document.leaves)
    document.pages[leaf.front].finishes[3].to.y = 30_mm;
  const std::string ticket = ticket_of(Changed(document).job());
  CHECK(says(ticket, "NumberOfStitches=\"2\""));
  CHECK(count_of("StitchPositions", ticket) == 0);
  CHECK(count_of("StitchOrigin", ticket) == 0);
}

TEST_CASE("a ticket says what a paper weighs where the template knows") {
  page::Document document = product::carnet();
  document.stocks.back().weight = 90;
  const std::string ticket = ticket_of(Changed(document).job());
  CHECK(is_accepted(ticket));
  CHECK(count_of("Weight=\"90\"", ticket) == 2);  // of the product, and of the sheets
  CHECK(count_of("Weight=", ticket) == 2);
}

TEST_CASE("a ticket of the shipped booklet is accepted") {
  CHECK(is_accepted(ticket_of(product::Fixture(8).job())));
}

TEST_CASE("a ticket says the paper in points and micrometres, and how many sheets of it") {
  const std::string ticket = ticket_of(product::Fixture(8).job());
  CHECK(says(ticket, "Dimension=\"1275.5906 907.0866\""));
  CHECK(says(ticket, "MediaQuality=\"Offset 90\""));
  CHECK(says(ticket, "Thickness=\"100\""));
  CHECK(says(ticket, "<PartAmount Amount=\"10\"/>"));  // passes: 8 booklets of 10, 8 up
  CHECK(says(ticket, "<PartAmount Amount=\"2\"/>"));   // covers
}

TEST_CASE("fibres along the short edge of a landscape sheet run along its y axis") {
  shop::Shop shop = product::shop();
  CHECK_FALSE(says(ticket_of(product::Fixture(8, shop).job()), "GrainDirection"));
  shop.grain = shop::Grain::short_edge;
  CHECK(says(ticket_of(product::Fixture(8, shop).job()), "GrainDirection=\"YDirection\""));
  shop.grain = shop::Grain::long_edge;
  CHECK(says(ticket_of(product::Fixture(8, shop).job()), "GrainDirection=\"XDirection\""));
}

TEST_CASE("each file is listed with its pages and its size") {
  const std::string ticket = ticket_of(product::Fixture(8).job());
  CHECK(says(ticket, "<RunList NPage=\"20\" Pages=\"0 19\">"));
  CHECK(
      says(ticket, "FileSize=\"4711\" MimeType=\"application/pdf\" URL=\"sheets-inner-0001.pdf\""));
}

TEST_CASE("the cut blocks are the pieces of the front, from the bottom-left corner") {
  const product::Fixture fixture(8);
  const std::string ticket = ticket_of(fixture.job());
  CHECK(count_of("<CutBlock ", ticket) == fixture.run.layout.pieces());
  const measure::Rect first = fixture.run.layout.piece_trim(impose::Side::front, 0);
  std::smatch found;
  REQUIRE(std::regex_search(
      ticket, found, std::regex("BlockName=\"block-1\" Box=\"([0-9.]+) ([0-9.]+) ([0-9.]+) ")));
  const auto length = [&](std::size_t i) {
    return measure::Length::from_points(std::stod(found[i]));
  };
  CHECK(length(1) == first.left());
  CHECK(length(2) == 320_mm - first.bottom());
  CHECK(length(3) == first.right());
}

TEST_CASE("cut-and-stack numbers its piles, step-and-repeat has none to number") {
  shop::Shop shop = product::shop();
  const std::string piles = ticket_of(product::Fixture(8, shop).job());
  CHECK(says(piles, "StackDepth=\"10\" StackOrd=\"7\""));
  shop.stacking = shop::Stacking::step_and_repeat;
  CHECK_FALSE(says(ticket_of(product::Fixture(8, shop).job()), "StackOrd"));
}

TEST_CASE("the work style tells whether the gripper keeps its edge") {
  const auto style = [](shop::Edge gripper, shop::Flip flip, shop::Work work) {
    shop::Shop shop = product::shop();
    shop.gripper = {gripper, 5_mm};
    shop.flip = flip;
    shop.work = work;
    const std::string ticket = ticket_of(product::Fixture(8, shop).job());
    const auto at = ticket.find("WorkStyle=\"") + 11;
    return ticket.substr(at, ticket.find('"', at) - at);
  };
  using shop::Edge, shop::Flip, shop::Work;
  CHECK(style(Edge::left, Flip::short_edge, Work::sheetwise) == "Perfecting");
  CHECK(style(Edge::top, Flip::short_edge, Work::sheetwise) == "WorkAndBack");
  CHECK(style(Edge::top, Flip::long_edge, Work::sheetwise) == "Perfecting");
  CHECK(style(Edge::top, Flip::short_edge, Work::work_and_turn) == "WorkAndTurn");
  CHECK(style(Edge::left, Flip::short_edge, Work::work_and_tumble) == "WorkAndTumble");
}

TEST_CASE("pieces that lie face down on the front are turned over, the others are not") {
  shop::Shop shop = product::shop();
  shop.gripper = {shop::Edge::top, 5_mm};
  const product::Fixture plain(8, shop);
  const std::size_t pieces = std::size_t{2} * plain.run.layout.pieces();  // of two stocks
  CHECK(count_of("Orientation=\"Rotate0\"", ticket_of(plain.job())) == pieces);
  shop.work = shop::Work::work_and_turn;
  const std::string turned = ticket_of(product::Fixture(8, shop).job());
  CHECK(count_of("Orientation=\"Rotate0\"", turned) == pieces / 2);
  CHECK(count_of("Orientation=\"Flip180\"", turned) == pieces / 2);
}

TEST_CASE("the steps of the run follow the product, and each has its lines") {
  page::Document document = all_finishes();
  document.binding = page::Binding::left;
  const std::string ticket = ticket_of(Changed(document).job());
  CHECK(says(ticket,
             "Types=\"DigitalPrinting Cutting Perforating Creasing Folding Gathering "
             "Stitching Gluing\""));
  CHECK(
      says(ticket, "<Perforate StartPosition=\"79.3701 204.0945\" WorkingPath=\"0 -204.0945\"/>"));
  CHECK(says(ticket, "<Fold From=\"Left\" To=\"Up\" Travel=\"85.0394\"/>"));
  CHECK(says(ticket,
             "NumberOfStitches=\"2\" Offset=\"14.1732\" StitchOrigin=\"TrimBoxCenter\" "
             "StitchPositions=\"-39.685 39.685\" StitchType=\"Side\""));
  CHECK(says(ticket, "BindingType=\"SideStitch\""));
  CHECK(says(ticket, "<Glue StartPosition="));
}

TEST_CASE("a stitched booklet is folded, collected and stapled through its fold") {
  page::Document document = all_finishes();
  document.binding = page::Binding::saddle;
  shop::Shop shop = product::shop();
  shop.sheet = {700_mm, 500_mm};
  const std::string ticket = ticket_of(Changed(document, shop).job());
  CHECK(says(ticket, "BinderySignatureType=\"Fold\" FoldCatalog=\"F4-1\""));
  CHECK(says(ticket, "BindingType=\"SaddleStitch\""));
  CHECK(says(ticket, "Collecting"));
}

TEST_CASE("spot inks that are kept are named as the shop knows them, converted ones are not") {
  shop::Shop shop = product::shop();
  const std::string kept = ticket_of(Changed(all_finishes(), shop).job());
  CHECK(says(kept, "ColorantOrder=\"Cyan Magenta Yellow Black PANTONE_287_C\""));
  CHECK(says(kept, "ActualColorName=\"PANTONE 287 C\" CMYK=\"1 0 0 0.4\""));
  shop.spots = shop::Spots::converted;
  CHECK_FALSE(says(ticket_of(Changed(all_finishes(), shop).job()), "PANTONE"));
}

TEST_CASE("the spot ink of a logo is a plate as any other") {
  const product::Fixture fixture(8);
  Manifest manifest = manifest_of(fixture.job());
  manifest.spots = {"Encre maison"};
  const std::string ticket = job_ticket(fixture.job(), manifest);
  CHECK(says(ticket, "ColorantOrder=\"Cyan Magenta Yellow Black Encre_maison\""));
  CHECK(says(ticket, "<Color ActualColorName=\"Encre maison\"/>"));
  CHECK(is_accepted(ticket));
}

TEST_CASE("the inks of finishing lines are named as lines for the finishers, not as plates") {
  product::Fixture fixture(8);
  fixture.shop.finishing.in = GENERATE(shop::FinishingIn::sheet, shop::FinishingIn::separate);
  const bool within = fixture.shop.finishing.in == shop::FinishingIn::sheet;
  const world::TestFolder folder;
  const Manifest manifest =
      write(fixture.job(), world::still_world(fixture.job().released), folder.path());
  const std::string ticket = job_ticket(fixture.job(), manifest);
  CHECK(is_accepted(ticket));
  for (const char* ink : {"Cutting", "Perf", "Barcode", "CodingMarking"}) {
    const std::string color = std::string("ActualColorName=\"") + ink + "\" ColorType=\"DieLine\"";
    CHECK((count_of(color, ticket) == 1) == within);
  }
  CHECK(count_of("Black Cutting", ticket) == 0);
}

TEST_CASE("a ticket for leaves that the shop imposes says no sheet, no layout and no cut block") {
  page::Document document = all_finishes();
  document.binding = GENERATE(page::Binding::left, page::Binding::saddle);
  product::Fixture fixture(8);
  fixture.document = document;
  fixture.shop = impose::shop_of_one_up(document, product::shop());
  fixture.run = impose::impose_one_up(document, fixture.shop, 8).run.value();
  const std::string ticket = ticket_of(fixture.job());
  CHECK(is_accepted(ticket));
  for (const char* word : {"<Layout ", "<CutBlock", "<Position ", "Dimension=", "PageDelivery"})
    CHECK(count_of(word, ticket) == 0);
  CHECK(says(ticket, "<LayoutIntent Bleed="));
  CHECK(says(ticket, "NumberOfStitches=\"2\""));
}

TEST_CASE("hostile names leave a ticket that is whole, and are still the names") {
  product::Fixture fixture(8);
  fixture.run.stocks[1].stock.title = "90 g\" <b>&amp;</b>\n\x01\xff]]>\xEF\xBF\xBE é";
  Job job = fixture.job();
  job.title = "</XJDF><!-- \" onload=\"x";
  job.order = "a b/../<c>";
  const std::string ticket = ticket_of(job);
  CHECK(is_accepted(ticket));
  CHECK(says(ticket,
             "MediaQuality=\"90 g&quot; &lt;b&gt;&amp;amp;&lt;/b&gt;&#10;"
             "\uFFFD\uFFFD]]&gt;\uFFFD é\""));
  CHECK(says(ticket, "DescriptiveName=\"&lt;/XJDF&gt;&lt;!-- &quot; onload=&quot;x\""));
  CHECK(says(ticket, "JobID=\"a_b_..__c_\""));
}

TEST_CASE("the same job has the same ticket, and no serial or code is in it") {
  const product::Fixture fixture(8);
  const std::string ticket = ticket_of(fixture.job());
  CHECK(ticket == ticket_of(product::Fixture(8).job()));
  CHECK_FALSE(says(ticket, "1001"));
  CHECK_FALSE(says(ticket, fixture.coder.code_of(fixture.job().first).to_text()));
}
