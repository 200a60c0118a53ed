// What only the writing of sheets can find is found before a serial is taken.
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/plan.h"
#include "shop.h"
#include "spot_logo.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::flow;

TEST_CASE("a folder called specimen, of whoever's, is in nobody's way and stays") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  const world::Path kept = shop.workspace.order(shop.id) / "specimen/kept.txt";
  world::make_folder(kept.parent_path());
  world::write_file(kept, "kept");
  CHECK(shop.press().exit == Exit::done);
  CHECK(world::read_file(kept) == "kept");
}

TEST_CASE("a font that is missing for the papers is missed before a serial is taken") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  const world::Path whole = shop.desk.house.data;
  shop.desk.house.data = shop.folder / "house";
  world::make_folder(shop.desk.house.fonts());
  for (const char* name : {"templates", "assets"})
    std::filesystem::create_directory_symlink(whole / name, shop.desk.house.data / name);
  CHECK_THROWS_AS(shop.press(), finding::Failure);
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "out"));
  CHECK_FALSE(std::filesystem::exists(shop.workspace.order(shop.id) / "release"));
  shop.desk.house.data = whole;
  CHECK(shop.press().exit == Exit::done);
}

TEST_CASE("a logo in the shop's finishing ink is refused before a serial is taken") {
  Shop shop;
  world::write_file(shop.folder / "order/logos/departement.svg", logo_with_spot("Perf"));
  shop.bat();
  shop.approve();
  shop.pay();
  const world::Path file = shop.workspace.shop("default");
  const std::string shipped = world::read_file(file);
  const auto in_sheet = [&] {
    std::string toml = shipped;
    const std::string was = "in = \"none\"";
    toml.replace(toml.find(was), was.size(), "in = \"sheet\"");
    world::write_file(file, toml);
  };
  in_sheet();
  const auto before = bytes_of(shop.workspace.root / "orders");
  for (const Outcome& outcome :
       {shop.press(), shop.one_up("out"),
        plan(shop.desk, shop.workspace, shop.id, {}, finding::Language::french),
        check_order(shop.desk, shop.workspace, shop.folder / "order")}) {
    CHECK(outcome.exit == Exit::findings);
    CHECK(errors(outcome) == "finishing-ink-in-art ");
    CHECK(std::ranges::find(outcome.findings, "finishing-ink-in-art", &finding::Finding::rule)
              ->sentence.en ==
          "The logo \"logos/departement.svg\" prints with the finishing ink \"Perf\".");
  }
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "out"));
  CHECK(bytes_of(shop.workspace.root / "orders") == before);

  world::write_file(file, shipped);  // without finishing lines it is a spot ink like any other
  CHECK(shop.press().exit == Exit::done);
  CHECK(shop.verify().exit == Exit::done);
}
