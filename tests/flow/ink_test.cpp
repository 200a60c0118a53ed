// How much ink the sheets lay, asked before a serial is taken. The heaviest ground of the sample is
// the cover's blue: 100, 70, 0 and 40 per cent.
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/plan.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

class Inked : public Shop {
 public:
  // An order for which only `press` is left.
  Inked() {
    bat();
    approve();
    pay();
  }

  // Whether this press was refused for its ink, and everything is as it was.
  bool left_alone(const std::function<Outcome()>& pressed, const std::string& output) {
    const auto before = bytes_of(workspace.root / "orders");
    const std::string rules = errors(pressed());
    INFO(rules);
    return rules.starts_with("ink-limit ") && !batch().release &&
           !std::filesystem::exists(folder / output) &&
           bytes_of(workspace.root / "orders") == before && intact();
  }
};

std::string first_error(const Outcome& outcome) {
  for (const auto& one : outcome.findings)
    if (one.severity == finding::Severity::error) return one.sentence.en;
  return "";
}

}  // namespace

TEST_CASE("sheets with more ink than the shop bears are refused before anything is taken") {
  Inked shop;
  shop.ink_limit(209);
  CHECK(shop.left_alone([&] { return shop.press(); }, "out"));
  CHECK(first_error(shop.press()) ==
        "The page \"cover-front\" has 210% of ink in a square of 15 mm, and the shop \"default\" "
        "bears 209%: stock cover, front, slot 1, 42 mm from the left and 7 mm from the top of the "
        "sheet.");
  shop.ink_limit(210);  // which is borne
  CHECK(shop.press().exit == Exit::done);
  CHECK(shop.batch().release->first_serial == 1);
}

TEST_CASE("leaves one-up are measured as sheets are, where they lie on theirs") {
  Inked shop;
  shop.ink_limit(209);
  CHECK(shop.left_alone([&] { return shop.one_up(); }, "leaves"));
  CHECK(
      first_error(shop.one_up()).find("front, slot 1, 0 mm from the left and 0 mm from the top") !=
      std::string::npos);
}

TEST_CASE("each page that is too heavy is told, once, with the side that it is on") {
  Inked shop;
  shop.ink_limit(200);
  const Outcome outcome = shop.press();
  CHECK(errors(outcome) == "ink-limit ink-limit ");
  std::string said;
  for (const auto& one : outcome.findings) said += one.sentence.fr;
  CHECK(said.find("«\u00a0cover-front\u00a0» a 210\u202f%") != std::string::npos);
  CHECK(said.find("support cover, verso") != std::string::npos);  // of the back cover
}

TEST_CASE("finishing lines, which nobody prints, weigh nothing") {
  Inked shop;
  shop.ink_limit(210);
  const world::Path file = shop.workspace.shop("default");
  std::string toml = world::read_file(file);
  toml.replace(toml.find("in = \"none\""), 11, "in = \"sheet\"");
  world::write_file(file, toml);
  CHECK(errors(shop.press()) == "");
}

TEST_CASE("a BAT that its shop would not press is not rendered") {
  Shop shop;
  shop.ink_limit(209);
  const Outcome outcome = shop.bat();
  CHECK(outcome.exit == Exit::findings);
  CHECK(errors(outcome) == "ink-limit ink-limit ");
  CHECK_FALSE(std::filesystem::exists(shop.workspace.order(shop.id) / "v0001"));
  CHECK_FALSE(open_ledger(shop.workspace).batch(shop.id));
  shop.ink_limit(210);
  CHECK(shop.bat().exit == Exit::done);
}

TEST_CASE("the plan says what the press would") {
  Shop shop;
  shop.bat();
  const auto plan = [&](const std::string& what) {
    return flow::plan(shop.desk, shop.workspace, what, {{}, shop.folder / "plan.svg", {}},
                      finding::Language::english);
  };
  shop.ink_limit(209);
  CHECK(errors(plan((shop.folder / "order").string())) == "ink-limit ink-limit ");
  CHECK_FALSE(std::filesystem::exists(shop.folder / "plan.svg"));
  shop.ink_limit(210);
  CHECK(plan(shop.id).exit == Exit::done);
}

TEST_CASE("without Ghostscript a limit can't be watched, and without a limit it isn't missed") {
  Inked shop;
  shop.ink_limit(210);
  shop.desk.house.ghostscript = shop.folder / "gs";
  CHECK_THROWS_AS(shop.press(), finding::Failure);
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "out"));
  shop.ink_limit(std::nullopt);
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("an interruption while the ink is measured takes no serial") {
  Inked shop;
  shop.ink_limit(330);
  bool asked = false;
  shop.during = [&](const Progress& progress) {
    asked = asked || progress.step.en == "Measuring the ink coverage";
  };
  shop.desk.world.interrupted = [&] { return asked; };
  CHECK_THROWS_AS(shop.press(), finding::Interrupted);
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "out"));
}

TEST_CASE("a shop's file that changes while it is checked is not printed by") {
  Inked shop;
  shop.ink_limit(330);
  shop.during = [&](const Progress& progress) {
    if (progress.step.en.find("ink") != std::string::npos) shop.ink_limit(100);
  };
  CHECK_THROWS_AS(shop.press(), finding::Failure);
  CHECK_FALSE(shop.batch().release);
  shop.during = nullptr;
  shop.ink_limit(330);
  CHECK(shop.press().exit == Exit::done);
}
