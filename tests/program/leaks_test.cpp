// Codes are money: everything that the program says and writes in a whole run, searched for them.
#include "../crypto/platform.h"
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

TEST_CASE("no code is said or left behind by all that comes after the press") {
  Shop shop;
  const crypto::Platform platform;
  shop.ready("A", 4);
  shop.run_all({shop.press("A"),
                {"verify", shop.sheets("A").string()},
                {"printed", "A", "--by", "Atelier"},
                {"spoil", "A", "--sheets", "1", "--by", "Atelier", "--reason", "bourrage"},
                {"spoil", "A", "--sheets", "1", "--void", "--by", "Atelier", "--reason", "pilon"},
                {"activate", "A", "--by", "Mme Martin"},
                {"block", "A", "--serials", "2", "--by", "Mme Martin", "--reason", "vol"},
                {"reconcile", "A", "-o", (shop.home / "etat.pdf").string(), "--by", "Mme Martin",
                 "--by", "M. Durand"},
                {"keys", "rotate", "--by", "Mme Martin", "--reason", "copie égarée"},
                {"ledger", "verify"},
                {"status", "A", "--json"}});
  if (platform.there)
    for (const char* form : {"--quiet", "--json"})
      CHECK(shop.run({"codes", "export", "A", "--to", platform.certificate.string(), "-o",
                      (shop.home / form).string() + ".p7m", form})
                .exit == 0);
  const auto release = *shop.release("A");
  const codes::Coder coder = flow::coder_of(shop.workspace, release.epoch);
  for (const std::uint64_t serial : {1, 2, 3}) {
    std::string code = coder.code_of(flow::serial_of(serial)).to_text();
    CHECK(shop.run({"codes", "check", code}).exit == 0);
    code[7] = code[7] == 'X' ? 'Y' : 'X';
    CHECK(shop.run({"codes", "check", code, "--propose"}).exit == 5);
    CHECK(shop.run({"codes", "check", code, "--propose", "--json"}).exit == 5);
    CHECK(shop.run({"codes", "chekc", code}).exit == 2);
    CHECK(shop.run({"status", code}).exit == 1);
  }
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

TEST_CASE("the sheets hold each code once, slugs and all, and no paper beside them holds one") {
  Shop shop;
  shop.ready("A", 4);
  shop.run_all({shop.press("A")});
  const auto release = *shop.release("A");
  const codes::Coder coder = flow::coder_of(shop.workspace, release.epoch);
  std::string sheets, papers;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shop.home)) {
    if (entry.path().extension() != ".pdf") continue;
    const auto text = strangers::run("pdftotext", {entry.path().string(), "-"});
    if (!text) return;
    const bool a_sheet = entry.path().filename().string().starts_with("sheets-");
    (a_sheet ? sheets : papers) += text->output;
  }
  CHECK(papers.find("SPEC-1MEN") != std::string::npos);  // the BAT is among them
  const auto times = [](const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
      ++count;
    return count;
  };
  for (auto n = release.first_serial; n <= release.last_serial(); ++n) {
    const codes::Code code = coder.code_of(flow::serial_of(n));
    CHECK(times(sheets, code.to_text()) == 1);
    CHECK(times(sheets, code.raw()) == 0);
    CHECK(times(papers, code.to_text()) + times(papers, code.raw()) == 0);
  }
}
