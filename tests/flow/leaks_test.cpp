// Codes are money: they stand on the sheets and nowhere else.
#include "../pdf/strangers.h"
#include "catch/catch.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::flow;

namespace {

// Every code as people write it and as its symbol holds it.
std::vector<std::string> written_forms(Shop& shop) {
  std::vector<std::string> forms;
  for (const std::string& code : shop.codes()) {
    forms.push_back(code);
    forms.push_back(std::get<codes::Code>(codes::parse_code(code)).raw());
  }
  return forms;
}

std::string found_in(const std::string& where, const std::string& bytes,
                     const std::vector<std::string>& forms) {
  for (const std::string& form : forms)
    if (bytes.find(form) != std::string::npos) return where + " ";
  return "";
}

}  // namespace

TEST_CASE("no code stands in the workspace, in the papers or in what the program says") {
  Shop shop;
  shop.made();
  shop.verify();
  shop.printed();
  shop.status();
  shop.press("part", SheetRange{1, 1});
  const auto forms = written_forms(shop);
  REQUIRE(forms.size() == 160);
  std::string leaks = found_in("said", shop.said, forms);
  for (const auto& [name, bytes] : bytes_of(shop.folder.path()))
    leaks += found_in(name, bytes, forms) + found_in("the name " + name, name, forms);
  for (const char* pdf : {"workspace/orders/T-1/v0001/bat.pdf", "out/bordereaux.pdf", "out/job-sheet.pdf"})
    if (const auto text = strangers::run("pdftotext", {(shop.folder / pdf).string(), "-"}))
      leaks += found_in(pdf, text->output, forms);
  CHECK(leaks == "");
}

TEST_CASE("a damaged sheet is a difference, and the report holds no code") {
  Shop shop;
  shop.made();
  std::string sheet = world::read_file(shop.folder / "out/sheets-inner-0001.pdf");
  sheet[sheet.size() / 2] ^= 0x55;
  world::write_file(shop.folder / "out/sheets-inner-0001.pdf", sheet);
  shop.said.clear();
  CHECK(shop.verify().exit == Exit::difference);
  CHECK(found_in("said", shop.said, written_forms(shop)) == "");
}

TEST_CASE("a code asked about is answered without being repeated") {
  Shop shop;
  shop.made();
  const std::string code = shop.codes().at(17);
  const Outcome answer = shop.check(code);
  CHECK(answer.exit == Exit::done);
  CHECK(answer.facts.find(code) == std::string::npos);
  CHECK(answer.lines.at(0).fr.find(code) == std::string::npos);
}
