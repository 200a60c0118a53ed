// What `impose-plan` says: readable plans of a handful of shops and products, and the way in and
// out.
#include "flow/plan.h"
#include "../impose/shops.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/plan_words.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;
using namespace measure::literals;
using finding::Language;

namespace {

page::Document stitched(std::uint32_t passes) {
  page::Document document = impose::carnet(passes);
  document.binding = page::Binding::saddle;
  document.leaf = {168_mm, 72_mm};
  for (page::Stock& stock : document.stocks) stock.along_spine = true;
  return document;
}

// Both languages of a plan, French first.
std::string told(const page::Document& document, const shop::Shop& shop, std::uint32_t carnets) {
  const auto imposed = impose::impose_run(document, shop, carnets);
  if (!imposed.run) return "";
  std::string french, english;
  for (const auto& line : plan_lines({"T-1", 1, document, shop, imposed})) {
    french += line.fr + "\n";
    english += line.en + "\n";
  }
  return french + "\n" + english;
}

// What was made instead is left beside the programs.
void check_golden(const std::string& name, const std::string& text) {
  INFO(name << "\n" << text);
  world::write_file(PROGRAM_FOLDER "/plan-" + name + ".actual.txt", text);
  CHECK(text == world::read_file(SOURCE_FOLDER "/tests/flow/plans/" + name + ".txt"));
}

class Planner : public Shop {
 public:
  Outcome plan(const std::string& what, const PlanWishes& wishes = {}) {
    return flow::plan(desk, workspace, what, wishes, Language::english);
  }
  std::string order_folder() const { return (folder / "order").string(); }
  // shops/other.toml: the default one, changed.
  void other_shop(const std::string& what, const std::string& with) {
    std::string toml = world::read_file(workspace.shop("default"));
    toml.replace(toml.find(what), what.size(), with);
    world::write_file(workspace.shop("other"), toml);
  }
};

}  // namespace

TEST_CASE("the plan of a stubbed booklet on SRA3") {
  check_golden("carnet-sra3", told(impose::carnet(), impose::sra3(), 22));
}

TEST_CASE("the plan of a stitched booklet on SRA3") {
  check_golden("stitched-sra3", told(stitched(10), impose::sra3(), 22));
}

TEST_CASE("the plan of nine stitched passes, dealt out, delivered face up, on the better paper") {
  shop::Shop shop = impose::sra3();
  shop.papers = {{{450_mm, 320_mm}, shop::Grain::long_edge},
                 {{640_mm, 450_mm}, shop::Grain::short_edge}};
  shop.stacking = shop::Stacking::step_and_repeat;
  shop.delivery = shop::Delivery::face_up;
  check_golden("stitched-nine-two-papers", told(stitched(9), shop, 5000));
}

TEST_CASE("the plan of a stubbed booklet on half a metre, work and turn, as the shop wants it") {
  shop::Shop shop = impose::sra3();
  shop.sheet = {720_mm, 520_mm};
  shop.gripper = {shop::Edge::bottom, 12_mm};
  shop.work = shop::Work::work_and_turn;
  shop.wishes.leaves = shop::Wishes::Leaves::turned;
  shop.wishes.columns = 6;
  check_golden("carnet-work-and-turn", told(impose::carnet(), shop, 1000));
}

TEST_CASE("the plan of work and tumble in several lifts") {
  shop::Shop shop = impose::sra3(shop::Flip::long_edge);
  shop.work = shop::Work::work_and_tumble;
  shop.lift.sheets = 100;
  check_golden("carnet-work-and-tumble", told(impose::carnet(), shop, 1201));
}

TEST_CASE("an order folder is planned before it is registered, and changes nothing") {
  Planner shop;
  const auto facts = Shop::facts(shop.plan(shop.order_folder()));
  CHECK(facts.at("order") == "T-1");
  CHECK(facts.at("version") == 0);
  CHECK(facts.at("up") == 8);
  CHECK(facts.at("stocks").at(1).at("sheets") == 10);
  CHECK_FALSE(open_ledger(shop.workspace).batch("T-1"));
}

TEST_CASE(
    "an order folder is planned without a workspace, for the shop that a new one would have") {
  Planner shop;
  const Outcome outcome =
      flow::plan(shop.desk, std::nullopt, shop.order_folder(), {}, Language::english);
  CHECK(outcome.exit == Exit::done);
  CHECK(Shop::facts(outcome).at("shop") == "default");
}

TEST_CASE("a registered order is planned as it was frozen, whatever became of its folder") {
  Planner shop;
  shop.bat();
  shop.order(200);
  const auto facts = Shop::facts(shop.plan("T-1"));
  CHECK(facts.at("version") == 1);
  CHECK(facts.at("carnets") == 8);
  CHECK(open_ledger(shop.workspace).batch("T-1")->stage() == ledger::Stage::sent);
}

TEST_CASE("after the release the plan is that of the release's shop, whatever became of its file") {
  Planner shop;
  shop.made();
  world::write_file(shop.workspace.shop("default"), "format = 1\n");
  CHECK(Shop::facts(shop.plan("T-1")).at("up") == 8);
}

TEST_CASE("another shop can be asked for, of an id as of a folder") {
  Planner shop;
  shop.bat();
  shop.other_shop("height   = \"320 mm\"", "height   = \"200 mm\"");
  CHECK(Shop::facts(shop.plan("T-1", {"other", {}, {}})).at("leaves") == "turned");
  CHECK(Shop::facts(shop.plan(shop.order_folder(), {"other", {}, {}})).at("shop") == "other");
  CHECK(errors(shop.plan("T-1", {"nobody", {}, {}})) == "unknown-shop ");
  CHECK(errors(shop.plan("T-1", {"../shops/other", {}, {}})) == "unknown-shop ");
  CHECK(errors(shop.plan(shop.order_folder(), {"nobody", {}, {}})) == "unknown-shop ");
}

TEST_CASE("leaf by leaf, the plan counts leaves and draws one to a page") {
  Planner shop;
  shop.bat();
  const Outcome outcome = shop.plan("T-1", {{}, shop.folder / "plan.svg", {}, true});
  REQUIRE(outcome.lines.size() == 5);
  CHECK(outcome.lines[1].en ==
        "Leaf by leaf, booklet after booklet: pages of 184 × 78 mm, leaves of 178 × "
        "72 mm");
  CHECK(outcome.lines[3].en.ends_with(": 80 leaves"));
  const auto facts = Shop::facts(outcome);
  CHECK(facts.at("up") == 1);
  CHECK(facts.at("stocks").at(0).at("sheets") == 16);
  CHECK(world::read_file(shop.folder / "plan.svg").find("Recto du pass") != std::string::npos);
}

TEST_CASE("a wish that can't be is told with the millimetres that it lacks") {
  Planner shop;
  shop.bat();
  shop.other_shop("[sheet]", "[sheet]\nrows = 5");
  const Outcome outcome = shop.plan("T-1", {"other", {}, {}});
  CHECK(outcome.exit == Exit::findings);
  CHECK(errors(outcome) == "wish-too-large ");
  CHECK(outcome.findings.begin()->sentence.en.find(" mm in height") != std::string::npos);
}

TEST_CASE("the drawings are written where they are asked for") {
  Planner shop;
  const Outcome outcome =
      shop.plan(shop.order_folder(), {{}, shop.folder / "plan.svg", shop.folder / "plan.png"});
  CHECK(outcome.exit == Exit::done);
  CHECK(world::read_file(shop.folder / "plan.svg").find("Recto du pass") != std::string::npos);
  CHECK(world::read_file(shop.folder / "plan.png").substr(1, 3) == "PNG");
}

TEST_CASE("after the release a frozen shop that was changed is not planned with") {
  Planner shop;
  shop.made();
  const world::Path frozen = frozen_shop(shop.workspace, "T-1", "default");
  world::write_file(frozen, world::read_file(frozen) + "# touched\n");
  CHECK_THROWS_AS(shop.plan("T-1"), finding::Failure);
}

TEST_CASE("what is neither an order nor a folder is a finding that says so") {
  Planner shop;
  CHECK(errors(shop.plan("T-9")) == "order-unknown ");
  CHECK(errors(shop.plan((shop.folder / "nothing").string())) == "order-unknown ");
  CHECK(errors(shop.plan("\xff")) == "order-unknown ");
}
