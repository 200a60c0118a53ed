#include "flow/evidence.h"

#include "calendar/clock.h"
#include "flow/decide_on_page.h"
#include "flow/evidence_facts.h"
#include "flow/papers.h"
#include "flow/persons.h"
#include "flow/prover.h"
#include "flow/say.h"
#include "flow/versions.h"
#include "paperwork/decision.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;
using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

Outcome no_such_version(const ledger::Batch& batch, std::uint32_t version) {
  finding::Findings findings;
  findings.error("version-unknown", {},
                 {fmt::format("La commande {} n’a pas de version {}.", batch.order, version),
                  fmt::format("Order {} has no version {}.", batch.order, version)},
                 {fmt::format("Elle en a {}.", batch.versions.size()),
                  fmt::format("It has {}.", batch.versions.size())});
  return refused(std::move(findings));
}

// "le 3 décembre 2026 à 14 h 32", "on 3 December 2026 at 14:32": in Paris.
std::string at(world::Instant instant, Language language) {
  const calendar::LocalTime local = calendar::paris_time(instant);
  const auto minutes = local.since_midnight.count() / 60;
  const std::string day = wording::date(local.date, language);
  if (language == Language::english)
    return fmt::format("on {} at {:02}:{:02}", day, minutes / 60, minutes % 60);
  return fmt::format("le {} à {}\u00a0h\u00a0{:02}", day, minutes / 60, minutes % 60);
}

Sentence headline_of(ledger::Fate fate) {
  switch (fate) {
    case ledger::Fate::waiting: return {"Sans réponse à ce jour", "No answer so far"};
    case ledger::Fate::approved: return {"Bon à tirer", "Approved for printing"};
    case ledger::Fate::to_change: return {"Modifications demandées", "Changes asked for"};
    case ledger::Fate::refused: return {"Refusée", "Refused"};
    case ledger::Fate::superseded: break;
  }
  return {"Remplacée", "Superseded"};
}

// The record's lines about one decision, whatever it is.
class Telling {
 public:
  Telling(paperwork::Decision& paper, const Persons& persons, const ledger::Batch& batch)
      : paper_(paper), persons_(persons), batch_(batch) {}

  void tell(const ledger::Version& version) {
    add({"Version établie", "Version made"}, at(version.rendered, paper_.language));
    add({"Réponse attendue", "Answer due"},
        say({"au plus tard le ", "by "}) + wording::date(version.bat.answer_by, paper_.language));
    add({"Destinataires", "Recipients"}, recipients_of(version.bat.version));
    if (version.approval) tell_approval(*version.approval);
    if (version.changes) tell_changes(*version.changes);
    if (version.refusal) tell_refusal(*version.refusal);
    if (version.decided != world::Instant{})
      add({"Dernière décision", "Last decision"}, at(version.decided, paper_.language));
    mark({"Fichier du BAT", "File of the BAT"}, "SHA-256 " + version.bat.file.hex());
    mark({"Contenu du BAT", "Content of the BAT"}, "SHA-256 " + version.bat.content.hex());
  }

  void mark(const Sentence& what, const std::string& value) {
    paper_.fingerprints.push_back({say(what), value});
  }

 private:
  paperwork::Decision& paper_;
  const Persons& persons_;
  const ledger::Batch& batch_;

  const std::string& say(const Sentence& words) const { return words.in(paper_.language); }
  // Clients write in lines, a row is one text.
  void add(const Sentence& what, std::string value) {
    std::ranges::replace(value, '\n', ' ');
    paper_.facts.push_back({say(what), std::move(value)});
  }
  std::string words_of(const crypto::Digest& digest) const {
    const auto known = persons_.find(digest);
    return known == persons_.end() ? say({"(effacé)", "(erased)"}) : known->second;
  }

  // Each once.
  std::string recipients_of(std::uint32_t version) const {
    std::vector<std::string> all;
    for (const ledger::Mail& mail : batch_.mails) {
      const std::string to = words_of(mail.what.recipient);
      if (mail.what.version == version && mail.state() == ledger::MailState::accepted &&
          std::ranges::find(all, to) == all.end())
        all.push_back(to);
    }
    return all.empty() ? say({"Aucun courriel de cette application", "No mail of this application"})
                       : fmt::format("{}", fmt::join(all, ", "));
  }

  void tell_who(const Sentence& what, const auto& decision) {
    if (!decision.on_page)
      return add(what, decision.by + say({", noté par l’atelier", ", noted at the print desk"}));
    const ledger::OnPage& page = *decision.on_page;
    const auto known = persons_.find(page.person);
    const ledger::Mail* mail = batch_.mail(page.mail);
    const std::string to = mail == nullptr ? ""
                                           : say({", lien envoyé à ", ", link sent to "}) +
                                                 words_of(mail->what.recipient);
    if (known == persons_.end()) return add(what, say({"(effacé)", "(erased)"}) + to);
    const Witness witness = read_witness(known->second, page);
    add(what, witness.name + to);
    add({"Depuis", "From"}, witness.address + (witness.agent.empty() ? "" : ", " + witness.agent));
    add({"Formule affichée", "Wording shown"}, page.wording);
  }

  void tell_approval(const ledger::Approved& approval) {
    tell_who({"Approuvée par", "Approved by"}, approval);
    add({"Code de validation", "Validation code"},
        approval.opened == ledger::Opened::by_code
            ? say({"Donné et exact\u00a0: la première page de ce BAT a été ouverte",
                   "Given and right: the first page of this BAT was opened"})
            : say({"Non donné", "Not given"}));
    if (approval.evidence)
      mark({"Réponse conservée", "Answer kept"},
           approval.evidence->file + " · SHA-256 " + approval.evidence->digest.hex());
  }

  void tell_changes(const ledger::ChangesRequested& changes) {
    tell_who({"Modifications demandées par", "Changes asked for by"}, changes);
    std::string all;
    for (const ledger::Remark& remark : changes.remarks) {
      if (!all.empty()) all += " · ";
      if (remark.page > 0) all += fmt::format("p.\u00a0{}{} ", remark.page, say({"\u00a0:", ":"}));
      all += remark.text;
    }
    add({"Remarques", "Remarks"}, all);
  }

  void tell_refusal(const ledger::Refused& refusal) {
    tell_who({"Refusée par", "Refused by"}, refusal);
    add({"Motif", "Reason"}, refusal.reason);
  }
};

// Everything that goes into the folder, by its name there.
class Bundle {
 public:
  explicit Bundle(const world::Path& output) : folder_(output, world::Access::owner_only) {}

  void put(const std::string& name, const std::string& bytes) {
    const world::Path file = folder_.path() / name;
    world::make_folder(file.parent_path(), world::Access::owner_only);
    world::write_file(file, bytes, world::Access::owner_only);
    sums_ += fmt::format("{}  {}\n", crypto::sha256(bytes).hex(), name);
  }

  void finish() {
    world::write_file(folder_.path() / "SHA256SUMS", sums_, world::Access::owner_only);
    folder_.commit();
  }

 private:
  world::OutputFolder folder_;
  std::string sums_;
};

// Those who weren't erased.
Persons put_persons(const Workspace& workspace, const std::string& order,
                    const std::vector<ledger::Record>& events, Bundle& bundle) {
  Persons persons;
  for (const crypto::Digest& digest : persons_in(events)) {
    if (persons.contains(digest)) continue;
    const auto bytes = person_file(workspace, order, digest);
    if (!bytes) continue;
    persons[digest] = words_of_person(*bytes, digest).value();
    bundle.put("persons/" + digest.hex(), *bytes);
  }
  return persons;
}

// Replies quote the personal link of the mail that they answer: they stay here for as long as a
// decision can be given by it, or withdrawn. What was answered, as it came, where it wasn't erased:
// whether it is what it was says who checks.
void put_answers(const Workspace& workspace, const ledger::Batch& batch,
                 const ledger::Version& version, bool is_released, Bundle& bundle) {
  const world::Path folder = workspace.order(batch.order);
  const auto put = [&](const world::Path& file, const std::string& name) {
    if (fs::exists(file)) bundle.put(name, world::read_file(file));
  };
  if (version.approval && version.approval->evidence) {
    const std::string digest = version.approval->evidence->digest.hex();
    put(folder / "evidence" / digest, "answers/" + digest);
  }
  const bool is_live = !is_released && (version.fate == ledger::Fate::waiting ||
                                        version.fate == ledger::Fate::approved);
  if (is_live) return;
  for (const ledger::Received& reply : batch.replies) {
    const std::string name = reply.what.message.hex();
    if (batch.mail(reply.what.mail)->what.version == version.bat.version)
      put(folder / "replies" / (name + ".eml"), "answers/" + name + ".eml");
  }
}

std::string read_me(const Frozen& frozen, const std::string& key) {
  const Sentence text{
      fmt::format(
          "Pièces de la décision sur le BAT de la commande {}\n\n"
          "decision.pdf   ce qui s’est passé, à lire\u202f; seul evidence.json se contrôle\n"
          "evidence.json  la même chose, pour un programme\n"
          "bat.pdf        le BAT, à l’octet près\n"
          "answers/       les réponses telles qu’elles sont arrivées, s’il y en a\n"
          "persons/       qui a reçu et qui a répondu, sauf effacement\n"
          "proofs/        un fichier par événement\u00a0: la preuve qu’il est au registre\n"
          "checkpoint     le registre, signé, au moment de ces preuves\n\n"
          "Pour contrôler le tout, avec le programme libre imprimatur et sans l’espace de travail\n"
          "de l’émetteur\u00a0:\n\n"
          "    imprimatur evidence --check . --key CLÉ\n\n"
          "CLÉ est la clé publique du registre. Demandez-la par une autre voie que ce dossier, et\n"
          "comparez\u00a0: {}\n\n"
          "À défaut\u00a0: sha256sum -c SHA256SUMS, et les preuves suivent c2sp.org/tlog-proof.\n",
          frozen.order.id, key),
      fmt::format(
          "What shows the decision on the BAT of order {}\n\n"
          "decision.pdf   what happened, to be read; evidence.json alone can be checked\n"
          "evidence.json  the same, for a program\n"
          "bat.pdf        the BAT, byte for byte\n"
          "answers/       the answers as they came, if there are any\n"
          "persons/       who was written to and who answered, unless erased\n"
          "proofs/        a file for each event: the proof that it is in the ledger\n"
          "checkpoint     the ledger, signed, as it was with these proofs\n\n"
          "To check all of it, with the free program imprimatur and without the issuer's\n"
          "workspace:\n\n"
          "    imprimatur evidence --check . --key KEY\n\n"
          "KEY is the ledger's public key. Ask for it by another way than this folder, and\n"
          "compare: {}\n\n"
          "Without it: sha256sum -c SHA256SUMS, and the proofs follow c2sp.org/tlog-proof.\n",
          frozen.order.id, key)};
  return text.in(frozen.order.language);
}

paperwork::Decision blank_record(const Desk& desk, const Frozen& frozen,
                                 const ledger::Version& version) {
  paperwork::Decision paper;
  paper.language = frozen.order.language;
  paper.issuer = frozen.issuer;
  paper.order_id = frozen.order.id;
  paper.title = frozen.order.title;
  paper.client = frozen.order.client.name;
  paper.client_address = frozen.order.client.address;
  paper.made = desk.world.now();
  paper.version = version.bat.version;
  paper.headline = headline_of(version.fate).in(paper.language);
  const Sentence how{
      "Ce procès-verbal résume evidence.json, qui se contrôle sans l’émetteur\u00a0: "
      "imprimatur evidence --check DOSSIER --key CLÉ, la clé étant demandée par "
      "une autre voie. Il dit ce qui était au registre au moment de ce point de "
      "contrôle.",
      "This record sums up evidence.json, which can be checked without the issuer: "
      "imprimatur evidence --check FOLDER --key KEY, the key being asked for by "
      "another way. It tells what was in the ledger at that checkpoint."};
  paper.remarks = {how.in(paper.language)};
  return paper;
}

}  // namespace

Outcome evidence(const Desk& desk, const Workspace& workspace, const std::string& order,
                 std::optional<std::uint32_t> version, const world::Path& output) {
  const ledger::Ledger ledger = open_ledger(workspace);
  const auto whole = ledger.batch(order);
  if (!whole) return unknown_order(ledger, order);
  const auto events = telling(ledger.history(order));
  const auto batch = ledger::state_of(events);  // what is told is what is proved
  const auto number = version.value_or(static_cast<std::uint32_t>(batch->versions.size()));
  const ledger::Version* told = batch->version(number);
  if (told == nullptr) return no_such_version(*batch, number);
  const Frozen frozen = thaw(workspace, order, *told);

  Bundle bundle(output);
  bundle.put("bat.pdf", frozen_bat(workspace, order, *told));
  const Persons persons = put_persons(workspace, order, events, bundle);
  put_answers(workspace, *batch, *told, whole->release.has_value(), bundle);
  const std::string facts = evidence_facts(events, persons, number);
  bundle.put("evidence.json", facts);
  const Prover prover(ledger);
  for (const ledger::Record& record : events)
    bundle.put(fmt::format("proofs/{:08}.tlog-proof", record.sequence),
               prover.proof_of(record.sequence).value());
  bundle.put("checkpoint", prover.checkpoint());
  const tlog::VerifierKey key = ledger.signer();
  paperwork::Decision paper = blank_record(desk, frozen, *told);
  Telling telling_all(paper, persons, *batch);
  telling_all.tell(*told);
  telling_all.mark({"Registre", "Ledger"}, fmt::format("{} · {}", key.name, prover.head().text()));
  telling_all.mark({"Clé du registre", "The ledger's key"}, key.text());
  bundle.put("decision.pdf", paperwork::decision(paper, paper_fonts(desk)));
  bundle.put(Sentence{"LISEZ-MOI.txt", "README.txt"}.in(frozen.order.language),
             read_me(frozen, key.text()));
  bundle.finish();

  Outcome outcome;
  const Sentence headline = headline_of(told->fate);
  outcome.lines = {
      {fmt::format("Commande {}, version {}\u00a0: {}.", order, number, headline.fr),
       fmt::format("Order {}, version {}: {}.", order, number, headline.en)},
      {fmt::format("Pièces\u00a0: {}", named(output)), fmt::format("Evidence: {}", named(output))}};
  Json json = Json::parse(facts);
  json["folder"] = named(output);
  outcome.facts = json.dump();
  return outcome;
}

}  // namespace imprimatur::flow
