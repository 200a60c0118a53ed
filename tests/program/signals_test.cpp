// Ctrl-C and polite kills in the middle of work; commands that come at one moment.
#include "catch/catch.h"
#include "shop.h"

#include <algorithm>

using namespace imprimatur;
using namespace imprimatur::program;

namespace {

constexpr std::uint32_t many = 250;  // carnets: enough sheets to be caught in the middle of them

// Starts it, and sends the signal once it has said so. A short command may be done by then.
Answer interrupt(Shop& shop, const Words& words, const std::string& when, int signal) {
  const auto running = shop.start(words);
  REQUIRE(running->says(when));
  running->tell(signal);
  return shop.finish(*running);
}

// Said by the disk, where the program says nothing.
bool writes_sheets(const Shop& shop) {
  const auto is_part = [](const auto& entry) { return entry.path().extension() == ".part"; };
  return std::any_of(std::filesystem::directory_iterator(shop.home),
                     std::filesystem::directory_iterator(), is_part);
}

bool was_stopped(const Answer& answer, int signal) {
  return answer.exit == 128 + signal &&
         answer.errors.find(
             "nothing half-made was left behind. [world]\n    Run the command again") !=
             std::string::npos;
}

}  // namespace

TEST_CASE("a press that is interrupted leaves nothing, and run again it has the same serials") {
  Shop shop;
  shop.ready("A", many);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Answer answer = interrupt(shop, shop.press("A"), "Press sheets", signal);
    INFO(answer.errors);
    CHECK(was_stopped(answer, signal));
    CHECK_FALSE(std::filesystem::exists(shop.sheets("A")));
    CHECK(shop.unfinished().empty());
    CHECK(shop.release("A")->first_serial == 1);
  }
  Words json = shop.press("A");
  json.push_back("--json");
  const auto running = shop.start(json);
  while (!writes_sheets(shop)) ::usleep(300);
  running->tell(SIGINT);
  const Answer told = shop.finish(*running);
  CHECK(nlohmann::json::parse(told.output).at("exit") == told.exit);
  CHECK(told.errors.empty());
  CHECK(told.exit == 128 + SIGINT);
  shop.run_all({shop.press("A")});
  CHECK(shop.release("A")->first_serial == 1);
  CHECK(shop.batch("A")->sheets.size() == 1);
  CHECK(shop.serials_in_a_row());
}

TEST_CASE("a bat that is interrupted leaves no version, and run again it is version 1") {
  Shop shop;
  for (const char* when : {"Preparing logos", "Typesetting", "Rendering the BAT"}) {
    bool stopped = false;
    for (int n = 0; n < 20 && !stopped; ++n) {
      const std::string id = std::string(when).substr(0, 4) + "-" + std::to_string(n);
      shop.order(id, 2);
      const Answer answer = interrupt(shop, shop.bat(id), when, n % 2 == 0 ? SIGINT : SIGTERM);
      stopped = was_stopped(answer, n % 2 == 0 ? SIGINT : SIGTERM);
      CHECK((stopped || answer.exit == 0));
      if (stopped) CHECK_FALSE(shop.batch(id));
      if (stopped) CHECK_FALSE(std::filesystem::exists(shop.workspace.order(id) / "v0001"));
      CHECK(shop.unfinished().empty());
      shop.run_all({shop.bat(id)});
      CHECK(shop.batch(id)->versions.size() == 1);
    }
    INFO(when);
    CHECK(stopped);
  }
}

TEST_CASE("what a killed press left is gone after the next one") {
  Shop shop;
  shop.ready("A", many);
  const auto running = shop.start(shop.press("A"));
  REQUIRE(running->says("Press sheets"));
  running->tell(SIGKILL);
  CHECK(shop.finish(*running).exit == -SIGKILL);
  CHECK_FALSE(shop.unfinished().empty());
  CHECK_FALSE(std::filesystem::exists(shop.sheets("A")));
  shop.run_all({shop.press("A")});
  CHECK(shop.unfinished().empty());
  CHECK(shop.release("A")->first_serial == 1);
}

TEST_CASE(
    "what a press left that was killed while it measured the ink is gone after the next one") {
  Shop shop;
  flow::set_ink_limit(shop.workspace.shop("default"), 330);
  shop.ready("A", 2);
  const auto running = shop.start(shop.press("A"));
  REQUIRE(running->says("Measuring the ink coverage"));
  running->tell(SIGKILL);
  CHECK(shop.finish(*running).exit == -SIGKILL);
  CHECK_FALSE(shop.release("A"));
  shop.run_all({shop.press("A")});
  CHECK(shop.unfinished().empty());
}

TEST_CASE("of two presses of one order at once the second is told to wait") {
  Shop shop;
  shop.ready("A", many);
  const auto first = shop.start(shop.press("A"));
  REQUIRE(first->says("Press sheets"));
  first->tell(SIGSTOP);  // so that it is at work still, however slow the second one is
  Words elsewhere = shop.press("A");
  elsewhere[3] = shop.sheets("other").string();
  const Answer second = shop.run(elsewhere);
  first->tell(SIGCONT);
  CHECK(second.exit == 4);
  CHECK(second.errors.find(
            "Another imprimatur command is at work on A already. [world]\n    Wait until") !=
        std::string::npos);
  CHECK_FALSE(std::filesystem::exists(shop.sheets("other")));
  CHECK(shop.finish(*first).exit == 0);
  shop.run_all({elsewhere});
  CHECK(flow::bytes_of(shop.sheets("A")) == flow::bytes_of(shop.sheets("other")));
}

TEST_CASE("presses of several orders at once never share a serial, and all end well") {
  Shop shop;
  std::vector<std::string> ids;
  for (int n = 0; n < 5; ++n) ids.push_back("P-" + std::to_string(n));
  for (const std::string& id : ids) shop.ready(id, 3);
  std::vector<std::unique_ptr<Running>> all;
  for (const std::string& id : ids) all.push_back(shop.start(shop.press(id)));
  for (const auto& running : all) {
    const Answer answer = shop.finish(*running);
    INFO(answer.errors);
    CHECK(answer.exit == 0);
  }
  CHECK(shop.serials_in_a_row());
  for (const std::string& id : ids) CHECK(shop.release(id)->count == 30);
  CHECK(shop.intact());
  CHECK(shop.leaks() == "");
}
