#include "flow/workspace.h"

#include "codes/keys.h"
#include "crypto/derive.h"
#include "finding/failure.h"
#include "flow/say.h"
#include "order/issuer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t first_epoch = 1;

// What every workspace starts with, to be edited: issuer.toml, profiles/, shops/.
void copy_starting_files(const world::Path& from, const world::Path& to) {
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const world::Path target = to / fs::relative(entry.path(), from);
    if (entry.is_directory())
      world::make_folder(target);
    else
      world::write_file(target, world::read_file(entry.path()));
  }
}

constexpr std::size_t shortest_passphrase = 12;

crypto::Secret derived(const codes::Keys& keys, std::string_view purpose) {
  const auto first = keys.find(first_epoch);
  if (first == keys.end())
    throw finding::Failure(
        {"La clé de l’époque 1 manque\u00a0: c’est d’elle que dépend le registre.",
         "The key of epoch 1 is missing: the ledger depends on it."},
        {"Donnez toutes les clés de l’espace de travail, la première comprise.",
         "Give all keys of the workspace, the first among them."});
  return crypto::hkdf_sha256(first->second, "", purpose, 32);
}

crypto::SigningKey checkpoint_key_of(const codes::Keys& keys) {
  return crypto::SigningKey(derived(keys, "imprimatur/checkpoint/1"));
}

crypto::Secret ledger_key_of(const codes::Keys& keys) {
  return derived(keys, "imprimatur/ledger/1");
}

// nullopt where issuer.toml names none, and where it is faulty: `check` says so, and the log keeps
// the name it has.
std::optional<std::string> log_name(const world::Path& issuer) {
  const order::ReadIssuer read = order::read_issuer(issuer);
  if (!read.issuer || read.findings.has_errors() || read.issuer->ledger_origin.empty())
    return std::nullopt;
  return read.issuer->ledger_origin;
}

void publish(ledger::Ledger& ledger, const Workspace& workspace, const codes::Keys& keys) {
  ledger.publish({checkpoint_key_of(keys), log_name(workspace.issuer()), workspace.checkpoint()});
}

std::string listed(const std::vector<std::string>& names) {
  return names.empty() ? "–" : fmt::format("{}", fmt::join(names, ", "));
}

// Characters of UTF-8 (RFC 3629), not bytes: each has one byte that doesn't begin with the bits 10.
void check_passphrase(std::string_view passphrase) {
  const auto characters =
      std::ranges::count_if(passphrase, [](char c) { return (c & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(characters) >= shortest_passphrase) return;
  throw finding::Failure(
      {fmt::format("La phrase secrète est trop courte\u00a0: {} caractères au moins.",
                   shortest_passphrase),
       fmt::format("The passphrase is too short: {} characters at least.", shortest_passphrase)},
      {"Prenez cinq ou six mots tirés au hasard.", "Take five or six words drawn at random."});
}

// The first key is known by the ledger's seal, the others by what their rotation noted.
void expect_keys_of(const ledger::Ledger& ledger, const codes::Keys& keys) {
  for (const ledger::EpochBegun& begun : ledger.epochs()) {
    const auto key = keys.find(begun.epoch);
    if (key == keys.end() || !begun.key_check ||
        codes::check_of(key->second, begun.epoch) == *begun.key_check)
      continue;
    throw finding::Failure(
        {fmt::format("La clé de l’époque {} n’est pas celle que le registre connaît.", begun.epoch),
         fmt::format("The key of epoch {} is not the one that the ledger knows.", begun.epoch)},
        {"Restaurez la bonne depuis une sauvegarde\u202f; des codes faits avec celle-ci ne "
         "vaudraient "
         "rien.",
         "Restore the right one from a backup; codes made with this one would be worth nothing."});
  }
}

// Draws the first key; gives it as it can be read back.
codes::Keys first_key(const Desk& desk, const Workspace& workspace,
                      const crypto::Secret* passphrase) {
  codes::create_key(workspace.keys(), first_epoch, desk.world, passphrase);
  const auto ask = [&]() -> const crypto::Secret& { return *passphrase; };
  return codes::load_keys(workspace.keys(), ask);
}

std::optional<crypto::Secret> kept(const std::optional<world::SecretText>& words) {
  if (!words) return std::nullopt;
  check_passphrase(words->view());
  return crypto::Secret(words->view());
}

}  // namespace

Outcome init(const Desk& desk, const world::Path& folder,
             const std::optional<world::SecretText>& words) {
  const auto passphrase = kept(words);
  world::OutputFolder output(folder);
  const Workspace workspace{output.path()};
  copy_starting_files(desk.house.assets() / "workspace", workspace.root);
  world::make_folder(workspace.root / "orders");
  const codes::Keys keys = first_key(desk, workspace, passphrase ? &*passphrase : nullptr);
  {  // closed before the folder gets its name
    auto ledger = ledger::Ledger::create(workspace.ledger(), ledger_key_of(keys), desk.world.now());
    publish(ledger, workspace, keys);
  }
  output.commit();

  Outcome outcome;
  const std::string name = named(folder);
  outcome.lines = {
      {fmt::format("Espace de travail prêt\u00a0: {}", name),
       fmt::format("Workspace ready: {}", name)},
      {fmt::format("    À faire\u00a0: remplir {0}/issuer.toml et {0}/shops/default.toml\u202f; "
                   "sauvegarder {0}/keys à part.",
                   name),
       fmt::format(
           "    Next: fill in {0}/issuer.toml and {0}/shops/default.toml; back up {0}/keys apart.",
           name)}};
  outcome.facts = nlohmann::ordered_json{{"workspace", name}}.dump();
  return outcome;
}

std::optional<Workspace> look_for_workspace(const std::optional<world::Path>& named,
                                            const world::Path& here) {
  if (named) {
    if (fs::exists(*named / "ledger.db")) return Workspace{*named};
    return std::nullopt;
  }
  for (world::Path folder = fs::absolute(here);; folder = folder.parent_path()) {
    if (fs::exists(folder / "ledger.db")) return Workspace{folder};
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

Workspace find_workspace(const std::optional<world::Path>& named, const world::Path& here) {
  if (auto found = look_for_workspace(named, here)) return *found;
  const std::string where = (named ? *named : here).string();
  throw finding::Failure(
      {fmt::format("Aucun espace de travail (ledger.db) dans {}{}.", where,
                   named ? "" : " ni au-dessus"),
       fmt::format("No workspace (ledger.db) in {}{}.", where, named ? "" : " or above it")},
      {"Nommez-le avec --workspace, ou créez-en un avec «\u00a0imprimatur init DIR\u00a0».",
       "Name it with --workspace, or make one with \"imprimatur init DIR\"."});
}

const codes::Keys& keys_of(const Workspace& workspace) {
  return workspace.keyring->keys(workspace.keys());
}

crypto::Secret ledger_key(const Workspace& workspace) {
  return ledger_key_of(keys_of(workspace));
}

crypto::SigningKey checkpoint_key(const Workspace& workspace) {
  return checkpoint_key_of(keys_of(workspace));
}

crypto::Secret validation_key(const Workspace& workspace) {
  return derived(keys_of(workspace), "imprimatur/bat-validation/1");
}

crypto::Secret mail_key(const Workspace& workspace) {
  return derived(keys_of(workspace), "imprimatur/mail-tokens/1");
}

ledger::Ledger open_ledger(const Workspace& workspace) {
  auto ledger = ledger::Ledger::open(workspace.ledger(), ledger_key(workspace));
  expect_keys_of(ledger, keys_of(workspace));
  publish(ledger, workspace, keys_of(workspace));
  return ledger;
}

Outcome unknown_order(const ledger::Ledger& ledger, const std::string& id) {
  const std::string name = named(id), known = listed(ledger.orders());
  finding::Findings findings;
  findings.error(
      "order-unknown", {},
      {fmt::format("Le registre ne connaît pas la commande {}.", name),
       fmt::format("The ledger knows no order {}.", name)},
      {fmt::format(
           "Commandes connues\u00a0: {}. «\u00a0imprimatur bat DOSSIER\u00a0» en enregistre une.",
           known),
       fmt::format("Known orders: {}. \"imprimatur bat FOLDER\" registers one.", known)});
  return refused(std::move(findings));
}

world::Lock lock_order(const Workspace& workspace, const std::string& id) {
  world::make_folder(workspace.order(id));
  if (auto lock = world::Lock::take(workspace.order(id) / "lock")) return std::move(*lock);
  throw finding::Failure(
      {fmt::format("Une autre commande imprimatur travaille déjà sur {}.", id),
       fmt::format("Another imprimatur command is at work on {} already.", id)},
      {"Attendez qu’elle ait fini, puis recommencez.", "Wait until it is done, then try again."});
}

}  // namespace imprimatur::flow
