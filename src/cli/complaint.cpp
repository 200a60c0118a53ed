#include "cli/complaint.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::cli {
namespace {

using finding::Sentence;

// "--by: 1 required TEXT missing" is about "--by", and so is "--by is required".
std::string subject_of(const std::string& words) {
  return words.substr(0, words.find_first_of(": "));
}

Sentence missing(const std::string& words) {
  if (!words.ends_with(" is required") || words.starts_with("A subcommand"))
    return {"une commande manque, ou elle n’existe pas", "a command is missing or unknown"};
  const std::string name = subject_of(words);
  return {fmt::format("{} manque", name), fmt::format("{} is missing", name)};
}

Sentence too_much(const std::vector<std::string>& left_over) {
  const auto is_option = [](const std::string& word) { return word.starts_with('-'); };
  const auto option = std::ranges::find_if(left_over, is_option);
  if (option == left_over.end()) return {"un mot est de trop", "there is a word too many"};
  const std::string name = option->substr(0, option->find('='));
  return {fmt::format("l’option {} n’existe pas ici", name),
          fmt::format("there is no option {} here", name)};
}

}  // namespace

Sentence explain(const Fault& fault) {
  if (fault.kind == "RequiredError") return missing(fault.words);
  if (fault.kind == "ExtrasError") return too_much(fault.left_over);
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
                         {"La ligne de commande est incorrecte\u00a0: " + what.fr + ".",
                          "The command line is wrong: " + what.en + "."},
                         {fmt::format("«\u00a0{} --help\u00a0» dit ce qui est attendu.", command),
                          fmt::format("\"{} --help\" says what is expected.", command)});
  return outcome;
}

}  // namespace imprimatur::cli
