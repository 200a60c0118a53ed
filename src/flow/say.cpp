#include "flow/say.h"

#include <fmt/format.h>

namespace imprimatur::flow {

Outcome shut(const ledger::Closed& closed) {
  Outcome outcome;
  outcome.exit = Exit::gate_closed;
  outcome.findings.error("gate", {}, closed.what, closed.what_opens_it);
  return outcome;
}

Outcome refused(finding::Findings findings) {
  Outcome outcome;
  outcome.exit = Exit::findings;
  const std::size_t errors = findings.count(finding::Severity::error);
  const std::size_t warnings = findings.count(finding::Severity::warning);
  outcome.lines.push_back(
      {fmt::format("{} erreur{}, {} avertissement{} : rien n’a été fait.", errors,
                   errors > 1 ? "s" : "", warnings, warnings > 1 ? "s" : ""),
       fmt::format("{} error{}, {} warning{}: nothing was made.", errors, errors == 1 ? "" : "s",
                   warnings, warnings == 1 ? "" : "s")});
  outcome.findings = std::move(findings);
  return outcome;
}

}  // namespace imprimatur::flow
