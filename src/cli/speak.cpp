#include "cli/speak.h"

#include "wording/unicode.h"
#include "wording/wording.h"

#include <nlohmann/json.hpp>

namespace imprimatur::cli {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const finding::Finding& finding, finding::Language language) {
  static constexpr const char* names[] = {"note", "warning", "error"};
  return {{"severity", names[static_cast<int>(finding.severity)]},
          {"rule", finding.rule},
          {"file", finding.place.file},
          {"line", finding.place.line},
          {"column", finding.place.column},
          {"sentence", finding.sentence.in(language)},
          {"hint", finding.hint.in(language)}};
}

// What strangers named (a file, an order) may hold anything: a terminal is shown none of its
// escapes.
std::string harmless(const std::string& line) {
  if (wording::is_utf8(line) && !wording::unprintable(line)) return line;
  std::u32string shown = wording::decoded(line);
  for (char32_t& c : shown)
    if (wording::unprintable(wording::encoded(std::u32string_view(&c, 1)))) c = U'\uFFFD';
  return wording::encoded(shown);
}

}  // namespace

std::string to_people(const flow::Outcome& outcome, finding::Language language) {
  std::string text;
  for (const finding::Finding& finding : outcome.findings)
    text += harmless(to_text(finding, language)) + "\n";
  for (const finding::Sentence& line : outcome.lines) text += harmless(line.in(language)) + "\n";
  return text;
}

std::string to_program(const flow::Outcome& outcome, finding::Language language) {
  Json object{{"exit", static_cast<int>(outcome.exit)}, {"findings", Json::array()}};
  for (const finding::Finding& finding : outcome.findings)
    object["findings"].push_back(to_json(finding, language));
  object["messages"] = Json::array();
  for (const finding::Sentence& line : outcome.lines)
    object["messages"].push_back(line.in(language));
  object.update(Json::parse(outcome.facts));
  // A client's file name may be any bytes; a program must be able to read the answer all the same.
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imprimatur::cli
