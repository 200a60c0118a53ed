// Proofs as files: that an entry is in a log (c2sp.org/tlog-proof@v1), and that a log has only
// grown (the body of c2sp.org/tlog-witness's add-checkpoint). docs/formats/ledger-proof.md has
// examples.
#pragma once

#include "finding/finding.h"
#include "tlog/checkpoint.h"

#include <variant>

namespace imprimatur::tlog {

struct Inclusion {
  std::string entry;  // the file's "extra": the hash of the leaf shows that it is the one
  std::uint64_t index = 0;
  Path path;
  std::string checkpoint;  // a signed note
};

struct Consistency {
  std::uint64_t before = 0;  // how many entries the older checkpoint has
  Path path;
  std::string checkpoint;  // the newer one, a signed note
};

using Proof = std::variant<Inclusion, Consistency>;

std::string to_text(const Inclusion& proof);
std::string to_text(const Consistency& proof);

// Of the file called `name`. What isn't such a proof is an error `proof-file` at its line, and
// nullopt; what is one may still prove nothing: see proves().
std::optional<Proof> read_proof(std::string_view text, const std::string& name,
                                finding::Findings& findings);

// Whether the path leads from the entry to the root that its checkpoint names.
bool proves(const Inclusion& proof);
// Whether it leads from `before` to it.
bool proves(const Consistency& proof, const TreeHead& before);

}  // namespace imprimatur::tlog
