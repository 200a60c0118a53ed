#include "cli/complaint.h"

#include "reading/reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::cli {
namespace {

using finding::Sentence;

// "--by: 1 required TEXT missing" is about "--by", and so is "--by is required".
std::string subject_of(const std::string& words) {
  return words.substr(0, words.find_first_of(": "));
}

bool is_option(const std::string& word) {
  return word.starts_with('-');
}

// "; did you mean press?", where a name is near enough.
Sentence perhaps(const std::string& word, const Fault& fault) {
  const auto near = reading::did_you_mean(word, fault.known);
  if (!near) return {};
  return {fmt::format("\u202f; vouliez-vous dire {}\u202f?", *near),
          fmt::format("; did you mean {}?", *near)};
}

Sentence unknown_option(const std::string& word, const Fault& fault) {
  const std::string name = word.substr(0, word.find('='));
  const Sentence hint = perhaps(name, fault);
  return {fmt::format("l’option {} n’existe pas ici{}", name, hint.fr),
          fmt::format("there is no option {} here{}", name, hint.en)};
}

Sentence unknown_command(const Fault& fault) {
  if (fault.left_over.empty()) return {"une commande manque", "a command is missing"};
  const Sentence hint = perhaps(fault.left_over.front(), fault);
  return {"cette commande n’existe pas" + hint.fr, "there is no such command" + hint.en};
}

Sentence missing(const Fault& fault) {
  const std::string& words = fault.words;
  if (!words.ends_with(" is required") || words.starts_with("A subcommand"))
    return unknown_command(fault);
  const std::string name = subject_of(words);
  return {fmt::format("{} manque", name), fmt::format("{} is missing", name)};
}

std::string ended(const std::string& sentence) {
  return sentence.ends_with('?') ? sentence : sentence + '.';
}

}  // namespace

Sentence explain(const Fault& fault) {
  // A misspelt option is told before what is missing for want of it.
  if (fault.kind == "RequiredError" || fault.kind == "ExtrasError") {
    const auto option = std::ranges::find_if(fault.left_over, is_option);
    if (option != fault.left_over.end()) return unknown_option(*option, fault);
  }
  if (fault.kind == "RequiredError") return missing(fault);
  if (fault.kind == "ExtrasError") return {"un mot est de trop", "there is a word too many"};
  if (fault.kind == "ValidationError") return {fault.words, fault.words};  // our own: see refuse()
  if (fault.kind == "ExcludesError")
    return {"deux options s’excluent", "two options exclude each other"};
  const std::string name = subject_of(fault.words);
  if (!name.starts_with('-')) return {"un argument est incorrect", "an argument is wrong"};
  return {fmt::format("la valeur de {} manque ou est incorrecte", name),
          fmt::format("the value of {} is missing or wrong", name)};
}

flow::Outcome complaint(const Fault& fault, const std::string& command) {
  const Sentence what = explain(fault);
  flow::Outcome outcome;
  outcome.exit = flow::Exit::usage;
  outcome.findings.error("usage", {},
                         {"La ligne de commande est incorrecte\u00a0: " + ended(what.fr),
                          "The command line is wrong: " + ended(what.en)},
                         {fmt::format("«\u00a0{} --help\u00a0» dit ce qui est attendu.", command),
                          fmt::format("\"{} --help\" says what is expected.", command)});
  return outcome;
}

}  // namespace imprimatur::cli
