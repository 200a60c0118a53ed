// The folder where a printer keeps what it does: ledger.db, keys/, issuer.toml, profiles/, shops/ and
// orders/ID/vNNNN/. See docs/formats/workspace.md.
#pragma once

#include "crypto/secret.h"
#include "flow/desk.h"
#include "flow/keyring.h"
#include "ledger/ledger.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

struct Workspace {
  world::Path root;
  std::shared_ptr<Keyring> keyring = std::make_shared<Keyring>();

  world::Path ledger() const { return root / "ledger.db"; }
  world::Path checkpoint() const { return root / "checkpoint"; }
  world::Path keys() const { return root / "keys"; }
  world::Path mail() const { return root / "mail.toml"; }
  world::Path serve() const { return root / "serve.toml"; }
  world::Path issuer() const { return root / "issuer.toml"; }
  world::Path profile(const std::string& name) const { return root / "profiles" / (name + ".toml"); }
  world::Path shop(const std::string& name) const { return root / "shops" / (name + ".toml"); }
  // `id` has passed the grammar of order ids, so that it names a folder and nothing else.
  world::Path order(const std::string& id) const { return root / "orders" / id; }
};

// Makes the workspace whole or not at all: keys, ledger with its first event, and the files of
// assets/workspace to be edited. An existing folder that is not empty is refused. The key is kept
// under `passphrase` if there is one, of twelve characters at least.
Outcome init(const Desk& desk, const world::Path& folder,
             const std::optional<world::SecretText>& passphrase = std::nullopt);

// The keys by epoch: see keyring.h.
const codes::Keys& keys_of(const Workspace& workspace);

// `named`, or else the nearest folder from `here` upwards that holds a ledger.db.
// Throws finding::Failure where there is none.
Workspace find_workspace(const std::optional<world::Path>& named, const world::Path& here);

// The same, without insisting.
std::optional<Workspace> look_for_workspace(const std::optional<world::Path>& named,
                                            const world::Path& here);

// The key that seals the head of the ledger, derived from the workspace's first master key, so that
// the seal outlives every later epoch.
crypto::Secret ledger_key(const Workspace& workspace);

// The private key that signs the ledger's checkpoints (Ed25519), from the same master key: a
// workspace of any age has it, and it is kept as well as that.
crypto::SigningKey checkpoint_key(const Workspace& workspace);

// The key of the BATs' validation codes, from the same master key.
crypto::Secret validation_key(const Workspace& workspace);

// The key of the tokens in mails: mail_tokens.h.
crypto::Secret mail_key(const Workspace& workspace);

// Throws finding::Failure where a key at hand isn't the one that its epoch began with: no code is
// made with it, and none is checked. From the opening on the signed checkpoint of each event stands
// in the workspace (ledger::Ledger::publish), under the origin that issuer.toml names.
ledger::Ledger open_ledger(const Workspace& workspace);

// The answer where the ledger knows no order of this id: the asker's mistake, with the orders it
// does know.
Outcome unknown_order(const ledger::Ledger& ledger, const std::string& id);

// One `bat` or `press` at a time for one order, from every process; other orders are not held up. Throws
// finding::Failure where somebody else is at it.
world::Lock lock_order(const Workspace& workspace, const std::string& id);

}  // namespace imprimatur::flow
