#include "flow/answer.h"

#include "calendar/clock.h"
#include "codes/code.h"
#include "codes/keys.h"
#include "flow/pass_words.h"
#include "flow/release.h"
#include "flow/say.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {
namespace {

using finding::Sentence;
using Json = nlohmann::ordered_json;

void add_custody(const ledger::Batch& batch, Json& json) {
  json["exported"] = json["sealed"] = json["destroyed"] = Json::array();
  for (const auto& [what, when] : batch.exports)
    json["exported"].push_back({{"when", calendar::to_iso(when)},
                                {"certificate_sha256", what.certificate.hex()},
                                {"passes", what.count},
                                {"total_cents", what.total.cents()},
                                {"file_sha256", what.file.hex()}});
  for (const auto& [what, when] : batch.sealed)
    json["sealed"].push_back({{"when", calendar::to_iso(when)},
                              {"manifest_sha256", what.manifest.hex()},
                              {"certificate_sha256", what.certificate.hex()}});
  for (const auto& [what, when] : batch.destroyed)
    json["destroyed"].push_back({{"when", calendar::to_iso(when)},
                                 {"manifest_sha256", what.manifest.hex()},
                                 {"by", what.by}});
}

// Of the latest version's mails, how many are out, are still to go, and were lost.
struct MailCounts {
  std::size_t out = 0, open = 0, lost = 0;
};

MailCounts count_mails(const ledger::Batch& batch) {
  MailCounts counts;
  for (const ledger::Mail& mail : batch.mails) {
    if (mail.what.version != batch.latest()->bat.version) continue;
    ++(mail.state() == ledger::MailState::accepted ? counts.out
       : mail.is_open()                            ? counts.open
                                                   : counts.lost);
  }
  return counts;
}

Sentence mail_line(const MailCounts& counts) {
  return {fmt::format(
              "Courriels de cette version\u00a0: {} partis, {} à envoyer, {} refusés ou revenus.",
              counts.out, counts.open, counts.lost),
          fmt::format("Mails of this version: {} out, {} to be sent, {} refused or come back.",
                      counts.out, counts.open, counts.lost)};
}

Json to_json(const ledger::Batch& batch, calendar::Date today) {
  const Sentence waiting = ledger::waiting_for(batch, today);
  Json json{{"order", batch.order},
            {"title", batch.facts.title},
            {"client", batch.facts.client},
            {"stage", ledger::name_of(batch.stage())},
            {"waiting_for", {{"fr", waiting.fr}, {"en", waiting.en}}},
            {"due_cents", batch.due().cents()},
            {"paid_cents", batch.paid().cents()}};
  if (const ledger::Version* latest = batch.latest()) {
    json["version"] = latest->bat.version;
    json["answer_by"] = calendar::to_iso(latest->bat.answer_by);
    json["overdue"] = batch.is_overdue(latest->bat.version);
    const MailCounts mails = count_mails(batch);
    json["mails"] = {{"out", mails.out}, {"open", mails.open}, {"lost", mails.lost}};
  }
  if (batch.release) {
    json["first_serial"] = batch.release->first_serial;
    json["last_serial"] = batch.release->last_serial();
    json["passes"] = Json::parse(counts_of(batch));
    add_custody(batch, json);
  }
  return json;
}

void say_status(const ledger::Batch& batch, calendar::Date today, Outcome& outcome) {
  const Sentence stage = ledger::describe(batch.stage());
  const Sentence waiting = ledger::waiting_for(batch, today);
  const auto line = [&](const std::string& words) {
    return fmt::format("{} · {} · {}", batch.order, batch.facts.client, words);
  };
  outcome.lines.push_back({line(stage.fr), line(stage.en)});
  outcome.lines.push_back({"    " + waiting.fr, "    " + waiting.en});
  if (batch.stage() == ledger::Stage::sent) {
    const MailCounts mails = count_mails(batch);
    const Sentence words = mail_line(mails);
    if (mails.out + mails.open + mails.lost > 0)
      outcome.lines.push_back({"    " + words.fr, "    " + words.en});
  }
  if (batch.passes.good() != batch.passes.issued) {
    const Sentence passes = count_line(batch.passes);
    outcome.lines.push_back({"    " + passes.fr, "    " + passes.en});
  }
  for (const Sentence& one : ledger::custody_of(batch))
    outcome.lines.push_back({"    " + one.fr, "    " + one.en});
}

// A code that is not one of ours says no more than that: whoever asks may be guessing.
Outcome unknown_code(const Sentence& sentence, const char* verdict) {
  Outcome outcome;
  outcome.exit = Exit::difference;
  outcome.lines.push_back(sentence);
  outcome.facts = Json{{"verdict", verdict}}.dump();
  return outcome;
}

Sentence fault(codes::CodeFault fault) {
  switch (fault) {
    case codes::CodeFault::wrong_length:
      return {"Ce n’est pas un code\u00a0: il en faut seize caractères.",
              "This is no code: it takes sixteen characters."};
    case codes::CodeFault::bad_symbol:
      return {
          "Ce n’est pas un code\u00a0: un de ses caractères n’y figure jamais (la lettre U non "
          "plus).",
          "This is no code: it holds a character that no code has (the letter U among them)."};
    case codes::CodeFault::wrong_check:
      return {
          "Code mal recopié, ou spécimen\u00a0: ses deux derniers caractères ne correspondent pas.",
          "Miscopied code, or a specimen: its last two characters don't agree."};
  }
  return {};
}

struct Found {
  codes::Serial serial;
  ledger::Issue issue;
};

// Each epoch's key is tried, and each release belongs to one: a serial counts only under its own key.
std::optional<Found> find(const Workspace& workspace, const ledger::Ledger& ledger,
                          const codes::Code& code) {
  for (const auto& [epoch, key] : keys_of(workspace)) {
    const auto serial = codes::Coder(key, epoch).serial_of(code);
    if (!serial) continue;
    const auto issue = ledger.issue_of(serial->number());
    if (issue && issue->epoch == epoch) return Found{*serial, *issue};
  }
  return std::nullopt;
}

// One wrong character can be told from the others by the check symbols; whether it is the only one
// can't. So the correction has to be a pass's code, and a person has to look.
void add_proposal(const Workspace& workspace, const ledger::Ledger& ledger, const std::string& text,
                  Outcome& outcome) {
  const auto near = codes::propose_correction(text);
  if (!near || !find(workspace, ledger, near->code)) return;
  const unsigned group = near->place / 4 + 1, rank = near->place % 4 + 1;
  outcome.lines.push_back(
      {fmt::format(
           "Relisez le pass, groupe {}, caractère {}\u00a0: «\u00a0{}\u00a0» au lieu de "
           "«\u00a0{}\u00a0»\u202f? Si c’est bien ce qui est imprimé, recommencez avec lui.",
           group, rank, near->right, near->wrong),
       fmt::format("Look at the pass again, group {}, character {}: \"{}\" instead of \"{}\"? If "
                   "that is what is printed, ask again with it.",
                   group, rank, near->right, near->wrong)});
  outcome.facts = Json{{"verdict", "malformed"},
                       {"propose",
                        {{"place", near->place + 1},
                         {"character", std::string(1, near->right)},
                         {"instead_of", std::string(1, near->wrong)}}}}
                      .dump();
}

// "bon, et utilisable": whether the pass is good, and whether it may be redeemed.
Sentence condition_of(const ledger::Passes& passes, std::uint64_t serial) {
  if (passes.voided.holds(serial)) return {"nul pour toujours", "void for ever"};
  if (passes.spoiled.holds(serial)) return {"gâché", "spoiled"};
  if (passes.awaited.holds(serial))
    return {"émis en remplacement, et personne n’atteste encore qu’il est imprimé",
            "issued to replace another, and nobody attests yet that it is printed"};
  if (passes.is_redeemable(serial)) return {"bon, et utilisable", "good, and redeemable"};
  const ledger::Standing own = passes.standing_of(serial);
  const bool alone = own != ledger::Standing::active;
  const Sentence state = ledger::describe_passes(own, 1);
  Sentence said{"bon, mais" + (alone ? " " + state.fr : ""),
                "good, but" + (alone ? " " + state.en : "")};
  if (passes.standing != ledger::Standing::active) {
    const Sentence order = ledger::it_is(passes.standing);
    said.fr += std::string(alone ? ", et" : "") + " sa commande " + order.fr;
    said.en += std::string(alone ? ", and" : "") + " its order " + order.en;
  }
  return said;
}

std::string_view name_of_condition(const ledger::Passes& passes, std::uint64_t serial) {
  if (passes.voided.holds(serial)) return "void";
  if (passes.awaited.holds(serial)) return "awaited";
  return passes.spoiled.holds(serial) ? "spoiled" : "good";
}

// Whose place it took, and who took its place.
void add_lineage(const ledger::Batch& batch, std::uint64_t serial, Outcome& outcome, Json& facts) {
  if (const auto before = batch.predecessor_of(serial)) {
    const std::string other = codes::to_text(serial_of(*before));
    outcome.lines.push_back({fmt::format("Il remplace le pass n°\u00a0{}.", other),
                             fmt::format("It replaces pass no. {}.", other)});
    facts["replaces"] = *before;
  }
  if (const auto after = batch.successor_of(serial)) {
    const std::string other = codes::to_text(serial_of(*after));
    outcome.lines.push_back({fmt::format("Il est remplacé par le pass n°\u00a0{}.", other),
                             fmt::format("It is replaced by pass no. {}.", other)});
    facts["replaced_by"] = *after;
  }
}

Outcome say_where_it_belongs(const ledger::Batch& batch, const Found& found) {
  const std::uint64_t per_carnet = batch.counting().passes_per_carnet;
  const std::uint64_t carnet = batch.carnet_of(found.serial.number());
  const std::uint64_t rank = batch.place_of(found.serial.number()) % per_carnet + 1;
  const std::string serial = codes::to_text(found.serial);
  const Sentence stage = ledger::describe(batch.stage());
  const Sentence condition = condition_of(batch.passes, found.serial.number());
  Outcome outcome;
  outcome.lines.push_back(
      {fmt::format("Pass n°\u00a0{}\u00a0: commande {}, carnet {}, rang {}/{}\u202f; état de la "
                   "commande\u00a0: {}.",
                   serial, batch.order, carnet, rank, per_carnet, stage.fr),
       fmt::format("Pass no. {}: order {}, booklet {}, rank {}/{}; stage of the order: {}.", serial,
                   batch.order, carnet, rank, per_carnet, stage.en)});
  outcome.lines.push_back({fmt::format("Ce pass est {}.", condition.fr),
                           fmt::format("This pass is {}.", condition.en)});
  Json facts = Json{{"verdict", "issued"},
                    {"serial", found.serial.number()},
                    {"order", batch.order},
                    {"carnet", carnet},
                    {"rank", rank},
                    {"stage", ledger::name_of(batch.stage())},
                    {"condition", name_of_condition(batch.passes, found.serial.number())},
                    {"redeemable", batch.passes.is_redeemable(found.serial.number())}};
  add_lineage(batch, found.serial.number(), outcome, facts);
  outcome.facts = facts.dump();
  return outcome;
}

}  // namespace

Outcome status(const Desk& desk, const Workspace& workspace,
               const std::optional<std::string>& order) {
  const ledger::Ledger ledger = open_ledger(workspace);
  const calendar::Date today = calendar::paris_date(desk.world.now());
  Outcome outcome;
  Json orders = Json::array();
  for (const std::string& id : order ? std::vector{*order} : ledger.orders()) {
    const auto batch = ledger.batch(id);
    if (!batch) return unknown_order(ledger, id);
    say_status(*batch, today, outcome);
    orders.push_back(to_json(*batch, today));
  }
  if (outcome.lines.empty())
    outcome.lines.push_back(
        {"Aucune commande. «\u00a0imprimatur bat DOSSIER\u00a0» en enregistre une.",
         "No order yet. \"imprimatur bat FOLDER\" registers one."});
  outcome.facts = Json{{"orders", orders}}.dump();
  return outcome;
}

Outcome check_code(const Desk&, const Workspace& workspace, const std::string& text, bool propose) {
  const ledger::Ledger ledger = open_ledger(workspace);
  const auto parsed = codes::parse_code(text);
  if (const auto* wrong = std::get_if<codes::CodeFault>(&parsed)) {
    Outcome outcome = unknown_code(fault(*wrong), "malformed");
    if (propose) add_proposal(workspace, ledger, text, outcome);
    return outcome;
  }
  const auto found = find(workspace, ledger, std::get<codes::Code>(parsed));
  if (!found)
    return unknown_code({"Code bien formé, mais aucun pass de cet espace de travail ne le porte.",
                         "A well-formed code, but no pass of this workspace bears it."},
                        "unknown");
  return say_where_it_belongs(*ledger.batch(found->issue.order), *found);
}

}  // namespace imprimatur::flow
