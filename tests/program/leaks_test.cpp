// Codes are money: everything that the program says and writes in a whole run, searched for them.
#include "../pdf/strangers.h"
#include "catch/catch.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::program;

TEST_CASE("no code is said, and none stands anywhere but on the sheets") {
  Shop shop;
  shop.ready("A", 4);
  shop.run_all({shop.press("A"),
                {"verify", shop.sheets("A").string()},
                {"printed", "A", "--by", "Atelier"},
                {"status"}});
  shop.run({"press", "A", "-o", (shop.home / "part").string(), "--sheets", "1", "--json"});
  shop.run(shop.press("A"));  // refused: the folder is there
  CHECK(shop.leaks() == "");
}

TEST_CASE("a damaged sheet and a code asked about are told without a code") {
  Shop shop;
  shop.ready("A", 4);
  shop.run_all({shop.press("A")});
  const auto release = *shop.release("A");
  const std::string code =
      flow::coder_of(shop.workspace, release.epoch).code_of(flow::serial_of(7)).to_text();
  for (const char* form : {"", "--json"}) {
    Words words{"codes", "check", code};
    if (*form != 0) words.push_back(form);
    CHECK(shop.run(words).exit == 0);
  }
  const world::Path sheet = shop.sheets("A") / "sheets-inner-0001.pdf";
  std::string bytes = world::read_file(sheet);
  bytes[bytes.size() / 2] ^= 0x55;
  world::write_file(sheet, bytes);
  CHECK(shop.run({"verify", shop.sheets("A").string()}).exit == 5);
  CHECK(shop.leaks() == "");
}

TEST_CASE("the sheets do hold the codes, and the papers beside them don't") {
  Shop shop;
  shop.ready("A", 4);
  shop.run_all({shop.press("A")});
  const auto release = *shop.release("A");
  const codes::Coder coder = flow::coder_of(shop.workspace, release.epoch);
  const auto text_of = [](const world::Path& pdf) {
    const auto text = strangers::run("pdftotext", {pdf.string(), "-"});
    return text ? text->output : std::string();
  };
  const std::string sheets = text_of(shop.sheets("A") / "sheets-inner-0001.pdf");
  const std::string papers = text_of(shop.sheets("A") / "bordereaux.pdf") +
                             text_of(shop.workspace.order("A") / "v0001/bat.pdf");
  for (auto n = release.first_serial; n <= release.last_serial(); ++n) {
    const codes::Code code = coder.code_of(flow::serial_of(n));
    CHECK((sheets.empty() || sheets.find(code.to_text()) != std::string::npos));
    CHECK(papers.find(code.to_text()) == std::string::npos);
    CHECK(papers.find(code.raw()) == std::string::npos);
  }
}
