#include "flow/ledger_log.h"

#include "flow/held.h"
#include "flow/say.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using Json = nlohmann::ordered_json;

// The workspace's own. Read before the ledger is: while somebody else adds events it is behind
// then, as it may be, and never ahead.
struct OwnCheckpoint {
  bool is_there = false;
  std::optional<Held> held;
};

OwnCheckpoint read_own_checkpoint(const Workspace& workspace, finding::Findings& findings) {
  const world::Path file = workspace.checkpoint();
  if (!world::is_ordinary_file(file)) return {};
  return {true, read_held_file(file, findings)};
}

void check_own_checkpoint(const OwnCheckpoint& own, const Workspace& workspace,
                          const crypto::PublicKey& key, tlog::Leaves leaves,
                          finding::Findings& findings) {
  if (!own.is_there) {
    findings.warning(
        "checkpoint-missing", {workspace.checkpoint().filename().string()},
        {"L’espace de travail n’a pas de point de contrôle signé.",
         "The workspace has no signed checkpoint."},
        {"La prochaine commande l’écrit («\u00a0imprimatur status\u00a0», par exemple). "
         "S’il y en avait un, comparez avec une copie\u00a0: --against.",
         "The next command writes it (\"imprimatur status\", say). If there was one, "
         "compare with a copy: --against."});
    return;
  }
  if (!own.held) return;
  expect_signed(*own.held, key, findings);
  expect_continued(*own.held, leaves, findings);
}

}  // namespace

Outcome verify_ledger(const Desk&, const Workspace& workspace,
                      const std::optional<std::string>& against) {
  std::optional<Held> held;
  if (against) {
    finding::Findings findings;
    held = read_held(*against, findings);
    if (!held) return refused(std::move(findings));
  }
  const crypto::Secret key = ledger_key(workspace);
  const crypto::PublicKey signer = checkpoint_key(workspace).public_key();
  finding::Findings of_checkpoint;
  const OwnCheckpoint own = read_own_checkpoint(workspace, of_checkpoint);
  const ledger::Inspection inspection = ledger::inspect(workspace.ledger(), &key);
  Outcome outcome;
  outcome.findings = inspection.findings;
  outcome.findings.add(of_checkpoint);
  check_own_checkpoint(own, workspace, signer, inspection.leaves, outcome.findings);
  if (held) {
    expect_signed(*held, signer, outcome.findings);
    expect_continued(*held, inspection.leaves, outcome.findings);
  }
  const bool good = !outcome.findings.has_errors();
  outcome.exit = good ? Exit::done : Exit::difference;
  outcome.lines.push_back(
      good
          ? Sentence{"Registre intact\u00a0: chaque événement est tel qu’il a été écrit.",
                     "The ledger is intact: every event is as it was written."}
          : Sentence{"Le registre a été modifié\u00a0: n’imprimez plus rien avant d’avoir compris.",
                     "The ledger was tampered with: print nothing before this is understood."});
  Json facts{{"intact", good}};
  if (good) {
    const tlog::TreeHead head{inspection.leaves.size(), tlog::root_of(inspection.leaves)};
    if (held)
      outcome.lines.push_back(
          {fmt::format("Il prolonge le point de contrôle de {} événements.", held->head.size),
           fmt::format("It goes on from the checkpoint of {} events.", held->head.size)});
    outcome.lines.push_back({fmt::format("À garder ailleurs\u00a0: {}", head.text()),
                             fmt::format("Keep this elsewhere: {}", head.text())});
    facts["events"] = head.size;
    facts["last"] = inspection.last;
    facts["root"] = head.root.hex();
    if (held) facts["goes_on_from"] = held->head.size;
  }
  outcome.facts = facts.dump();
  return outcome;
}

Outcome show_ledger_key(const Workspace& workspace) {
  const std::string key = open_ledger(workspace).signer().text();
  Outcome outcome;
  outcome.lines.push_back({key, key});
  outcome.facts = Json{{"key", key}}.dump();
  return outcome;
}

tlog::TreeHead tree_at_release(const ledger::Ledger& ledger, const std::string& order) {
  const auto history = ledger.history(order);
  const auto release = std::ranges::find_if(history, [](const ledger::Record& record) {
    return std::holds_alternative<ledger::Released>(record.event);
  });
  const auto leaves = ledger.leaves();
  return {release->sequence, tlog::root_of(tlog::Leaves(leaves).first(release->sequence))};
}

}  // namespace imprimatur::flow
