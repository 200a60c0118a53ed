// What people hand in that can't be, and what they do at the wrong moment.
#include "catch/catch.h"
#include "finding/failure.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

bool nothing_was_made(Shop& shop) {
  return open_ledger(shop.workspace).orders().empty() &&
         std::filesystem::is_empty(shop.workspace.root / "orders");
}

}  // namespace

TEST_CASE("an order of no carnet and of ten million is refused") {
  Shop shop;
  for (const std::uint32_t carnets : {0u, 10'000'000u}) {
    shop.order(carnets);
    CHECK(shop.bat().exit == Exit::findings);
    CHECK(nothing_was_made(shop));
  }
}

TEST_CASE("an order file that is empty, binary or of another kind is refused") {
  Shop shop;
  for (const std::string& toml : {std::string(), std::string("\0\xff\xfe", 3),
                                  std::string("[order"), std::string(300'000, '[')}) {
    shop.write_order(toml);
    CHECK(shop.bat().exit == Exit::findings);
    CHECK(nothing_was_made(shop));
  }
}

TEST_CASE("an order folder that isn't there is refused") {
  Shop shop;
  std::filesystem::remove_all(shop.folder / "order");
  CHECK(shop.bat().exit == Exit::findings);
  CHECK(nothing_was_made(shop));
}

TEST_CASE("an order id names a folder of the workspace and nothing else") {
  Shop shop;
  for (const char* id : {"../../x", "/etc/x", "..", ".x", "a/b", "", "a b"}) {
    shop.id = id;
    shop.order(8);
    CHECK(shop.bat().exit == Exit::findings);
    CHECK(nothing_was_made(shop));
  }
}

TEST_CASE("a logo that is missing, empty or broken is a finding that names it") {
  Shop shop;
  const world::Path logo = shop.folder / "order/logos/departement.svg";
  const std::string svg = world::read_file(logo);
  for (const std::string& bytes :
       {std::string(), svg.substr(0, svg.size() / 2), std::string("%PDF-1.7\nnothing"),
        std::string(5'000'000, '\0')}) {
    world::write_file(logo, bytes);
    CHECK(shop.bat().exit == Exit::findings);
  }
  std::filesystem::remove(logo);
  shop.said.clear();
  CHECK(shop.bat().exit == Exit::findings);
  CHECK(shop.said.find("departement.svg") != std::string::npos);
  CHECK(nothing_was_made(shop));
}

TEST_CASE("a logo of a hundred megabytes is a finding, not a failure") {
  Shop shop;
  std::filesystem::resize_file(shop.folder / "order/logos/departement.svg", 100u << 20);
  CHECK(shop.bat().exit == Exit::findings);
}

TEST_CASE("names, reasons and references that can't be kept are refused, and nothing is written") {
  Shop shop;
  shop.bat();
  const auto before = open_ledger(shop.workspace).history().size();
  for (const std::string& words :
       {std::string(), std::string("   "), std::string("\xff"), std::string("a\x1b[31m"),
        std::string("\xe2\x80\xaetxt.a"), std::string("a\0b", 3), std::string("one\ntwo")}) {
    CHECK(errors(shop.approve(1, words)) == "words ");
    CHECK(errors(shop.refuse(1, words)) == "words ");
    CHECK(errors(shop.pay(800, words)) == "words ");
    CHECK(errors(shop.printed(words)) == "words ");
  }
  CHECK(open_ledger(shop.workspace).history().size() == before);
}

TEST_CASE("sheets are never pressed into a folder that holds something, and take no serial there") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  world::make_folder(shop.folder / "out");
  world::write_file(shop.folder / "out/letter.txt", "keep me");
  CHECK_THROWS_AS(shop.press(), finding::Failure);
  CHECK_FALSE(shop.batch().release);
  CHECK(bytes_of(shop.folder / "out").size() == 1);
}

TEST_CASE("two presses at once for one order: the second is told to wait") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  int refusals = 0;
  shop.during = [&](const Progress& progress) {
    if (progress.done != 2) return;
    Desk other = shop.desk;
    other.watch = [](const Progress&) {};
    try {
      flow::press(other, shop.workspace, shop.id, {shop.folder / "other", {}, {}});
    } catch (const finding::Failure&) {
      ++refusals;
    }
  };
  CHECK(shop.press().exit == Exit::done);
  CHECK(refusals == 1);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "other"));
}

TEST_CASE("a press that is interrupted leaves nothing half-made, and its serials are taken once") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  bool stop = false;
  shop.desk.world.interrupted = [&] { return stop; };
  shop.during = [&](const Progress& progress) { stop = progress.done == 3; };
  CHECK_THROWS_AS(shop.press(), finding::Interrupted);
  for (const auto& entry : std::filesystem::directory_iterator(shop.folder.path()))
    CHECK((entry.path().filename() == "workspace" || entry.path().filename() == "order"));
  shop.during = {};
  stop = false;
  CHECK(Shop::facts(shop.press()).at("first_serial") == 1);
  CHECK(Shop::facts(shop.press("again")).at("last_serial") == 80);
}

TEST_CASE("a frozen file that was changed is not printed, and no serial is taken") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  const world::Path pages = shop.workspace.order("T-1") / "v0001/pages.txt";
  std::string text = world::read_file(pages);
  text.back() = ' ';
  world::write_file(pages, text);
  CHECK_THROWS_AS(shop.press(), finding::Failure);
  CHECK_FALSE(shop.batch().release);
}

TEST_CASE("a frozen shop that was changed is neither pressed nor verified, and its file is named") {
  Shop shop;
  shop.made();
  const world::Path file = shop.workspace.order("T-1") / "release/default.toml";
  const std::string toml = world::read_file(file);
  world::write_file(file, toml + "# one space more\n");
  for (const bool again : {true, false}) {
    std::string said;
    try {
      again ? shop.press("again") : shop.verify();
    } catch (const finding::Failure& failure) {
      said = failure.sentence().en;
    }
    CHECK(said.find("release/default.toml") != std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(shop.folder / "again"));
  world::write_file(file, toml);
  CHECK(shop.verify().exit == Exit::done);
}

TEST_CASE("a shop changed in the settings after the release changes no sheet") {
  Shop shop;
  shop.made();
  world::write_file(shop.workspace.shop("default"), "format = 1\n");
  shop.press("again");
  CHECK(bytes_of(shop.folder / "again") == bytes_of(shop.folder / "out"));
}

TEST_CASE("an order that the ledger doesn't know is the asker's mistake, and is named") {
  Shop shop;
  shop.bat();
  shop.id = "T-2";
  for (const auto& answer :
       {shop.approve(), shop.refuse(1, "non"), shop.pay(), shop.press(), shop.printed()})
    CHECK((answer.exit == Exit::findings && errors(answer) == "order-unknown "));
  CHECK(shop.said.find("T-2") != std::string::npos);
}

TEST_CASE("a folder whose name isn't UTF-8 can be a workspace all the same") {
  Shop shop;
  const Outcome outcome = init(shop.desk, shop.folder / "w\xff");
  CHECK(outcome.exit == Exit::done);
  CHECK(Shop::facts(outcome).contains("workspace"));
}

TEST_CASE("a manifest of somebody else's is no key to the ledger") {
  Shop shop;
  shop.made();
  world::make_folder(shop.folder / "else");
  for (const char* manifest : {"", "{}", "[1]", R"({"order": 3})"}) {
    world::write_file(shop.folder / "else/manifest.json", manifest);
    const Outcome outcome = shop.verify("else");
    CHECK(outcome.exit == Exit::findings);
    CHECK(errors(outcome) == "manifest-unreadable ");
  }
  world::write_file(shop.folder / "else/manifest.json", R"({"order": "../x\u001b[31m"})");
  CHECK(shop.verify("else").exit == Exit::findings);
  world::write_file(shop.folder / "else/manifest.json", R"({"order": "T-1"})");
  CHECK(shop.verify("else").exit == Exit::difference);
}
