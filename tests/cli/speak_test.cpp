#include "cli/speak.h"

#include "catch/catch.h"
#include "cli/progress.h"

#include <nlohmann/json.hpp>

using namespace imprimatur;
using finding::Language;

namespace {

flow::Outcome hostile() {
  flow::Outcome outcome;
  outcome.exit = flow::Exit::findings;
  outcome.findings.error(
      "artwork", {"logos/\xff\x1b]0;x\x07.svg", 3, 4},
      {"Le logo « \xe2\x80\xaegvs.exe » est illisible.", "Unreadable: \xe2\x80\xaegvs."},
      {"Donnez-en un autre.", "Give another."});
  outcome.lines.push_back({"Rien n’a été fait.", "Nothing\twas\x1b[2J made."});
  outcome.facts = R"({"order":"X"})";
  return outcome;
}

}  // namespace

TEST_CASE("a program gets one JSON object on one line, whatever the bytes") {
  const std::string text = cli::to_program(hostile(), Language::french);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  const auto object = nlohmann::json::parse(text);
  CHECK(object.at("exit") == 1);
  CHECK(object.at("order") == "X");
  CHECK(object.at("findings").at(0).at("line") == 3);
  CHECK(object.at("messages").at(0) == "Rien n’a été fait.");
}

TEST_CASE("a terminal is shown no escapes and nothing that turns the writing round") {
  const std::string text = cli::to_people(hostile(), Language::english);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("\xe2\x80\xae") == std::string::npos);
  CHECK(text.find('\xff') == std::string::npos);
  CHECK(text.find("error: Unreadable") != std::string::npos);
}

TEST_CASE("French typography reaches the terminal as it is") {
  flow::Outcome outcome;
  outcome.lines.push_back({"« 1\u202f200\u00a0» : 10\u202f€ !", ""});
  CHECK(cli::to_people(outcome, Language::french) == outcome.lines[0].fr + "\n");
}

TEST_CASE("a finding's severity takes the colon of its language") {
  flow::Outcome outcome;
  outcome.findings.warning("rule", {"order.toml", 3, 4}, {"Trop.", "Too much."}, {});
  CHECK(cli::to_people(outcome, Language::french) ==
        "order.toml:3:4: attention\u00a0: Trop. [rule]\n");
  CHECK(cli::to_people(outcome, Language::english) ==
        "order.toml:3:4: warning: Too much. [rule]\n");
}

TEST_CASE("nobody who asked for silence or JSON is shown progress") {
  CHECK(cli::display_for(true, false) == cli::Display::none);
  CHECK(cli::display_for(false, true) == cli::Display::none);
}
