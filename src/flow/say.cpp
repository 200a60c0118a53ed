#include "flow/say.h"

#include "wording/unicode.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

// The ledger keeps lines: a line feed would let one entry look like two.
std::optional<char32_t> first_unfit(std::string_view words) {
  if (const auto bad = wording::unprintable(words)) return bad;
  return words.find('\n') == std::string_view::npos ? std::nullopt : std::optional<char32_t>(U'\n');
}

}  // namespace

const wording::Noun void_place{{"place vide (VOID)", "empty (VOID) place"},
                               {"places vides (VOID)", "empty (VOID) places"}};

Outcome shut(const ledger::Closed& closed, finding::Place place) {
  Outcome outcome;
  outcome.exit = Exit::gate_closed;
  outcome.findings.error("gate", std::move(place), closed.what, closed.what_opens_it);
  return outcome;
}

Outcome refused(finding::Findings findings) {
  Outcome outcome;
  outcome.exit = Exit::findings;
  const std::size_t errors = findings.count(finding::Severity::error);
  const std::size_t warnings = findings.count(finding::Severity::warning);
  outcome.lines.push_back(
      {fmt::format("{} erreur{}, {} avertissement{}\u00a0: rien n’a été fait.", errors,
                   errors > 1 ? "s" : "", warnings, warnings > 1 ? "s" : ""),
       fmt::format("{} error{}, {} warning{}: nothing was made.", errors, errors == 1 ? "" : "s",
                   warnings, warnings == 1 ? "" : "s")});
  outcome.findings = std::move(findings);
  return outcome;
}

std::string named(const world::Path& path) {
  return wording::encoded(wording::decoded(path.string()));
}

std::string as_typed(const std::string& word) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";
  if (word == "…") return word;  // what is to be filled in
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

void expect_other_file(const world::Path& input, const world::Path& output,
                       finding::Findings& findings) {
  std::error_code not_there;
  if (!std::filesystem::equivalent(input, output, not_there)) return;
  findings.error(
      "output-is-input", {named(input)},
      {fmt::format("«\u00a0{}\u00a0» serait remplacé.", named(input)),
       fmt::format("\"{}\" would be replaced.", named(input))},
      {"Donnez un autre nom au fichier à écrire.", "Give the file to be written another name."});
}

void check_words(std::string_view option, std::string_view words, finding::Findings& findings) {
  const finding::Sentence retype{"Retapez-le\u00a0: du texte simple, en UTF-8, sur une ligne.",
                                 "Type it again: plain text, in UTF-8, on one line."};
  if (!wording::is_utf8(words)) {
    findings.error(
        "words", {},
        {fmt::format("{} n’est pas de l’UTF-8.", option), fmt::format("{} is not UTF-8.", option)},
        retype);
  } else if (const auto bad = first_unfit(words)) {
    const auto code = static_cast<std::uint32_t>(*bad);
    findings.error("words", {},
                   {fmt::format("{} contient un caractère invisible, U+{:04X}.", option, code),
                    fmt::format("{} holds an invisible character, U+{:04X}.", option, code)},
                   retype);
  } else if (words.find_first_not_of(" \t\n") == std::string_view::npos) {
    findings.error("words", {},
                   {fmt::format("{} est vide.", option), fmt::format("{} is empty.", option)},
                   {"Le registre le garde\u00a0: dites-le en quelques mots.",
                    "The ledger keeps it: say it in a few words."});
  }
}

}  // namespace imprimatur::flow
