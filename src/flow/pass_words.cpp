#include "flow/pass_words.h"

#include "flow/say.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

}  // namespace

std::string grouped(std::uint64_t number, Language language) {
  return wording::number(static_cast<std::int64_t>(number), language);
}

std::string passes_in(std::uint64_t count, Language language) {
  return wording::counted(count, wording::pass, language);
}

const wording::Noun& sheet_or_leaf(bool one_up) {
  return one_up ? wording::leaf : wording::sheet;
}

std::optional<Outcome> unfit_words(const std::string& by, const std::string& reason) {
  finding::Findings findings;
  check_words("--by", by, findings);
  if (!reason.empty()) check_words("--reason", reason, findings);
  if (!findings.has_errors()) return std::nullopt;
  return refused(std::move(findings));
}

std::string counts_of(const ledger::Batch& batch) {
  const ledger::Passes& passes = batch.passes;
  return Json{{"order", batch.order},
              {"issued", passes.issued.count()},
              {"good", passes.good().count()},
              {"spoiled", passes.spoiled.count()},
              {"awaited", passes.awaited.count()},
              {"void", passes.voided.count()},
              {"standing", ledger::name_of(passes.standing)},
              {"blocked", passes.blocked.count()},
              {"expired", passes.expired.count()}}
      .dump();
}

// "Of 220 passes: 212 good, 8 spoiled and undecided, 0 void."
Sentence count_line(const ledger::Passes& passes) {
  static const wording::Noun good{{"bon", "good"}, {"bons", "good"}};
  static const wording::Noun spoiled{{"gâché en attente", "spoiled and undecided"},
                                     {"gâchés en attente", "spoiled and undecided"}};
  static const wording::Noun voided{{"nul", "void"}, {"nuls", "void"}};
  const auto in = [&](Language language) {
    std::string awaited;
    if (!passes.awaited.empty())
      awaited = fmt::format(
          fmt::runtime(language == Language::french ? ", {} à imprimer" : ", {} to be printed"),
          grouped(passes.awaited.count(), language));
    return fmt::format(fmt::runtime(language == Language::french ? "Sur {}\u00a0: {}, {}, {}{}."
                                                                 : "Of {}: {}, {}, {}{}."),
                       passes_in(passes.issued.count(), language),
                       wording::counted(passes.good().count(), good, language),
                       wording::counted(passes.spoiled.count(), spoiled, language),
                       wording::counted(passes.voided.count(), voided, language), awaited);
  };
  return {in(Language::french), in(Language::english)};
}

std::optional<Outcome> no_pass_yet(const ledger::Batch& batch) {
  if (const auto closed = ledger::release_gate(batch)) return shut(*closed);
  return std::nullopt;
}

}  // namespace imprimatur::flow
