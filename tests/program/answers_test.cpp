// Exit codes, sentences and JSON of what people do wrong, as docs/cli.md promises them.
#include "catch/catch.h"
#include "shop.h"

using namespace imprimatur;
using namespace imprimatur::program;

namespace {

// Whether every error is a sentence with its rule, and a hint on the line below.
bool errors_are_told(const std::string& words, const std::string& severity) {
  std::istringstream lines(words);
  int errors = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(severity + ": ");
    if (at == std::string::npos) continue;
    ++errors;
    if (line.back() != ']' || line.size() < at + severity.size() + 20) return false;
    if (!std::getline(lines, line) || !line.starts_with("    ") || line.size() < 12) return false;
  }
  return errors > 0;
}

bool is_one_object(const Answer& answer) {
  const auto json = nlohmann::json::parse(answer.output, nullptr, false);
  return answer.errors.empty() && json.is_object() && json.at("exit") == answer.exit &&
         json.at("findings").is_array() && json.at("messages").is_array() &&
         answer.output.find('\n') == answer.output.size() - 1;
}

// Asks five times: in each language, however it is chosen, and as a program. Nothing is on standard
// output but the program's answer, and both languages say something of their own.
bool refuses(Shop& shop, const Words& words, int exit) {
  const auto with = [&](const Words& more, const Words& environment) {
    Words all = words;
    all.insert(all.end(), more.begin(), more.end());
    return shop.run(all, {environment});
  };
  const Answer fr = with({"--lang", "fr", "-q"}, {"LC_ALL=C"});
  const Answer en = with({"--lang", "en", "-q"}, {"LANG=fr_FR.UTF-8"});
  const Answer by_lang = with({"-q"}, {"LANG=fr_FR.UTF-8"}),
               by_all = with({"-q"}, {"LC_ALL=C", "LANG=fr_FR.UTF-8"});
  const Answer json = with({"--json"}, {"LC_ALL=C"});
  UNSCOPED_INFO(words.front() << ", exit " << fr.exit << ":\n"
                              << fr.output << fr.errors << en.errors << json.output << json.errors);
  for (const Answer* one : {&fr, &en, &by_lang, &by_all})
    if (one->exit != exit || !one->output.empty()) return false;
  return json.exit == exit && is_one_object(json) && errors_are_told(fr.errors, "erreur\u00a0") &&
         errors_are_told(en.errors, "error") && fr.errors == by_lang.errors &&
         en.errors == by_all.errors && fr.errors != en.errors;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE(
    "an order file that is missing, empty, broken, huge or of wrong types is told with exit 1") {
  Shop shop;
  shop.order("A", 8);
  const std::string good = world::read_file(shop.order_file("A"));
  for (const std::string& toml :
       {std::string(), std::string("[order"), std::string("\0\xff\xfe", 3),
        replaced(good, "carnets = 8", "carnets = \"huit\""),
        replaced(good, "approvers = [", "approvers = [3, "),
        replaced(good, "format = 1", "format = 2")}) {
    world::write_file(shop.order_file("A"), toml);
    CHECK(refuses(shop, shop.bat("A"), 1));
    CHECK(refuses(shop, {"check", shop.order_folder("A").string()}, 1));
  }
  std::filesystem::resize_file(shop.order_file("A"), 1u << 30);
  CHECK(refuses(shop, shop.bat("A"), 1));
  std::filesystem::remove(shop.order_file("A"));
  CHECK(refuses(shop, shop.bat("A"), 1));
  CHECK(refuses(shop, shop.bat("nowhere"), 1));
  CHECK(std::filesystem::is_empty(shop.workspace.root / "orders"));
}

TEST_CASE("an order of no carnet or of ten million is told with exit 1") {
  Shop shop;
  for (const std::uint32_t carnets : {0u, 10'000'000u}) {
    shop.order("A", carnets);
    CHECK(refuses(shop, shop.bat("A"), 1));
  }
}

TEST_CASE("a logo that is missing or broken is told with exit 1") {
  Shop shop;
  shop.order("A", 8);
  const world::Path logo = shop.order_folder("A") / "logos/departement.svg";
  const std::string svg = world::read_file(logo);
  for (const std::string& bytes :
       {std::string(), svg.substr(0, svg.size() / 2), std::string("%PDF-1.7\n")}) {
    world::write_file(logo, bytes);
    CHECK(refuses(shop, shop.bat("A"), 1));
  }
  std::filesystem::remove(logo);
  CHECK(refuses(shop, shop.bat("A"), 1));
}

TEST_CASE("an order that the ledger doesn't know is told with exit 1, by every command") {
  Shop shop;
  shop.order("A", 8);
  shop.run_all({shop.bat("A")});
  for (const Words& words :
       {shop.approve("B"), shop.pay("B", 8), shop.press("B"), Words{"status", "B"},
        Words{"printed", "B", "--by", "Atelier"}, shop.press("../A"),
        Words{"refuse", "B", "--version", "1", "--by", "x", "--reason", "y"}})
    CHECK(refuses(shop, words, 1));
  CHECK_FALSE(std::filesystem::exists(shop.workspace.root / "orders/B"));
}

TEST_CASE("each gate that is closed is told with exit 3, and takes no serial") {
  Shop shop;
  shop.order("A", 8);
  shop.run_all({shop.bat("A")});
  CHECK(refuses(shop, shop.press("A"), 3));  // not approved
  shop.order("A", 8, "Onze pass.");
  shop.run_all({shop.bat("A")});
  CHECK(refuses(shop, shop.approve("A", "1"), 3));  // superseded
  CHECK(refuses(shop, shop.approve("A", "7"), 3));  // never made
  shop.run_all({shop.approve("A", "2")});
  CHECK(refuses(shop, shop.press("A"), 3));  // not paid
  CHECK_FALSE(shop.release("A"));
  CHECK_FALSE(std::filesystem::exists(shop.sheets("A")));
  shop.run_all({shop.pay("A", 8), shop.press("A")});
  shop.order("A", 9);
  CHECK(refuses(shop, shop.bat("A"), 3));  // released
  CHECK(shop.leaks() == "");
}

TEST_CASE("a wrong command line is exit 2, no workspace and a folder that is taken are exit 4") {
  Shop shop;
  shop.ready("A", 2);
  CHECK(refuses(shop, {"press", "A", "-o", "x", "--sheets", "5-4"}, 2));
  CHECK(refuses(shop, {"pay", "A", "--amount", "-3", "--reference", "x"}, 2));
  std::filesystem::create_directories(shop.sheets("A"));
  world::write_file(shop.sheets("A") / "letter.txt", "keep me");
  CHECK(refuses(shop, shop.press("A"), 4));
  CHECK_FALSE(shop.release("A"));
  std::filesystem::rename(shop.workspace.root, shop.home / "elsewhere");
  CHECK(refuses(shop, {"status"}, 4));
}

TEST_CASE("with --json the whole way is one object a command, and no progress is among it") {
  Shop shop;
  shop.order("A", 2);
  const std::string folder = shop.sheets("A").string();
  for (Words words :
       {Words{"check", shop.order_folder("A").string()}, shop.bat("A"), shop.approve("A"),
        shop.pay("A", 2), shop.press("A"), Words{"verify", folder},
        Words{"printed", "A", "--by", "Atelier"}, Words{"status"}, Words{"ledger", "verify"}}) {
    words.push_back("--json");
    const Answer answer = shop.run(words);
    INFO(words.front() << answer.output << answer.errors);
    CHECK(answer.exit == 0);
    CHECK(is_one_object(answer));
  }
  std::filesystem::remove(shop.sheets("A") / "slots.csv");
  const Answer failed = shop.run({"verify", folder, "--json"});
  CHECK(failed.exit == 5);
  CHECK(is_one_object(failed));
  CHECK(is_one_object(shop.run({"codes", "check", "0000-0000-0000-0000", "--json"})));
  CHECK(shop.leaks() == "");
}
