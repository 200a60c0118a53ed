#include "tlog/proof.h"

#include "crypto/base64.h"

#include <fmt/format.h>

namespace imprimatur::tlog {
namespace {

constexpr std::string_view inclusion_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t longest_proof = 1u << 20, longest_path = 63;

std::string lines_of(const Path& path) {
  std::string text;
  for (const Hash& hash : path) text += hash_line(hash) + '\n';
  return text;
}

// One file, read line by line. The first fault ends it.
class ProofReader {
 public:
  ProofReader(std::string_view text, const std::string& name, finding::Findings& findings)
      : rest_(text), name_(name), findings_(findings) {}

  std::optional<Proof> read() {
    if (rest_.size() > longest_proof) return fault("est trop grand", "is too large");
    const auto first = next();
    if (first && *first == inclusion_line) return inclusion();
    if (first && first->starts_with("old ")) return consistency(first->substr(4));
    return fault("n’est pas une preuve de registre", "is not a proof of a ledger");
  }

 private:
  std::string_view rest_;
  const std::string& name_;
  finding::Findings& findings_;
  int line_ = 0;

  std::optional<std::string_view> next() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    ++line_;
    return line;
  }

  // `fr` and `en` go on after the file's name.
  std::nullopt_t fault(std::string_view fr, std::string_view en) {
    findings_.error("proof-file", {name_, line_, line_ > 0 ? 1 : 0},
                    {fmt::format("Ce fichier {}.", fr), fmt::format("This file {}.", en)},
                    {"Demandez-le à nouveau à qui tient le registre («\u00a0imprimatur ledger "
                     "prove\u00a0»), comme fichier joint, sans le recopier.",
                     "Ask whoever keeps the ledger for it again (\"imprimatur ledger prove\"), as "
                     "an attached file, not copied."});
    return std::nullopt;
  }

  std::optional<Proof> inclusion() {
    Inclusion proof;
    auto line = next();
    if (!line || !line->starts_with("extra "))
      return fault("ne contient pas l’événement (ligne «\u00a0extra\u00a0»)",
                   "doesn't hold the event (line \"extra\")");
    const auto entry = crypto::from_base64(line->substr(6));
    if (!entry)
      return fault("contient un événement illisible (base 64)",
                   "holds an event that can't be read (base 64)");
    proof.entry = *entry;
    line = next();
    const auto index =
        line && line->starts_with("index ") ? read_count(line->substr(6)) : std::nullopt;
    if (!index)
      return fault("ne dit pas la place de l’événement (ligne «\u00a0index\u00a0»)",
                   "doesn't tell the event's place (line \"index\")");
    proof.index = *index;
    if (!path(proof.path) || !checkpoint(proof.checkpoint)) return std::nullopt;
    return proof;
  }

  std::optional<Proof> consistency(std::string_view digits) {
    const auto before = read_count(digits);
    if (!before)
      return fault("ne dit pas le nombre d’événements de l’ancien point de contrôle",
                   "doesn't tell how many events the older checkpoint has");
    Consistency proof{*before, {}, {}};
    if (!path(proof.path) || !checkpoint(proof.checkpoint)) return std::nullopt;
    return proof;
  }

  // With the empty line that ends it.
  bool path(Path& into) {
    for (;;) {
      const auto line = next();
      if (line && line->empty()) return true;
      const auto hash = line ? read_hash_line(*line) : std::nullopt;
      if (!hash || into.size() == longest_path) {
        fault("est coupé ou abîmé dans la suite des empreintes",
              "is cut or damaged in its run of hashes");
        return false;
      }
      into.push_back(*hash);
    }
  }

  bool checkpoint(std::string& into) {
    into = rest_;
    if (SignedCheckpoint::read(into)) return true;
    ++line_;
    fault("est coupé ou abîmé dans son point de contrôle", "is cut or damaged in its checkpoint");
    return false;
  }
};

}  // namespace

std::string to_text(const Inclusion& proof) {
  return fmt::format("{}\nextra {}\nindex {}\n{}\n{}", inclusion_line,
                     crypto::to_base64(proof.entry), proof.index, lines_of(proof.path),
                     proof.checkpoint);
}

std::string to_text(const Consistency& proof) {
  return fmt::format("old {}\n{}\n{}", proof.before, lines_of(proof.path), proof.checkpoint);
}

std::optional<Proof> read_proof(std::string_view text, const std::string& name,
                                finding::Findings& findings) {
  return ProofReader(text, name, findings).read();
}

bool proves(const Inclusion& proof) {
  const auto note = SignedCheckpoint::read(proof.checkpoint);
  if (!note) return false;
  const TreeHead& head = note->checkpoint.head;
  return is_included(leaf_hash(proof.entry), proof.index, head.size, proof.path, head.root);
}

bool proves(const Consistency& proof, const TreeHead& before) {
  const auto note = SignedCheckpoint::read(proof.checkpoint);
  if (!note || proof.before != before.size) return false;
  const TreeHead& head = note->checkpoint.head;
  return is_extended(before.size, before.root, head.size, head.root, proof.path);
}

}  // namespace imprimatur::tlog
