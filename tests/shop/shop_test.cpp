#include "shop/shop.h"

#include "catch/catch.h"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

using namespace imprimatur;
using namespace imprimatur::shop;
using namespace imprimatur::measure::literals;

namespace {

const world::Path assets = world::Path{SOURCE_FOLDER} / "assets";

std::string default_text() {
  return world::read_file(assets / "workspace" / "shops" / "default.toml");
}

// The shipped profile with some passages replaced.
ReadShop changed(const std::vector<std::pair<std::string, std::string>>& changes) {
  std::string text = default_text();
  for (const auto& [passage, replacement] : changes) {
    const auto at = text.find(passage);
    REQUIRE(at != std::string::npos);
    text.replace(at, passage.size(), replacement);
  }
  const world::Path folder = world::Path{PROGRAM_FOLDER} / "shop-test";
  std::filesystem::create_directories(folder);
  world::write_file(folder / "changed.toml", text);
  return read_shop(folder / "changed.toml", {assets / "icc"});
}

ReadShop with(const std::string& passage, const std::string& replacement) {
  return changed({{passage, replacement}});
}

// The only finding's rule and the key at its line, as "rule at key".
std::string only_finding(const ReadShop& read) {
  CHECK_FALSE(read.shop);
  REQUIRE(read.findings.size() == 1);
  const finding::Finding& f = *read.findings.begin();
  CHECK(f.place.file == "shop-test/changed.toml");
  CHECK_FALSE(f.hint.fr.empty());
  CHECK_FALSE(f.hint.en.empty());
  std::istringstream text{world::read_file(world::Path{PROGRAM_FOLDER} / f.place.file)};
  std::string line;
  for (int i = 0; i < f.place.line; ++i) std::getline(text, line);
  return f.rule + " at " + line.substr(0, line.find(' '));
}

}  // namespace

TEST_CASE("the shipped shop reads without a finding") {
  const ReadShop read =
      read_shop(assets / "workspace" / "shops" / "default.toml", {assets / "icc"});
  for (const auto& f : read.findings)
    UNSCOPED_INFO(finding::to_text(f, finding::Language::english));
  REQUIRE(read.shop);
  CHECK(read.findings.empty());
  CHECK(read.shop->name == "default");
  CHECK(read.shop->sheet == Size{450_mm, 320_mm});
  CHECK(read.shop->flip == Flip::short_edge);
  CHECK(read.shop->condition.profile.size() == 227'900);
}

TEST_CASE("a gripper and margins that leave nothing to print on are a finding") {
  CHECK(only_finding(changed({{"\"450 mm\"", "\"100 mm\""}, {"\"10 mm\"", "\"98 mm\""}})) ==
        "sheet-without-room at [sheet]");
}

TEST_CASE("a gripper within its margin takes nothing more of the sheet") {
  const std::pair<std::string, std::string> wide{"\"3 mm\"\ntop", "\"60 mm\"\ntop"};
  CHECK(changed({{"\"450 mm\"", "\"110 mm\""}, {"\"10 mm\"", "\"60 mm\""}, wide}).shop);
}

TEST_CASE("a lift given in no way at all is a finding at its table") {
  CHECK(only_finding(with("height = \"40 mm\" ", "")) == "lift-unknown at [lift]");
}

TEST_CASE("a profile that is missing, outside the folders or no press profile is a finding") {
  const auto profile = GENERATE("PSOcoated.icc", "../icc/README.md", "README.md", "/etc/passwd");
  CHECK(only_finding(with("FOGRA39L_coated_free.icc", profile)) == "profile-unfit at profile");
}

TEST_CASE("an unknown key, an unknown edge and a bare number are findings at their lines") {
  CHECK(only_finding(with("[margins]", "colour = 1\n[margins]")) == "unknown-key at colour");
  CHECK(only_finding(with("\"left\"", "\"starboard\"")) == "not-a-choice at edge");
  CHECK(only_finding(with("\"450 mm\"", "450")) == "wrong-type at width");
}

TEST_CASE("a shop that is not there is a finding that names it") {
  const ReadShop read = read_shop(assets / "nowhere" / "durand.toml", {assets / "icc"});
  REQUIRE(read.findings.size() == 1);
  CHECK(read.findings.begin()->rule == "unknown-shop");
  CHECK(read.findings.begin()->sentence.en.find("\"durand\"") != std::string::npos);
}

TEST_CASE("the largest lift is the stock's own number, else height by caliper, else sheets") {
  Shop shop;
  shop.lift = {40_mm, 300u, {{"cover", 120u}}};
  CHECK(largest_lift(shop, "cover", 300_um) == 120);
  CHECK(largest_lift(shop, "inner", 100_um) == 300);
  CHECK(largest_lift(shop, "inner", 200_um) == 200);
  CHECK(largest_lift(shop, "board", 90_mm) == 1);
}

TEST_CASE("a shop says how it works, stacks, delivers and finishes") {
  const ReadShop read =
      changed({{"flip     = \"short-edge\"",
                "flip = \"long-edge\"\nwork = \"work-and-turn\"\ngrain = \"long-edge\"\nrows = 4"},
               {"[gripper]",
                "[[sheet.other]]\nwidth = \"480 mm\"\nheight = \"330 mm\"\n\n[stacking]\norder = "
                "\"step-and-repeat\"\ndelivery = \"face-up\"\n\n[back]\nright = \"-0.3 mm\"\n\n"
                "[gripper]"},
               {"[inks]\nlimit = 330", "[inks]\nspots = \"convert\"\nlimit = 300"},
               {"[finishing]", "[finishing]\ninks.cutting = \"CutContour\""},
               {"in = \"none\"", "in = \"sheet\""}});
  for (const auto& f : read.findings)
    UNSCOPED_INFO(finding::to_text(f, finding::Language::english));
  REQUIRE(read.shop);
  CHECK(read.shop->work == Work::work_and_turn);
  CHECK(read.shop->grain == Grain::long_edge);
  CHECK(read.shop->wishes.rows == 4u);
  REQUIRE(read.shop->papers.size() == 2);
  CHECK(read.shop->papers[1].sheet == Size{480_mm, 330_mm});
  CHECK(read.shop->stacking == Stacking::step_and_repeat);
  CHECK(read.shop->delivery == Delivery::face_up);
  CHECK(read.shop->back_shift == Shift{-300_um, {}});
  CHECK(read.shop->spots == Spots::converted);
  CHECK(read.shop->ink_limit == 300);
  CHECK(read.shop->finishing.in == FinishingIn::sheet);
  CHECK(read.shop->finishing.inks.cutting == "CutContour");
}

TEST_CASE("the default shop bears what its printing condition does, and no limit is none") {
  CHECK(read_shop(assets / "workspace/shops/default.toml", {assets / "icc"}).shop->ink_limit ==
        330);
  CHECK(changed({{"limit = 330", ""}}).shop->ink_limit == 0);
  CHECK(only_finding(with("limit = 330", "limit = 99")) == "out-of-range at limit");
}

TEST_CASE("a flip that a form for both sides can't have is a finding at its line") {
  CHECK(only_finding(
            with("flip     = \"short-edge\"", "work = \"work-and-turn\"\nflip = \"short-edge\"")) ==
        "flip-of-work at flip");
}

TEST_CASE("two finishing inks of one name, or of a plate's, are findings") {
  for (const char* name : {"perf", "Black"}) {
    const std::string table =
        fmt::format("[finishing.inks]\ncutting = \"Cut\"\nfolding = \"{}\"\n\n[gripper]", name);
    CHECK(only_finding(with("[gripper]", table)) == "finishing-ink-taken at folding");
  }
}

TEST_CASE("each paper of a shop has fibres of its own") {
  Shop shop;
  shop.sheet = {450_mm, 320_mm};
  shop.grain = Grain::short_edge;
  shop.papers = {{shop.sheet, shop.grain}, {{700_mm, 500_mm}, Grain::long_edge}};
  CHECK(grain_of(shop, {450_mm, 320_mm}) == Grain::short_edge);
  CHECK(grain_of(shop, {700_mm, 500_mm}) == Grain::long_edge);
  CHECK_FALSE(grain_of(shop, {500_mm, 700_mm}));
}
