#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/evidence.h"
#include "flow/evidence_facts.h"
#include "flow/ledger_proof.h"
#include "flow/persons.h"
#include "flow/say.h"
#include "tlog/checkpoint.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

namespace fs = std::filesystem;
using finding::Sentence;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_files = 10'000;

// The ordinary files of a folder of the bundle, sorted; none where the folder isn't there.
std::vector<world::Path> files_of(const world::Path& folder) {
  std::vector<world::Path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
    if (files.size() > most_files)
      throw finding::Failure(
          {fmt::format("«\u00a0{}\u00a0» contient trop de fichiers.", named(folder)),
           fmt::format("\"{}\" holds too many files.", named(folder))},
          {"Donnez le dossier que «\u00a0imprimatur evidence\u00a0» a écrit.",
           "Give the folder that \"imprimatur evidence\" wrote."});
  }
  std::ranges::sort(files);
  return files;
}

class Check {
 public:
  Check(const world::Path& folder, const std::optional<std::string>& key,
        const std::optional<std::string>& checkpoint)
      : folder_(folder), key_(key), checkpoint_(checkpoint) {}

  Outcome all() {
    if (!world::is_ordinary_file(folder_ / "evidence.json") || files_of(folder_ / "proofs").empty())
      return no_bundle();
    if (auto stop = read_proofs()) return *std::move(stop);
    read_persons();
    const auto told = told_of();
    if (!told) return no_bundle();
    compare_facts(*told);
    compare_files(*told);
    return answer(*told);
  }

 private:
  const world::Path& folder_;
  const std::optional<std::string>& key_;
  const std::optional<std::string>& checkpoint_;
  std::vector<ledger::Record> events_;
  Persons persons_;
  finding::Findings findings_;
  const Sentence stranger{"n’est nommé par aucun des événements prouvés",
                          "is named by none of the proved events"};

  Outcome no_bundle() const {
    finding::Findings findings;
    findings.error("evidence-folder", {named(folder_)},
                   {"Ce n’est pas un dossier de pièces, ou il est incomplet.",
                    "This is no folder of evidence, or it is incomplete."},
                   {"Donnez le dossier que «\u00a0imprimatur evidence\u00a0» a écrit, avec "
                    "evidence.json et proofs/.",
                    "Give the folder that \"imprimatur evidence\" wrote, with evidence.json and "
                    "proofs/."});
    return refused(std::move(findings));
  }

  // The first that doesn't hold is the answer; what it doesn't hold against is told there.
  std::optional<Outcome> read_proofs() {
    for (const world::Path& file : files_of(folder_ / "proofs")) {
      Outcome proof = check_proof(file, key_, checkpoint_);
      if (proof.exit != Exit::done) return proof;
      const Json facts = Json::parse(proof.facts);
      // A growth proof tells of no event.
      if (!facts.contains("event")) return no_bundle();
      if (events_.empty()) findings_.add(proof.findings);
      expect_same_tree(file, facts);
      events_.push_back({facts.at("event").get<std::uint64_t>(),
                         calendar::instant_from_iso(facts.at("instant").get<std::string>()).value(),
                         facts.at("order"),
                         ledger::from_body(facts.at("kind").get<std::string>(),
                                           facts.at("body").get<std::string>()),
                         {},
                         {}});
    }
    std::ranges::sort(events_, {}, &ledger::Record::sequence);
    const auto twice = std::ranges::adjacent_find(events_, {}, &ledger::Record::sequence);
    if (twice != events_.end()) return no_bundle();
    return std::nullopt;
  }

  // All proofs lead to the one checkpoint that lies beside them.
  void expect_same_tree(const world::Path& file, const Json& facts) {
    const world::Path beside = folder_ / "checkpoint";
    const auto note = world::is_ordinary_file(beside)
                          ? tlog::SignedCheckpoint::read(world::read_file(beside, 1 << 16))
                          : std::nullopt;
    if (!note)
      differs(beside, {"manque ou n’est pas un point de contrôle", "is missing, or no checkpoint"});
    else if (facts.at("size") != note->checkpoint.head.size ||
             facts.at("root") != note->checkpoint.head.root.hex())
      differs(file, {"n’a pas été faite sous le point de contrôle de ce dossier",
                     "was not made under the checkpoint of this folder"});
  }

  // Versions, mails and replies are numbered: one that is left out, and all behind it, is none of
  // the batch that the events make.
  bool is_without_gaps() const {
    std::size_t versions = 0, mails = 0, replies = 0;
    for (const ledger::Record& record : events_) {
      versions += std::holds_alternative<ledger::BatRendered>(record.event) ? 1 : 0;
      mails += std::holds_alternative<ledger::MailQueued>(record.event) ? 1 : 0;
      replies += std::holds_alternative<ledger::ReplyReceived>(record.event) ? 1 : 0;
    }
    const auto batch = ledger::state_of(events_);
    return batch && batch->versions.size() == versions && batch->mails.size() == mails &&
           batch->replies.size() == replies;
  }

  void read_persons() {
    const auto named_there = persons_in(events_);
    for (const world::Path& file : files_of(folder_ / "persons")) {
      const auto digest = crypto::Digest::from_hex(file.filename().string());
      if (!digest || std::ranges::find(named_there, *digest) == named_there.end()) {
        differs(file, stranger);
        continue;
      }
      const auto words = words_of_person(world::read_file(file, 1 << 16), *digest);
      if (words)
        persons_[*digest] = *words;
      else
        differs(file, {"n’est pas le fichier que le registre connaît",
                       "isn't the file that the ledger knows"});
    }
  }

  void differs(const world::Path& file, const Sentence& how) {
    const std::string name = named(fs::relative(file, folder_));
    findings_.error("evidence-file", {name},
                    {fmt::format("«\u00a0{}\u00a0» {}.", name, how.fr),
                     fmt::format("\"{}\" {}.", name, how.en)},
                    {"Demandez les pièces à nouveau, et gardez celles-ci.",
                     "Ask for the evidence again, and keep this."});
  }

  // The version that evidence.json is about, if the events tell of it: they are of one order.
  std::optional<std::uint32_t> told_of() const {
    const Json json =
        Json::parse(world::read_file(folder_ / "evidence.json", 16 << 20), nullptr, false);
    if (json.is_discarded() || !json.contains("version") ||
        !json.at("version").is_number_unsigned())
      return std::nullopt;
    const bool one_order = std::ranges::all_of(
        events_, [&](const ledger::Record& one) { return one.order == events_.front().order; });
    const auto batch = one_order && is_without_gaps() ? ledger::state_of(events_) : std::nullopt;
    const auto version = json.at("version").get<std::uint32_t>();
    if (!batch || batch->version(version) == nullptr) return std::nullopt;
    return version;
  }

  void compare_facts(std::uint32_t version) {
    const std::string told = evidence_facts(events_, persons_, version);
    if (told != world::read_file(folder_ / "evidence.json", 16 << 20))
      differs(folder_ / "evidence.json", {"ne dit pas ce que disent les événements prouvés",
                                          "doesn't say what the proved events say"});
  }

  void compare(const world::Path& file, const crypto::Digest& digest) {
    if (!world::is_ordinary_file(file))
      differs(file, {"manque", "is missing"});
    else if (crypto::sha256(world::read_file(file)) != digest)
      differs(file, {"n’est pas le fichier que le registre connaît",
                     "isn't the file that the ledger knows"});
  }

  void compare_files(std::uint32_t version) {
    const ledger::Batch batch = ledger::state_of(events_).value();
    compare(folder_ / "bat.pdf", batch.version(version)->bat.file);
    const auto answers = answers_to(batch, version);
    for (const world::Path& file : files_of(folder_ / "answers")) {
      const auto digest = crypto::Digest::from_hex(file.stem().string());
      if (digest && std::ranges::find(answers, *digest) != answers.end())
        compare(file, *digest);
      else
        differs(file, stranger);
    }
  }

  static std::vector<crypto::Digest> answers_to(const ledger::Batch& batch, std::uint32_t version) {
    std::vector<crypto::Digest> digests;
    const auto& approval = batch.version(version)->approval;
    if (approval && approval->evidence) digests.push_back(approval->evidence->digest);
    for (const ledger::Received& reply : batch.replies)
      if (const ledger::Mail* mail = batch.mail(reply.what.mail);
          mail != nullptr && mail->what.version == version)
        digests.push_back(reply.what.message);
    return digests;
  }

  Outcome answer(std::uint32_t version) {
    Outcome outcome;
    outcome.exit = findings_.has_errors() ? Exit::difference : Exit::done;
    const Json json = Json::parse(evidence_facts(events_, persons_, version));
    const std::string order = json.at("order");
    if (findings_.has_errors())
      outcome.lines.push_back({"Ces pièces ne tiennent pas.", "This evidence does not hold."});
    else
      outcome.lines = {
          {fmt::format(
               "Ces pièces tiennent\u00a0: {} événements de la commande {} sont au registre, "
               "et les fichiers sont ceux qu’ils nomment.",
               events_.size(), order),
           fmt::format(
               "This evidence holds: {} events of order {} are in the ledger, and the files "
               "are those that they name.",
               events_.size(), order)}};
    for (const Json& decision : json.at("decisions")) outcome.lines.push_back(line_of(decision));
    outcome.lines.push_back(
        {"decision.pdf n’a pas été contrôlé\u00a0: ce qui compte est evidence.json.",
         "decision.pdf was not checked: what counts is evidence.json."});
    outcome.facts = Json{{"holds", !findings_.has_errors()}, {"evidence", json}}.dump();
    outcome.findings = std::move(findings_);
    return outcome;
  }

  static Sentence line_of(const Json& decision) {
    const std::string outcome = decision.at("outcome");
    std::string by = decision.at("by").is_null() ? "–" : decision.at("by").get<std::string>();
    std::ranges::replace(by, '\n', ' ');
    const std::string at = decision.at("at");
    const std::string fr = outcome == "approved"  ? "approuvée"
                           : outcome == "refused" ? "refusée"
                                                  : "modifications demandées";
    const std::string en = outcome == "approved"  ? "approved"
                           : outcome == "refused" ? "refused"
                                                  : "changes asked for";
    return {fmt::format("    {}\u00a0: {}, {}", at, fr, by),
            fmt::format("    {}: {}, {}", at, en, by)};
  }
};

}  // namespace

Outcome check_evidence(const world::Path& folder, const std::optional<std::string>& key,
                       const std::optional<std::string>& checkpoint) {
  return Check(folder, key, checkpoint).all();
}

}  // namespace imprimatur::flow
