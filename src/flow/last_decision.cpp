#include "flow/last_decision.h"

#include "flow/decide_on_page.h"

namespace imprimatur::flow {
namespace {

std::string who(const Workspace& workspace, const std::string& order, const auto& decision) {
  if (!decision.on_page) return decision.by;
  const auto witness = witness_of(workspace, order, *decision.on_page);
  return witness ? witness->name : "";
}

bool decides(const ledger::Event& event, std::uint32_t version) {
  const auto is_of = [&](const auto* decision) {
    return decision != nullptr && decision->version == version;
  };
  return is_of(std::get_if<ledger::Approved>(&event)) ||
         is_of(std::get_if<ledger::Refused>(&event)) ||
         is_of(std::get_if<ledger::ChangesRequested>(&event));
}

}  // namespace

std::string who_decided(const Workspace& workspace, const std::string& order,
                        const ledger::Version& version) {
  switch (version.verdict) {
    case ledger::Fate::approved: return who(workspace, order, *version.approval);
    case ledger::Fate::to_change: return who(workspace, order, *version.changes);
    case ledger::Fate::refused: return who(workspace, order, *version.refusal);
    case ledger::Fate::waiting:
    case ledger::Fate::superseded: break;
  }
  return {};
}

std::string proof_of_decision(const ledger::Ledger& ledger, const Prover& prover,
                              const std::string& order, std::uint32_t version) {
  std::uint64_t last = 0;
  for (const ledger::Record& record : ledger.history(order))
    if (record.sequence <= prover.head().size && decides(record.event, version))
      last = record.sequence;
  return prover.proof_of(last).value();
}

}  // namespace imprimatur::flow
