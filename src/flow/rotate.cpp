#include "flow/rotate.h"

#include "finding/failure.h"
#include "flow/release.h"
#include "flow/say.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Failure;

void expect_own_keys(const Workspace& workspace) {
  if (workspace.keyring->is_own(workspace.keys())) return;
  throw Failure(
      {"Les clés de cette commande lui sont données d’ailleurs que du dossier keys/.",
       "The keys of this command are handed in from elsewhere than the folder keys/."},
      {"Lancez «\u00a0keys rotate\u00a0» là où sont gardés les fichiers de clé, puis "
       "ajoutez le nouveau à ce qui est donné.",
       "Run \"keys rotate\" where the key files are kept, then add the new one to what is "
       "handed in."});
}

[[noreturn]] void refuse_last_epoch() {
  throw Failure({fmt::format("L’époque {} est la dernière.", codes::most_epochs),
                 fmt::format("Epoch {} is the last.", codes::most_epochs)},
                {"Ouvrez un nouvel espace de travail.", "Open a new workspace."});
}

// Released orders with good passes: their codes are as safe as the keys before.
std::vector<std::string> under_older_keys(const ledger::Ledger& ledger) {
  std::vector<std::string> orders;
  for (const std::string& id : ledger.orders())
    if (const auto batch = ledger.batch(id); batch->release && !batch->passes.good().empty())
      orders.push_back(id);
  return orders;
}

Outcome say_begun(std::uint32_t epoch, const world::Path& keys,
                  const std::vector<std::string>& older) {
  const std::string names = fmt::format("{}", fmt::join(older, ", "));
  Outcome outcome;
  outcome.lines = {
      {fmt::format("Époque {}\u00a0: les prochaines commandes auront des codes d’une nouvelle clé.",
                   epoch),
       fmt::format("Epoch {}: the orders to come will have codes of a new key.", epoch)},
      {fmt::format("    À faire\u00a0: sauvegarder {} à part. Ne supprimez aucune clé\u00a0: les "
                   "pass déjà émis en dépendent.",
                   named(keys)),
       fmt::format("    Next: back up {} apart. Remove no key: the passes already issued depend on "
                   "them.",
                   named(keys))}};
  if (!older.empty())
    outcome.lines.push_back(
        {fmt::format("    Si une clé a pu être copiée, bloquez («\u00a0block\u00a0») ce qui en "
                     "dépend\u00a0: {}.",
                     names),
         fmt::format("    If a key may have been copied, \"block\" what depends on it: {}.",
                     names)});
  outcome.facts = nlohmann::ordered_json{{"epoch", epoch}, {"older", older}}.dump();
  return outcome;
}

}  // namespace

Outcome rotate_keys(const Desk& desk, const Workspace& workspace, const std::string& by,
                    const std::string& reason) {
  finding::Findings findings;
  check_words("--by", by, findings);
  check_words("--reason", reason, findings);
  if (findings.has_errors()) return refused(std::move(findings));
  expect_own_keys(workspace);
  ledger::Ledger ledger = open_ledger(workspace);
  const std::uint32_t before = current_epoch(workspace, ledger), epoch = before + 1;
  if (epoch > codes::most_epochs) refuse_last_epoch();
  // A key is in force once its event is noted: one that is there already was drawn by a rotation
  // that failed before that, and has made no code.
  if (!keys_of(workspace).contains(epoch)) {
    const bool locked = codes::is_under_passphrase(workspace.keys());
    codes::create_key(workspace.keys(), epoch, desk.world,
                      locked ? &workspace.keyring->passphrase() : nullptr);
    workspace.keyring->forget();
  }
  const auto noted = ledger.epoch_begun(
      {epoch, by, reason, codes::check_of(keys_of(workspace).at(epoch), epoch)}, desk.world.now());
  if (!noted) return shut(noted.closed());
  return say_begun(epoch, workspace.keys(), under_older_keys(ledger));
}

}  // namespace imprimatur::flow
