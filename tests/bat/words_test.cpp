// The catalogue of the BAT's words: src/bat/words.inc.
#include "bat/words.h"

#include "catch/catch.h"

#include <fmt/args.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <utility>

using namespace imprimatur;

namespace {

std::set<std::string> names_in(const std::string& words) {
  const std::regex name("\\{([^}]*)\\}");
  std::set<std::string> names;
  for (std::sregex_iterator it(words.begin(), words.end(), name), end; it != end; ++it)
    names.insert((*it)[1]);
  return names;
}

// What the French lacks of its spaces and apostrophes; empty where nothing.
std::string fault_of_french(const std::string& words) {
  const std::pair<const char*, const char*> spaced[] = {{";", "\u202f"}, {"!", "\u202f"},
                                                        {"?", "\u202f"}, {"%", "\u202f"},
                                                        {":", "\u00a0"}, {"»", "\u00a0"}};
  for (const auto& [mark, space] : spaced)
    for (std::size_t at = words.find(mark); at != words.npos; at = words.find(mark, at + 1))
      if (!words.substr(0, at).ends_with(space)) return std::string("the space before ") + mark;
  for (std::size_t at = words.find("«"); at != words.npos; at = words.find("«", at + 1))
    if (!words.substr(at).starts_with("«\u00a0")) return "the space after «";
  if (words.find_first_of("'\"") != words.npos) return "the printer's quotes";
  return "";
}

// But for paper.cpp: what it says stops the program, and never stands in a BAT.
std::string sources_of_bat() {
  std::string all;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(SOURCE_FOLDER) / "src/bat")) {
    if (entry.path().extension() != ".cpp" || entry.path().filename() == "paper.cpp") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

}  // namespace

TEST_CASE("each entry of the catalogue can be said in both languages, with the same names") {
  for (const bat::Entry& entry : bat::catalogue()) {
    INFO(entry.name);
    const std::set<std::string> names = names_in(entry.words->fr);
    CHECK(names == names_in(entry.words->en));
    fmt::dynamic_format_arg_store<fmt::format_context> values;
    for (const std::string& name : names)
      values.push_back(fmt::arg(name.c_str(), "<" + name + ">"));
    for (const std::string& words : {entry.words->fr, entry.words->en}) {
      CHECK_FALSE(words.empty());
      std::string said;
      REQUIRE_NOTHROW(said = fmt::vformat(words, values));
      CHECK(names_in(said).empty());
      for (const std::string& name : names) CHECK(said.find("<" + name + ">") != said.npos);
    }
  }
}

TEST_CASE("the catalogue's French has its spaces and apostrophes") {
  for (const char* wrong :
       {"Oui : non", "Oui\u00a0; non", "«Oui\u00a0»", "«\u00a0Oui »", "100 %", "l'encre", "Quoi?"})
    CHECK_FALSE(fault_of_french(wrong).empty());
  for (const bat::Entry& entry : bat::catalogue()) {
    INFO(entry.name);
    CHECK(fault_of_french(entry.words->fr).empty());
  }
}

TEST_CASE("the BAT says all of the catalogue, and has no words elsewhere") {
  const std::string sources = sources_of_bat();
  for (const bat::Entry& entry : bat::catalogue()) {
    INFO(entry.name);
    CHECK(std::regex_search(sources, std::regex(std::string("words::") + entry.name + "\\b")));
  }
  const std::regex sentence("\\{\\s*\"[^\"]*\",\\s*\"[^\"]*\"\\s*\\}");
  CHECK(std::regex_search(std::string("say({\"Bon à tirer\", \"Proof\"})"), sentence));
  CHECK_FALSE(std::regex_search(sources, sentence));
}

TEST_CASE("words that lack an argument are never said") {
  CHECK(bat::say(bat::words::version, finding::Language::french, fmt::arg("version", 2)) ==
        "Version 2");
  CHECK_THROWS(bat::say(bat::words::version, finding::Language::french));
}
