// Sheets on their way to the print shop, and gone once they are printed.
#include "flow/handover.h"
#include "../crypto/platform.h"
#include "catch/catch.h"
#include "finding/failure.h"
#include "flow/passes.h"
#include "flow/reprint.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;
namespace fs = std::filesystem;

namespace {

// Sheets that were written and read back; the shop's certificate is as old as this test.
struct Handover : Shop {
  crypto::Platform printer;
  Handover() {
    desk.world.now = [] { return crypto::this_moment(); };
    made();
  }
  Outcome seal(const std::string& name = "out") {
    return seal_sheets(desk, workspace, folder / name, printer.certificate, folder / "sealed");
  }
  Outcome destroy(const std::string& name = "out") {
    return destroy_sheets(desk, workspace, folder / name, "Mme Martin");
  }
  Outcome reprint(const std::string& name, std::vector<NumberRange> slots) {
    Choice choice;
    choice.sheets = {{3, 3}};
    choice.slots = std::move(slots);
    return flow::reprint(desk, workspace, id,
                         {folder / name, choice, false, {"Mme Martin", "M. Durand"}, "", ""});
  }
};

std::vector<std::string> names_in(const world::Path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST_CASE("the print shop opens each sealed file and finds what was verified") {
  Handover shop;
  if (!shop.printer.there) return;
  CHECK(shop.seal().exit == Exit::gate_closed);  // nobody read them back
  CHECK_FALSE(fs::exists(shop.folder / "sealed"));
  REQUIRE(shop.verify().exit == Exit::done);
  const auto facts = Shop::facts(shop.seal());
  const auto plain = names_in(shop.folder / "out");
  CHECK(facts.at("files") == plain.size());
  for (const std::string& name : plain) {
    CAPTURE(name);
    const world::Path sealed = shop.folder / "sealed" / (name + ".p7m");
    CHECK((shop.printer.opened(sealed) == world::read_file(shop.folder / "out" / name)));
  }
  const auto codes = shop.codes();
  for (const auto& entry : fs::directory_iterator(shop.folder / "sealed")) {
    const std::string bytes = world::read_file(entry.path());
    for (const std::string& code : codes) REQUIRE(bytes.find(code) == std::string::npos);
  }
  CHECK(names_in(shop.folder / "sealed").size() == plain.size() + 1);
  CHECK(shop.intact());
  CHECK_THROWS_AS(shop.seal(), finding::Failure);  // the folder is there
}

TEST_CASE("a sheet file that changed after it was verified is not sealed") {
  Handover shop;
  if (!shop.printer.there) return;
  REQUIRE(shop.verify().exit == Exit::done);
  const world::Path file = shop.folder / "out" / "sheets-inner-0001.pdf";
  world::write_file(file, world::read_file(file) + "%");
  const Outcome outcome = shop.seal();
  CHECK(errors(outcome) == "file-changed ");
  CHECK_FALSE(fs::exists(shop.folder / "sealed"));
  for (const auto& record : open_ledger(shop.workspace).history())
    CHECK_FALSE(std::holds_alternative<ledger::SheetsSealed>(record.event));
}

TEST_CASE("sheets are destroyed once somebody attested that they are printed") {
  Handover shop;
  REQUIRE(shop.verify().exit == Exit::done);
  CHECK(shop.destroy().exit == Exit::gate_closed);
  CHECK(fs::exists(shop.folder / "out" / "slots.csv"));
  REQUIRE(shop.printed().exit == Exit::done);
  world::write_file(shop.folder / "out" / "note.txt", "ours");
  const auto facts = Shop::facts(shop.destroy());
  CHECK(facts.at("left") == nlohmann::json::array({"note.txt"}));
  CHECK(names_in(shop.folder / "out") == std::vector<std::string>{"note.txt"});
  REQUIRE(shop.batch().destroyed.size() == 1);
  CHECK(shop.destroy().exit == Exit::findings);  // there is no manifest any more
  CHECK(shop.intact());
}

TEST_CASE("a destruction that was broken off is finished, and told once") {
  Handover shop;
  REQUIRE(shop.verify().exit == Exit::done);
  REQUIRE(shop.printed().exit == Exit::done);
  const world::Path out = shop.folder / "out";
  const std::string manifest = world::read_file(out / "manifest.json");
  fs::remove(out / "slots.csv");
  REQUIRE(shop.destroy().exit == Exit::done);
  CHECK_FALSE(fs::exists(out));
  world::make_folder(out);  // broken off between the event and the last file
  world::write_file(out / "manifest.json", manifest);
  CHECK(shop.destroy().exit == Exit::done);
  CHECK_FALSE(fs::exists(out));
  CHECK(shop.batch().destroyed.size() == 1);
}

TEST_CASE("a folder of codes that are printed already is destroyed, though nobody can attest it") {
  Handover shop;
  REQUIRE(shop.press("spare", SheetRange{1, 2}).exit == Exit::done);
  CHECK(shop.destroy("spare").exit == Exit::gate_closed);  // either may still be the one printed
  REQUIRE(shop.verify().exit == Exit::done);
  REQUIRE(shop.printed("A", {"out"}).exit == Exit::done);
  CHECK(shop.destroy("spare").exit == Exit::done);
  CHECK_FALSE(fs::exists(shop.folder / "spare"));
  CHECK(fs::exists(shop.folder / "out" / "manifest.json"));
  CHECK(shop.batch().destroyed.size() == 1);
  CHECK(shop.intact());
}

TEST_CASE("a superfluous folder that was destroyed is not asked about any more") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  REQUIRE(shop.press("first", SheetRange{1, 4}).exit == Exit::done);
  REQUIRE(shop.press("spare", SheetRange{4, 5}).exit == Exit::done);
  REQUIRE(shop.press("rest", SheetRange{5, 10}).exit == Exit::done);
  for (const char* name : {"first", "rest"}) REQUIRE(shop.verify(name).exit == Exit::done);
  REQUIRE(shop.printed("A", {"first"}).exit == Exit::done);
  CHECK(shop.printed().exit == Exit::gate_closed);
  REQUIRE(destroy_sheets(shop.desk, shop.workspace, shop.folder / "spare", "A").exit == Exit::done);
  CHECK(shop.printed().exit == Exit::done);
  CHECK(shop.batch().is_all_printed());
}

TEST_CASE("sheets pressed again after they were destroyed are the same, and destroyed again") {
  Handover shop;
  const auto written = bytes_of(shop.folder / "out");
  REQUIRE(shop.verify().exit == Exit::done);
  REQUIRE(shop.printed().exit == Exit::done);
  REQUIRE(shop.destroy().exit == Exit::done);
  const Outcome again = shop.press();
  REQUIRE(again.exit == Exit::done);
  CHECK(std::ranges::count(again.findings, "codes-printed", &finding::Finding::rule) == 1);
  CHECK(bytes_of(shop.folder / "out") == written);
  CHECK(shop.batch().destroyed.empty());
  CHECK(shop.printed().exit == Exit::gate_closed);
  CHECK(shop.destroy().exit == Exit::done);
  CHECK_FALSE(fs::exists(shop.folder / "out"));
  CHECK(shop.batch().destroyed.size() == 1);
  CHECK(shop.intact());
}

TEST_CASE("a reprint is handed over as its run is, and one that was superseded goes nowhere") {
  Handover shop;
  if (!shop.printer.there) return;
  REQUIRE(shop.verify().exit == Exit::done);
  REQUIRE(shop.printed().exit == Exit::done);
  Choice spoiled;
  spoiled.sheets = {{3, 3}};
  REQUIRE(spoil(shop.desk, shop.workspace, shop.id, {spoiled, false, "A", "bourrage"}).exit ==
          Exit::done);
  REQUIRE(shop.reprint("first", {{1, 2}}).exit == Exit::done);
  REQUIRE(shop.verify("first").exit == Exit::done);
  REQUIRE(shop.reprint("second", {{2, 2}}).exit == Exit::done);
  CHECK(shop.seal("first").exit == Exit::gate_closed);
  CHECK(shop.seal("second").exit == Exit::gate_closed);  // nobody read it back
  CHECK_FALSE(fs::exists(shop.folder / "sealed"));
  REQUIRE(shop.verify("second").exit == Exit::done);
  CHECK(shop.seal("second").exit == Exit::done);
  CHECK(shop.destroy("second").exit == Exit::gate_closed);
  REQUIRE(shop.printed("A", {"second"}).exit == Exit::done);
  for (const char* name : {"first", "second"}) {
    CHECK(shop.destroy(name).exit == Exit::done);
    CHECK_FALSE(fs::exists(shop.folder / name));
  }
  CHECK(shop.batch().destroyed.size() == 2);
  const auto status = Shop::facts(shop.status()).at("orders").at(0);
  CHECK(status.at("sealed").size() == 1);
  CHECK(status.at("destroyed").size() == 2);
  CHECK(status.at("destroyed").at(1).at("by") == "Mme Martin");
  CHECK(shop.said.find("reprint 1 (manifest ") != std::string::npos);
  CHECK(shop.intact());
}
