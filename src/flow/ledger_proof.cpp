#include "flow/ledger_proof.h"

#include "calendar/clock.h"
#include "flow/held.h"
#include "flow/pass_words.h"
#include "flow/prover.h"
#include "flow/say.h"
#include "ledger/chain.h"
#include "tlog/proof.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

constexpr std::uintmax_t largest_proof = 1u << 20, largest_key = 1u << 12;

Outcome hand_out(const std::string& proof, const std::optional<world::Path>& output, Json facts) {
  Outcome outcome;
  if (output) {
    world::write_file(*output, proof);
    outcome.lines.push_back({fmt::format("Preuve\u00a0: {}", named(*output)),
                             fmt::format("Proof: {}", named(*output))});
    facts["proof"] = named(*output);
  } else {
    const std::string text =
        proof.substr(0, proof.size() - 1);  // a line gets its end when it is said
    outcome.lines.push_back({text, text});
    facts["text"] = proof;
  }
  outcome.facts = facts.dump();
  return outcome;
}

Outcome no_such_event(std::uint64_t number, std::size_t count) {
  finding::Findings findings;
  findings.error(
      "event-unknown", {},
      {fmt::format("Le registre n’a pas d’événement {}.", number),
       fmt::format("The ledger has no event {}.", number)},
      {fmt::format("Donnez un numéro de 1 à {}. «\u00a0imprimatur ledger list\u00a0» les dit.",
                   count),
       fmt::format("Give a number from 1 to {}. \"imprimatur ledger list\" tells them.", count)});
  return refused(std::move(findings));
}

Outcome differing(finding::Findings findings) {
  Outcome outcome;
  outcome.exit = Exit::difference;
  outcome.findings = std::move(findings);
  outcome.lines.push_back({"La preuve ne tient pas.", "The proof does not hold."});
  outcome.facts = Json{{"holds", false}}.dump();
  return outcome;
}

std::optional<tlog::VerifierKey> read_key(const std::string& words, finding::Findings& findings) {
  std::string line = words;
  if (!tlog::VerifierKey::read(line) && world::is_ordinary_file(words) &&
      std::filesystem::file_size(words) <= largest_key) {
    line = world::read_file(words);
    if (line.ends_with('\n')) line.pop_back();
  }
  auto key = tlog::VerifierKey::read(line);
  if (!key)
    findings.error(
        "key-file", {},
        {"--key ne donne pas la clé d’un registre.", "--key gives no key of a ledger."},
        {"Donnez la ligne que dit «\u00a0imprimatur ledger key\u00a0» (NOM+8 chiffres+clé), ou un "
         "fichier qui la contient\u202f; reçue par une autre voie que la preuve.",
         "Give the line that \"imprimatur ledger key\" says (NAME+8 digits+key), or a file that "
         "holds it; received by another way than the proof."});
  return key;
}

// What a proof is held against, as it was read.
struct Anchors {
  std::optional<tlog::VerifierKey> key;
  std::optional<Held> held;
};

void expect_by_key(const std::string& name, const tlog::SignedCheckpoint& note,
                   const Anchors& anchors, finding::Findings& findings) {
  if (anchors.key) {
    if (!note.note.is_signed_by(*anchors.key))
      refuse_signature(name, note.checkpoint.origin, findings);
    if (anchors.held) expect_signed(*anchors.held, anchors.key->key, findings);
  } else {
    findings.warning("proof-unsigned", {name},
                     {"La signature n’a pas été contrôlée\u00a0: aucune clé n’a été donnée.",
                      "The signature was not checked: no key was given."},
                     {"Donnez celle du registre\u00a0: --key.", "Give the ledger's: --key."});
  }
}

void does_not_lead(const std::string& name, finding::Findings& findings) {
  findings.error(
      "proof-path", {name},
      {"Les empreintes de cette preuve ne mènent pas à la racine que son point de contrôle nomme.",
       "The hashes of this proof don't lead to the root that its checkpoint names."},
      {"Demandez-la à nouveau. Si elle ne tient toujours pas, l’événement n’est pas, ou plus, au "
       "registre\u00a0: gardez les deux fichiers.",
       "Ask for it again. If it still doesn't hold, the event isn't in the ledger, or is no "
       "longer: "
       "keep both files."});
}

// "Event 12, of 2026-11-23: approved, order 2026-0147."
Sentence say_event(const ledger::Row& row) {
  const auto day = calendar::paris_date(world::Instant{std::chrono::seconds{row.instant}});
  const std::string order = named(row.order);
  return {fmt::format("Événement {}, du {}\u00a0: {}{}.", row.sequence,
                      wording::date(day, Language::french), named(row.kind),
                      order.empty() ? "" : ", commande " + order),
          fmt::format("Event {}, of {}: {}{}.", row.sequence, wording::date(day, Language::english),
                      named(row.kind), order.empty() ? "" : ", order " + order)};
}

Sentence say_log(const tlog::Checkpoint& checkpoint) {
  const std::string origin = named(checkpoint.origin);
  return {fmt::format("Registre {}, {} événements.", origin,
                      grouped(checkpoint.head.size, Language::french)),
          fmt::format("Ledger {}, {} events.", origin,
                      grouped(checkpoint.head.size, Language::english))};
}

Json facts_of(const tlog::Checkpoint& checkpoint, const Anchors& anchors) {
  return {{"holds", true},
          {"origin", named(checkpoint.origin)},
          {"size", checkpoint.head.size},
          {"root", checkpoint.head.root.hex()},
          {"signed", anchors.key.has_value()}};
}

// Of an event whose place and hashes were found right.
Outcome say_included(const ledger::Row& row, const tlog::Checkpoint& checkpoint,
                     const Anchors& anchors, finding::Findings findings) {
  const std::string body = named(row.body);
  Outcome outcome;
  outcome.findings = std::move(findings);
  outcome.lines = {{"La preuve tient\u00a0: cet événement est au registre.",
                    "The proof holds: this event is in the ledger."},
                   say_event(row),
                   {"    " + body, "    " + body},
                   say_log(checkpoint)};
  Json facts = facts_of(checkpoint, anchors);
  facts["event"] = row.sequence;
  facts["instant"] = calendar::to_iso(world::Instant{std::chrono::seconds{row.instant}});
  facts["kind"] = named(row.kind);
  facts["order"] = named(row.order);
  facts["body"] = body;
  outcome.facts = facts.dump();
  return outcome;
}

Outcome check(const std::string& name, const tlog::Inclusion& proof, const Anchors& anchors) {
  const tlog::SignedCheckpoint note = *tlog::SignedCheckpoint::read(proof.checkpoint);
  finding::Findings findings;
  expect_by_key(name, note, anchors, findings);
  if (!proves(proof)) does_not_lead(name, findings);
  if (anchors.held && anchors.held->head != note.checkpoint.head)
    findings.error("checkpoint-other", {anchors.held->name},
                   {"Ce n’est pas le point de contrôle sous lequel la preuve a été faite.",
                    "This is not the checkpoint that the proof was made under."},
                   {"Demandez aussi la preuve que le registre le prolonge («\u00a0ledger prove "
                    "--since\u00a0»), ou contrôlez avec --key.",
                    "Ask for the proof that the ledger goes on from it too (\"ledger prove "
                    "--since\"), or check "
                    "with --key."});
  const auto row = ledger::row_of(proof.entry);
  if (!row || static_cast<std::uint64_t>(row->sequence) != proof.index + 1)
    findings.error("proof-entry", {name},
                   {"Ce qui est prouvé n’est pas un événement d’imprimatur à sa place.",
                    "What is proved is not an event of imprimatur at its place."},
                   {"Demandez la preuve à nouveau («\u00a0imprimatur ledger prove\u00a0»).",
                    "Ask for the proof again (\"imprimatur ledger prove\")."});
  if (findings.has_errors()) return differing(std::move(findings));
  return say_included(*row, note.checkpoint, anchors, std::move(findings));
}

Outcome check(const std::string& name, const tlog::Consistency& proof, const Anchors& anchors) {
  const tlog::SignedCheckpoint note = *tlog::SignedCheckpoint::read(proof.checkpoint);
  finding::Findings findings;
  expect_by_key(name, note, anchors, findings);
  if (!proves(proof, anchors.held->head)) does_not_lead(name, findings);
  if (findings.has_errors()) return differing(std::move(findings));
  const std::uint64_t before = anchors.held->head.size;
  Outcome outcome;
  outcome.findings = std::move(findings);
  outcome.lines = {
      {fmt::format("La preuve tient\u00a0: le registre prolonge votre point de contrôle de {} "
                   "événements.",
                   grouped(before, Language::french)),
       fmt::format("The proof holds: the ledger goes on from your checkpoint of {} events.",
                   grouped(before, Language::english))},
      say_log(note.checkpoint)};
  Json facts = facts_of(note.checkpoint, anchors);
  facts["goes_on_from"] = before;
  outcome.facts = facts.dump();
  return outcome;
}

void expect_anchor(const tlog::Proof& proof, const Anchors& anchors, finding::Findings& findings) {
  if (std::holds_alternative<tlog::Consistency>(proof)) {
    if (!anchors.held)
      findings.error("anchor-missing", {},
                     {"Cette preuve se contrôle avec le point de contrôle que vous avez gardé.",
                      "This proof is checked with the checkpoint that you kept."},
                     {"Donnez-le\u00a0: --checkpoint.", "Give it: --checkpoint."});
  } else if (!anchors.key && !anchors.held) {
    findings.error(
        "anchor-missing", {},
        {"Sans clé ni point de contrôle, cette preuve ne montre rien\u00a0: chacun peut en faire "
         "une.",
         "Without a key or a checkpoint this proof shows nothing: anybody can make one."},
        {"Donnez la clé du registre (--key), ou un point de contrôle que vous avez gardé "
         "(--checkpoint).",
         "Give the ledger's key (--key), or a checkpoint that you kept (--checkpoint)."});
  }
}

std::optional<tlog::Proof> read_file(const world::Path& file, finding::Findings& findings) {
  if (world::is_ordinary_file(file) && std::filesystem::file_size(file) <= largest_proof)
    return tlog::read_proof(world::read_file(file), named(file), findings);
  findings.error("proof-file", {named(file)},
                 {"Ce n’est pas un fichier, ou il est trop grand pour une preuve.",
                  "This is no file, or it is too large for a proof."},
                 {"Donnez le fichier que «\u00a0imprimatur ledger prove\u00a0» a écrit.",
                  "Give the file that \"imprimatur ledger prove\" wrote."});
  return std::nullopt;
}

}  // namespace

Outcome prove(const Workspace& workspace, const ProofWishes& wishes) {
  finding::Findings findings;
  std::optional<Held> held;
  if (wishes.since && !(held = read_held(*wishes.since, findings)))
    return refused(std::move(findings));
  if (wishes.output) {  // what it proves from, and what it is proved of, stays
    if (wishes.since) expect_other_file(*wishes.since, *wishes.output, findings);
    for (const world::Path& kept : {workspace.checkpoint(), workspace.ledger()})
      expect_other_file(kept, *wishes.output, findings);
    if (findings.has_errors()) return refused(std::move(findings));
  }
  const ledger::Ledger ledger = open_ledger(workspace);
  const Prover prover(ledger);
  const std::uint64_t size = prover.head().size;
  if (held) {
    expect_signed(*held, ledger.signer().key, findings);
    expect_continued(*held, prover.leaves(), findings);
    if (findings.has_errors()) return differing(std::move(findings));
    const std::uint64_t before = held->head.size;
    const auto path = tlog::consistency_path(prover.leaves(), before);
    return hand_out(to_text(tlog::Consistency{before, path, prover.checkpoint()}), wishes.output,
                    {{"since", before}, {"size", size}});
  }
  const auto proof = prover.proof_of(*wishes.event);
  if (!proof) return no_such_event(*wishes.event, size);
  return hand_out(*proof, wishes.output, {{"event", *wishes.event}, {"size", size}});
}

Outcome check_proof(const world::Path& file, const std::optional<std::string>& key,
                    const std::optional<std::string>& checkpoint) {
  finding::Findings findings;
  const auto proof = read_file(file, findings);
  Anchors anchors;
  if (key) anchors.key = read_key(*key, findings);
  if (checkpoint) anchors.held = read_held(*checkpoint, findings);
  if (proof && !findings.has_errors()) expect_anchor(*proof, anchors, findings);
  if (findings.has_errors()) return refused(std::move(findings));
  return std::visit([&](const auto& one) { return check(named(file), one, anchors); }, *proof);
}

}  // namespace imprimatur::flow
