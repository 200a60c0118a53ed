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

std::string passes_in(std::uint64_t count, Language language) {
  return wording::counted(static_cast<std::int64_t>(count), wording::pass, language);
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

// "Of 220 passes 212 are good, 8 spoiled, 0 void."
Sentence count_line(const ledger::Batch& batch) {
  const ledger::Passes& passes = batch.passes;
  const auto in = [&](Language language) {
    const auto number = [&](const ledger::SerialSet& set) {
      return wording::number(static_cast<std::int64_t>(set.count()), language);
    };
    std::string awaited;
    if (!passes.awaited.empty())
      awaited = fmt::format(
          fmt::runtime(language == Language::french ? ", {} à imprimer" : ", {} to be printed"),
          number(passes.awaited));
    return fmt::format(fmt::runtime(language == Language::french
                                        ? "Sur {}\u00a0: {} bons, {} gâchés en attente, {} nuls{}."
                                        : "Of {}: {} good, {} spoiled and undecided, {} void{}."),
                       passes_in(passes.issued.count(), language), number(passes.good()),
                       number(passes.spoiled), number(passes.voided), awaited);
  };
  return {in(Language::french), in(Language::english)};
}

std::optional<Outcome> no_pass_yet(const ledger::Batch& batch) {
  if (const auto closed = ledger::release_gate(batch)) return shut(*closed);
  return std::nullopt;
}

}  // namespace imprimatur::flow
