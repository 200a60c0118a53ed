#include "flow/decide.h"

#include "calendar/clock.h"
#include "flow/press_folder.h"
#include "flow/remarks.h"
#include "flow/say.h"
#include "flow/validation_code.h"
#include "flow/versions.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using Json = nlohmann::ordered_json;

// The answer as it was received, kept in orders/ID/evidence under its SHA-256.
ledger::Evidence keep_evidence(const Workspace& workspace, const std::string& order,
                               const world::Path& file) {
  const std::string bytes = world::read_file(file);
  const ledger::Evidence evidence{file.filename().string(), crypto::sha256(bytes)};
  const world::Path folder = workspace.order(order) / "evidence";
  world::make_folder(folder);
  world::write_file(folder / evidence.digest.hex(), bytes);
  return evidence;
}

// The answer to words that the ledger can't keep; nullopt where all are good.
using Typed = std::pair<std::string_view, std::string_view>;
std::optional<Outcome> unfit(std::initializer_list<Typed> typed) {
  finding::Findings findings;
  for (const auto& [option, words] : typed) check_words(option, words, findings);
  if (!findings.has_errors()) return std::nullopt;
  return refused(std::move(findings));
}

// The runs of sheets that are here and nobody has attested yet, each once, in the order they were
// written. Once one form was attested the other, of the same codes, is not asked about any more;
// until then both are, and the ledger refuses to attest them together.
std::vector<crypto::Digest> unattested(const ledger::Batch& batch) {
  std::vector<crypto::Digest> open;
  for (const ledger::SheetsWritten& sheets : batch.sheets) {
    if (!batch.printed.empty() && sheets.laid != batch.laid()) continue;
    if (batch.is_destroyed(sheets.manifest)) continue;
    const bool attested =
        std::ranges::any_of(batch.printed, [&](const ledger::Printed& one) {
          return one.manifest == sheets.manifest;
        });
    if (!attested && std::ranges::find(open, sheets.manifest) == open.end())
      open.push_back(sheets.manifest);
  }
  for (const ledger::Reprint& reprint : batch.reprints)
    if (reprint.is_open()) open.push_back(reprint.what.manifest);
  return open;
}

// Sheets to attest, and what a person calls them: the folder, where one was given.
struct ToAttest {
  crypto::Digest manifest;
  std::string name = {};
};

// Each once.
std::vector<ToAttest> sheets_in(const std::vector<world::Path>& folders) {
  std::vector<ToAttest> all;
  for (const world::Path& folder : folders) {
    const crypto::Digest manifest = crypto::sha256(world::read_file(folder / "manifest.json"));
    if (std::ranges::find(all, manifest, &ToAttest::manifest) == all.end())
      all.push_back({manifest, named(folder)});
  }
  return all;
}

std::vector<ToAttest> sheets_unattested(const ledger::Batch& batch) {
  std::vector<ToAttest> all;
  for (const crypto::Digest& manifest : unattested(batch)) all.push_back({manifest});
  if (all.empty()) all.push_back({batch.sheets.back().manifest});  // the gate says why not
  return all;
}

std::string names_of(const std::vector<ToAttest>& sheets) {
  std::string names;
  for (const ToAttest& one : sheets) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

// "Order T-1: printing attested by WHO.", with the folders where they were given.
finding::Sentence say_attested(const std::string& order, const std::string& by,
                               const std::vector<ToAttest>& sheets) {
  const std::string names = names_of(sheets);
  const std::string of = names.empty() ? "" : " (" + names + ")";
  return {fmt::format("Commande {}\u00a0: impression attestée par {}{}.", order, by, of),
          fmt::format("Order {}: printing attested by {}{}.", order, by, of)};
}

// What the order waits for now: the last line of every decision.
void say_what_is_next(const Desk& desk, const ledger::Ledger& ledger, const std::string& order,
                      Outcome& outcome) {
  const auto batch = ledger.batch(order);
  outcome.lines.push_back(ledger::waiting_for(*batch, calendar::paris_date(desk.world.now())));
  outcome.facts = Json{{"order", order}, {"stage", ledger::name_of(batch->stage())}}.dump();
}

}  // namespace

Outcome approve(const Desk& desk, const Workspace& workspace, const std::string& order,
                std::uint32_t version, const std::string& by,
                const std::optional<world::Path>& evidence,
                const std::optional<std::string>& code) {
  if (auto bad = unfit({{"--by", by}})) return *std::move(bad);
  if (evidence)
    if (auto bad = unfit({{"--evidence", evidence->filename().string()}})) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (const auto closed = ledger::approval_gate(*batch, version, by)) return shut(*closed);
  if (code)
    if (auto wrong = wrong_code(workspace, *batch, version, *code))
      return refused(*std::move(wrong));
  const ledger::Opened opened = code ? ledger::Opened::by_code : ledger::Opened::unproved;
  std::optional<ledger::Evidence> kept;
  if (evidence) kept = keep_evidence(workspace, order, *evidence);
  const auto approved = ledger.approve(order, version, by, kept, desk.world.now(), opened);
  if (!approved) return shut(approved.closed());

  Outcome outcome;
  outcome.lines.push_back(
      {fmt::format("Commande {}\u00a0: version {} du BAT approuvée par {}.", order, version, by),
       fmt::format("Order {}: version {} of the BAT approved by {}.", order, version, by)});
  if (code)
    outcome.lines.push_back({"Le code de validation est le bon\u00a0: ce BAT a été ouvert.",
                             "The validation code is right: this BAT was opened."});
  say_what_is_next(desk, ledger, order, outcome);
  return outcome;
}

Outcome refuse(const Desk& desk, const Workspace& workspace, const std::string& order,
               std::uint32_t version, const std::string& by, const std::string& reason) {
  if (auto bad = unfit({{"--by", by}, {"--reason", reason}})) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  if (!ledger.batch(order)) return unknown_order(ledger, order);
  const auto kept = ledger.refuse(order, version, by, reason, desk.world.now());
  if (!kept) return shut(kept.closed());

  Outcome outcome;
  outcome.lines.push_back(
      {fmt::format("Commande {}\u00a0: version {} du BAT refusée par {}.", order, version, by),
       fmt::format("Order {}: version {} of the BAT refused by {}.", order, version, by)});
  say_what_is_next(desk, ledger, order, outcome);
  return outcome;
}

Outcome request_changes(const Desk& desk, const Workspace& workspace, const std::string& order,
                        std::uint32_t version, const std::string& by,
                        const std::vector<std::string>& remarks) {
  if (auto bad = unfit({{"--by", by}})) return *std::move(bad);
  std::vector<ledger::Remark> kept;
  for (const std::string& remark : remarks) {
    if (auto bad = unfit({{"--remark", remark}})) return *std::move(bad);
    kept.push_back({.text = remark});
  }
  finding::Findings findings;
  check_remarks(kept, findings);
  if (findings.has_errors()) return refused(std::move(findings));
  ledger::Ledger ledger = open_ledger(workspace);
  if (!ledger.batch(order)) return unknown_order(ledger, order);
  const auto noted = ledger.request_changes(order, version, by, kept, desk.world.now());
  if (!noted) return shut(noted.closed());

  Outcome outcome;
  outcome.lines.push_back(
      {fmt::format("Commande {}\u00a0: modifications de la version {} du BAT demandées par {}.",
                   order, version, by),
       fmt::format("Order {}: changes to version {} of the BAT asked for by {}.", order, version,
                   by)});
  say_what_is_next(desk, ledger, order, outcome);
  return outcome;
}

Outcome pay(const Desk& desk, const Workspace& workspace, const std::string& order,
            measure::Money amount, const std::string& reference,
            const std::optional<std::chrono::year_month_day>& date) {
  if (auto bad = unfit({{"--reference", reference}})) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  if (!ledger.batch(order)) return unknown_order(ledger, order);
  const auto day = date.value_or(calendar::paris_date(desk.world.now()));
  const auto paid = ledger.pay(order, {amount, reference, day}, desk.world.now());
  if (!paid) return shut(paid.closed());

  const auto batch = ledger.batch(order);
  const auto say = [&](Language language) {
    return fmt::format(fmt::runtime(language == Language::french
                                        ? "Commande {}\u00a0: {} reçus, {} sur {} en tout."
                                        : "Order {}: {} received, {} of {} in all."),
                       order, wording::money(amount, language),
                       wording::money(batch->paid(), language),
                       wording::money(batch->due(), language));
  };
  Outcome outcome;
  outcome.lines.push_back({say(Language::french), say(Language::english)});
  say_what_is_next(desk, ledger, order, outcome);
  return outcome;
}

Outcome printed(const Desk& desk, const Workspace& workspace, const std::string& order,
                const std::string& by, const std::vector<world::Path>& folders) {
  if (auto bad = unfit({{"--by", by}})) return *std::move(bad);
  finding::Findings faults;
  for (const world::Path& folder : folders) faults.add(check_press_folder(folder));
  if (faults.has_errors()) return refused(std::move(faults));
  ledger::Ledger ledger = open_ledger(workspace);
  const auto batch = ledger.batch(order);
  if (!batch) return unknown_order(ledger, order);
  if (batch->sheets.empty())
    return shut({{fmt::format("Aucune feuille n’a été écrite pour la commande {}.", order),
                  fmt::format("No sheet was written for order {}.", order)},
                 {"Écrivez-les d’abord avec «\u00a0imprimatur press\u00a0».",
                  "Write them first with \"imprimatur press\"."}});
  const std::vector<ToAttest> sheets =
      folders.empty() ? sheets_unattested(*batch) : sheets_in(folders);
  std::vector<ledger::Printed> attested;
  for (const ToAttest& one : sheets) {
    attested.push_back({by, one.manifest});
    if (const auto closed = ledger::printing_gate(*batch, attested.back());
        closed && !folders.empty())
      return shut(*closed, {one.name});
  }
  const auto done = ledger.printed(order, attested, desk.world.now());
  if (!done) return shut(done.closed(), {names_of(sheets)});

  Outcome outcome;
  outcome.lines.push_back(say_attested(order, by, sheets));
  say_what_is_next(desk, ledger, order, outcome);
  return outcome;
}

}  // namespace imprimatur::flow
