#include "../pdf/strangers.h"
#include "catch/catch.h"
#include "flow/demo.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

std::string text_of(const world::Path& pdf) {
  const auto text = strangers::run("pdftotext", {"-raw", pdf.string(), "-"});
  return text ? text->output : "";
}

// The first code that stands in a text, as it is printed: four groups of four.
std::string first_code(const std::string& text) {
  const auto is_code = [](const std::string& word) {
    return word.size() == 19 && std::holds_alternative<codes::Code>(codes::parse_code(word));
  };
  for (std::size_t at = 0; at + 19 <= text.size(); ++at)
    if (const std::string word = text.substr(at, 19); word[4] == '-' && is_code(word)) return word;
  return "";
}

}  // namespace

TEST_CASE("an order goes the whole way: check, BAT, approval, payment, sheets, verification") {
  Shop shop;
  CHECK(check_order(shop.desk, shop.workspace, shop.folder / "order").exit == Exit::done);
  CHECK(Shop::facts(shop.bat()).at("version") == 1);
  CHECK(Shop::facts(shop.approve()).at("stage") == "approved");
  CHECK(Shop::facts(shop.pay()).at("stage") == "paid");
  const auto pressed = Shop::facts(shop.press());
  CHECK(pressed.at("passes") == 80);
  const auto verified = Shop::facts(shop.verify());
  CHECK(verified.at("passed") == true);
  CHECK(verified.at("codes") == 80);
  CHECK(Shop::facts(shop.printed()).at("stage") == "printed");
  CHECK(Shop::facts(shop.status()).at("orders").at(0).at("stage") == "printed");
  const auto ledger = Shop::facts(verify_ledger(shop.desk, shop.workspace));
  const auto last = open_ledger(shop.workspace).history().back();
  CHECK(ledger.at("events") == last.sequence);
  CHECK(ledger.at("last") == last.hash.hex());
}

TEST_CASE("each reading of the sheets leaves its report, and the ledger knows which") {
  Shop shop;
  shop.made();
  const world::Path copy = shop.folder / "report.pdf";
  REQUIRE(flow::verify(shop.desk, shop.workspace, shop.folder / "out", 1, copy).exit == Exit::done);
  const ledger::Batch batch = shop.batch();
  const auto report = batch.verified.back().report;
  REQUIRE(report);
  const world::Path kept = shop.workspace.order(shop.id) / "verified" / (report->hex() + ".pdf");
  CHECK(crypto::sha256(world::read_file(kept)) == *report);
  CHECK(world::read_file(copy) == world::read_file(kept));
  const std::string sampled = text_of(kept);
  if (sampled.empty()) return;  // pdftotext isn't here, which was said
  CHECK(sampled.find("Conforme sur échantillon") != std::string::npos);
  CHECK(sampled.find(batch.sheets.front().manifest.hex()) != std::string::npos);

  world::write_file(shop.folder / "out" / "slots.csv", "");
  REQUIRE(shop.verify().exit == Exit::difference);
  const auto failed = shop.batch().verified.back().report;
  const std::string said =
      text_of(shop.workspace.order(shop.id) / "verified" / (failed->hex() + ".pdf"));
  CHECK(said.find("Non conforme") != std::string::npos);
  CHECK(said.find("[file-size]") != std::string::npos);
}

TEST_CASE("a code read from a finished sheet says whose pass it is") {
  Shop shop;
  shop.made();
  const std::string code = first_code(text_of(shop.folder / "out/sheets-inner-0001.pdf"));
  if (code.empty()) return;  // pdftotext isn't here, which was said
  const auto facts = Shop::facts(shop.check(code));
  const auto codes = shop.codes();
  const auto at = std::find(codes.begin(), codes.end(), code) - codes.begin();
  CHECK(facts.at("verdict") == "issued");
  CHECK(facts.at("order") == "T-1");
  CHECK(facts.at("serial") == at + 1);
  CHECK(facts.at("carnet") == at / 10 + 1);
  CHECK(facts.at("rank") == at % 10 + 1);
}

TEST_CASE(
    "a code that was never issued, a specimen and a miscopied one are told apart from a pass") {
  Shop shop;
  shop.made();
  const codes::Coder coder = coder_of(shop.workspace, 1);
  CHECK(Shop::facts(shop.check(coder.code_of(serial_of(81)).to_text())).at("verdict") == "unknown");
  CHECK(Shop::facts(shop.check(codes::Code::specimen(3).to_text())).at("verdict") == "malformed");
  CHECK(shop.check("").exit == Exit::difference);
  CHECK(shop.check(std::string(100'000, 'A')).exit == Exit::difference);
  CHECK(shop.check("\xff\xfe").exit == Exit::difference);
}

TEST_CASE("two orders of one workspace share one series of serials") {
  Shop shop;
  shop.made();
  shop.id = "T-2";
  shop.order(1);
  shop.bat();
  shop.approve();
  shop.pay(100);
  CHECK(Shop::facts(shop.press("out-2")).at("first_serial") == 81);
  CHECK(shop.verify("out-2").exit == Exit::done);
  CHECK(shop.verify("out").exit == Exit::done);
}

TEST_CASE("the same order and ledger give the same bytes, again and again") {
  Shop shop;
  shop.made();
  CHECK(shop.press("again").exit == Exit::done);
  CHECK(bytes_of(shop.folder / "out") == bytes_of(shop.folder / "again"));
  CHECK(Shop::facts(shop.verify("again")).at("passed") == true);
  CHECK(shop.batch().release->count == 80);
}

TEST_CASE("two shops with the same key, clock and order make the same files") {
  Shop one, other;
  for (Shop* shop : {&one, &other}) {
    shop->bat();
    shop->approve();
    shop->pay();
    REQUIRE(shop->press().exit == Exit::done);
  }
  CHECK(bytes_of(one.folder / "out") == bytes_of(other.folder / "out"));
  CHECK(bytes_of(one.workspace.order("T-1")) == bytes_of(other.workspace.order("T-1")));
}

TEST_CASE("a range of sheets holds the pages of the whole run") {
  Shop shop;
  shop.made();
  REQUIRE(shop.press("part", SheetRange{2, 3}).exit == Exit::done);
  CHECK(shop.verify("part").exit == Exit::done);
  const auto pages = [&](const std::string& folder, int first, int last) {
    const auto text = strangers::run(
        "pdftotext", {"-layout", "-f", std::to_string(first), "-l", std::to_string(last),
                      (shop.folder / (folder + "/sheets-inner-0001.pdf")).string(), "-"});
    return text ? text->output : "";
  };
  CHECK(pages("part", 1, 4) == pages("out", 3, 6));
}

TEST_CASE("sheets that the run doesn't have are refused before any serial is taken") {
  Shop shop;
  shop.bat();
  shop.approve();
  shop.pay();
  const Outcome outcome = shop.press("out", SheetRange{900, 901});
  CHECK(outcome.exit == Exit::findings);
  CHECK(errors(outcome) == "sheets-range ");
  CHECK_FALSE(shop.batch().release);
  CHECK_FALSE(std::filesystem::exists(shop.folder / "out"));
}

TEST_CASE("the delivery slips share the serials out without a gap") {
  Shop shop;
  shop.made();
  const std::string slips = text_of(shop.folder / "out/bordereaux.pdf");
  if (slips.empty()) return;
  CHECK(slips.find("000 000 001") != std::string::npos);
  CHECK(slips.find("000 000 080") != std::string::npos);
}

TEST_CASE("the demonstration makes the same files each time") {
  const world::TestFolder folder;
  const Desk desk{world::still_world({}), house()};
  REQUIRE(demo(desk, folder / "one").exit == Exit::done);
  REQUIRE(demo(desk, folder / "two").exit == Exit::done);
  auto one = bytes_of(folder / "one"), two = bytes_of(folder / "two");
  for (const char* side :
       {"workspace/ledger.db", "workspace/ledger.db-wal", "workspace/ledger.db-shm"}) {
    one.erase(side);
    two.erase(side);
  }
  CHECK(one == two);
}
