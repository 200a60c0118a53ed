// The papers of the shop floor: in the press folder, and before it.
#include "catch/catch.h"
#include "flow/test_sheet.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;
using finding::Language;

namespace {

Outcome test_sheet(Shop& shop, const std::string& name) {
  return write_test_sheet(shop.desk, shop.workspace, name, shop.folder / "sheet.pdf",
                          Language::french);
}

bool is_written(Shop& shop) {
  return std::filesystem::exists(shop.folder / "sheet.pdf");
}

}  // namespace

TEST_CASE("a press folder has a job sheet and a job ticket, and its manifest knows them") {
  Shop shop;
  CHECK(shop.made().exit == Exit::done);
  CHECK(world::read_file(shop.folder / "out/job-sheet.pdf").starts_with("%PDF-"));
  const std::string ticket = world::read_file(shop.folder / "out/job.xjdf");
  CHECK(ticket.find("JobID=\"T-1\"") != std::string::npos);
  CHECK(ticket.find("sheets-inner-0001.pdf") != std::string::npos);
  const std::string manifest = world::read_file(shop.folder / "out/manifest.json");
  CHECK(manifest.find("\"job-sheet.pdf\"") != std::string::npos);
  CHECK(manifest.find("\"job.xjdf\"") != std::string::npos);
  CHECK(shop.verify().exit == Exit::done);
}

TEST_CASE("a job ticket that somebody changed is found by verify") {
  Shop shop;
  shop.made();
  std::string ticket = world::read_file(shop.folder / "out/job.xjdf");
  ticket[ticket.size() / 2] ^= 1;
  std::filesystem::remove(shop.folder / "out/job.xjdf");
  world::write_file(shop.folder / "out/job.xjdf", ticket);
  CHECK(shop.verify().exit == Exit::difference);
}

TEST_CASE("papers hold no code, and are the same when the sheets are pressed again") {
  Shop shop;
  shop.made();
  shop.press("again");
  for (const char* name : {"job.xjdf", "job-sheet.pdf"}) {
    const std::string bytes = world::read_file(shop.folder / "out" / name);
    CHECK(bytes == world::read_file(shop.folder / "again" / name));
    for (const std::string& code : shop.codes()) CHECK(bytes.find(code) == std::string::npos);
  }
}

TEST_CASE("a part of the run has papers of that part") {
  Shop shop;
  shop.made();
  CHECK(shop.press("part", SheetRange{2, 3}).exit == Exit::done);
  const std::string ticket = world::read_file(shop.folder / "part/job.xjdf");
  CHECK(ticket.find("<RunList NPage=\"4\"") != std::string::npos);
}

TEST_CASE("the test sheet of a shop is written where it is asked for, over what was there") {
  Shop shop;
  CHECK(test_sheet(shop, "default").exit == Exit::done);
  const std::string first = world::read_file(shop.folder / "sheet.pdf");
  CHECK(first.starts_with("%PDF-"));
  CHECK(test_sheet(shop, "default").exit == Exit::done);
  CHECK(world::read_file(shop.folder / "sheet.pdf") == first);
}

TEST_CASE("a shop that isn't there, and a name that is a path, have no test sheet") {
  Shop shop;
  for (const char* name : {"durand", "", "..", "../issuer", "/etc/passwd", "a/b"}) {
    const Outcome outcome = test_sheet(shop, name);
    CHECK(outcome.exit == Exit::findings);
    CHECK(errors(outcome) == "unknown-shop ");
    CHECK_FALSE(is_written(shop));
  }
}

TEST_CASE("every fault of a damaged shop file is told, and no test sheet is written") {
  Shop shop;
  const world::Path file = shop.workspace.shop("default");
  const std::string toml = world::read_file(file);
  for (const std::string& damaged :
       {std::string(), std::string("[sheet"), toml.substr(0, toml.size() / 2)}) {
    std::filesystem::remove(file);
    world::write_file(file, damaged);
    CHECK(test_sheet(shop, "default").exit == Exit::findings);
    CHECK_FALSE(is_written(shop));
  }
}
