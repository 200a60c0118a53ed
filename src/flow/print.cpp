#include "flow/print.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/ledger_log.h"
#include "flow/papers.h"
#include "flow/pass_words.h"
#include "flow/press_job.h"
#include "flow/release.h"
#include "flow/say.h"
#include "flow/sheet_passes.h"
#include "press/press.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

// What was written, and of which serials: those of the whole order, whatever part of its sheets
// this is.
Sentence headline_of(const press::Manifest& manifest, const world::Path& folder) {
  const auto in = [&](Language language) {
    const bool french = language == Language::french;
    const auto say = [&](std::string_view fr, std::string_view en) { return french ? fr : en; };
    std::string text = fmt::format(
        fmt::runtime(
            say("Commande {}\u00a0: {}, numéros {} à {}", "Order {}: {}, serials {} to {}")),
        manifest.order,
        wording::counted(static_cast<std::int64_t>(manifest.passes()), wording::pass, language),
        codes::to_text(manifest.first), codes::to_text(manifest.last));
    text += manifest.one_up
                ? say(", feuillet par feuillet", ", leaf by leaf")
                : fmt::format(fmt::runtime(say(", {} par feuille", ", {} up")), manifest.up);
    if (manifest.sheets)
      text += fmt::format(
          fmt::runtime(manifest.one_up
                           ? say("\u202f; feuillets {} à {} seulement", "; leaves {} to {} alone")
                           : say("\u202f; feuilles {} à {} seulement", "; sheets {} to {} alone")),
          manifest.sheets->first, manifest.sheets->second);
    return text + fmt::format(fmt::runtime(say(", dans {}", ", in {}")), named(folder));
  };
  return {in(Language::french), in(Language::english)};
}

Outcome say_what_was_written(const press::Manifest& manifest, const world::Path& folder,
                             const crypto::Digest& digest) {
  Outcome outcome;
  outcome.lines.push_back(headline_of(manifest, folder));
  Json stocks = Json::array();
  for (const press::StockCount& stock : manifest.stocks) {
    const auto say = [&](Language language) {
      std::string text =
          fmt::format("    {}{} {}", stock.stock, language == Language::french ? "\u00a0:" : ":",
                      wording::counted(stock.sheets, sheet_or_leaf(manifest.one_up), language));
      if (manifest.one_up) return text;  // leaves leave no place empty
      return text + ", " +
             wording::counted(static_cast<std::int64_t>(stock.voids), void_place, language);
    };
    outcome.lines.push_back({say(Language::french), say(Language::english)});
    stocks.push_back({{"stock", stock.stock}, {"sheets", stock.sheets}, {"voids", stock.voids}});
  }
  outcome.facts = Json{
      {"order", manifest.order},
      {"version", manifest.version},
      {"folder", named(folder)},
      {"one_up", manifest.one_up},
      {"passes", manifest.passes()},
      {"first_serial", manifest.first.number()},
      {"last_serial", manifest.last.number()},
      {"stocks", stocks},
      {"manifest_sha256",
       digest.hex()}}.dump();
  return outcome;
}

ledger::Laid laid_of(bool one_up) {
  return one_up ? ledger::Laid::one_up : ledger::Laid::imposed;
}

ledger::SheetsWritten event_of(const press::Manifest& manifest, const crypto::Digest& digest,
                               const crypto::Digest& plan) {
  ledger::SheetsWritten event;
  event.version = manifest.version;
  event.manifest = digest;
  std::uint32_t last = 0;
  for (const press::StockCount& stock : manifest.stocks) last = std::max(last, stock.sheets_of_run);
  event.first_sheet = manifest.sheets ? manifest.sheets->first : 1;
  event.last_sheet = manifest.sheets ? manifest.sheets->second : last;
  event.sheets_of_run = last;
  event.files = static_cast<std::uint32_t>(manifest.sheet_files.size());
  event.passes = manifest.passes();
  event.laid = laid_of(manifest.one_up);
  event.plan = plan;
  return event;
}

void warn_of_example(finding::Findings& findings) {
  findings.warning("issuer-example", {},
                   {"Ces feuilles portent l’émetteur fictif livré avec le logiciel.",
                    "These sheets bear the fictional issuer that comes with the program."},
                   {"Ne les imprimez que pour un essai.", "Print them for a trial alone."});
}

// Their codes stand in another folder too, or on paper already.
void warn_of_codes_again(const ledger::Batch& batch, const ledger::SheetsWritten& sheets,
                         finding::Findings& findings) {
  const ledger::Printed* attested = nullptr;
  bool again = false;
  for (const ledger::SheetsWritten& before : batch.sheets) {
    const bool apart = before.laid == sheets.laid && (before.last_sheet < sheets.first_sheet ||
                                                      sheets.last_sheet < before.first_sheet);
    if (apart) continue;
    again |= !batch.is_destroyed(before.manifest);
    const auto printed =
        std::ranges::find(batch.printed, before.manifest, &ledger::Printed::manifest);
    if (printed != batch.printed.end()) attested = &*printed;
  }
  if (attested)
    findings.warning(
        "codes-printed", {},
        {fmt::format("Les mêmes codes sont déjà imprimés\u00a0: {} l’a attesté.", attested->by),
         fmt::format("The same codes are printed already: {} attested it.", attested->by)},
        {"N’imprimez pas ces feuilles\u00a0: un code ne doit exister qu’une fois sur papier. "
         "Effacez-les avec «\u00a0imprimatur destroy\u00a0».",
         "Do not print these sheets: a code must exist on paper once alone. Remove them with "
         "\"imprimatur destroy\"."});
  else if (again)
    findings.note(
        "codes-again", {},
        {"Les mêmes codes sont déjà dans un autre dossier.",
         "The same codes are in another folder already."},
        {"N’en imprimez qu’un. Son impression attestée, effacez l’autre\u00a0: «\u00a0imprimatur "
         "destroy\u00a0».",
         "Print one of them. Once its printing is attested, remove the other: \"imprimatur "
         "destroy\"."});
}

// Once released, the sheets belong to the shop that they were laid out for.
std::optional<ledger::Closed> another_shop(const ledger::Batch& batch, const PressWishes& wishes) {
  if (!batch.release || !wishes.shop || *wishes.shop == batch.release->shop) return std::nullopt;
  return ledger::Closed{
      {fmt::format("La commande {} a été libérée pour l’imprimeur «\u00a0{}\u00a0».", batch.order,
                   batch.release->shop),
       fmt::format("Order {} was released for the shop \"{}\".", batch.order, batch.release->shop)},
      {"Relancez «\u00a0press\u00a0» sans --shop.", "Run \"press\" again without --shop."}};
}

finding::Findings check_range(const impose::Run& run, const SheetRange& asked) {
  std::uint32_t most = 0;
  for (const impose::StockPlan& stock : run.stocks) most = std::max(most, stock.plan.sheets());
  finding::Findings findings;
  if (asked.first >= 1 && asked.first <= asked.last && asked.last <= most) return findings;
  const auto& [one, many] = sheet_or_leaf(run.scheme == impose::Leaves::one_up);
  const bool single = asked.first == asked.last;
  const std::string last = single ? "" : fmt::format(" à {}", asked.last),
                    last_en = single ? "" : fmt::format(" to {}", asked.last);
  findings.error(
      "sheets-range", {},
      {fmt::format("Il n’y a pas de {} {}{}\u00a0: le tirage en compte {}.",
                   single ? one.fr : many.fr, asked.first, last, grouped(most, Language::french)),
       fmt::format("There {} no {} {}{}: the run has {}.", single ? "is" : "are",
                   single ? one.en : many.en, asked.first, last_en,
                   grouped(most, Language::english))},
      {fmt::format("Demandez des {} entre 1 et {}.", many.fr, most),
       fmt::format("Ask for {} between 1 and {}.", many.en, most)});
  return findings;
}

// The shop and the key of a run: those of its release, or those it will be released with.
struct Layout {
  ledger::ShopFile shop;
  std::uint32_t epoch = 0;
};

// Of an order that isn't released yet.
std::string shop_of(const Workspace& workspace, const ledger::Batch& batch,
                    const ledger::Version& version, const PressWishes& wishes) {
  return wishes.shop ? *wishes.shop : thaw(workspace, batch.order, version).order.shop;
}

}  // namespace

Outcome press(const Desk& desk, const Workspace& workspace, const std::string& order,
              const PressWishes& wishes) {
  ledger::Ledger ledger = open_ledger(workspace);
  // Asked first, so that the name of its lock is an order's.
  if (!ledger.batch(order)) return unknown_order(ledger, order);
  const world::Lock lock = lock_order(workspace, order);
  const ledger::Batch before = *ledger.batch(order);
  if (before.versions.empty())
    return shut(
        {{fmt::format("La commande {} n’a pas de BAT.", order),
          fmt::format("Order {} has no BAT.", order)},
         {"Faites-le avec «\u00a0imprimatur bat\u00a0».", "Make it with \"imprimatur bat\"."}});
  const ledger::Version& version =
      before.release ? *before.version(before.release->version) : *before.latest();
  const std::uint32_t number = version.bat.version;
  if (const auto closed = ledger::print_gate(before, number)) return shut(*closed);

  if (const auto closed = another_shop(before, wishes)) return shut(*closed);
  const impose::Leaves scheme = wishes.one_up ? impose::Leaves::one_up : impose::Leaves::imposed;
  Layout layout;
  if (const auto& release = before.release) {
    layout = {{release->shop, release->shop_file}, release->epoch};
  } else {
    const std::string shop = shop_of(workspace, before, version, wishes);
    CheckedShop checked = check_shop(desk, workspace, order, version, shop, scheme);
    if (checked.findings.has_errors()) return refused(std::move(checked.findings));
    layout = {{shop, checked.digest}, current_epoch(workspace, ledger)};
  }
  // What can go wrong with the sheets goes wrong before a serial is taken.
  world::OutputFolder folder(wishes.output, world::Access::owner_only);
  if (!before.release) freeze_shop(workspace, order, layout.shop);
  const Prepared prepared =
      prepare(desk, workspace, order, version, layout.shop, layout.epoch, scheme);
  if (const auto closed = ledger::plan_gate(before, laid_of(wishes.one_up), prepared.plan))
    return shut(*closed);
  if (wishes.sheets)
    if (auto findings = check_range(prepared.run, *wishes.sheets); findings.has_errors())
      return refused(std::move(findings));
  const auto released =
      ledger.release(order, number, layout.epoch, layout.shop, desk.world.now());
  if (!released) return shut(released.closed());
  const ledger::Batch batch = *ledger.batch(order);
  std::optional<NumberRange> asked;
  if (wishes.sheets) asked = {wishes.sheets->first, wishes.sheets->last};
  finding::Findings warnings = warn_of_lost(batch, prepared.run, asked);
  if (prepared.frozen.issuer.example) warn_of_example(warnings);
  press::Job job = job_of(prepared, batch);
  if (wishes.sheets) job.sheets = press::SheetRange{wishes.sheets->first, wishes.sheets->last};
  press::Manifest manifest = write_sheets(desk, job, folder.path());
  write_papers(desk, prepared.frozen, job, tree_at_release(ledger, order), folder.path(), manifest);
  const crypto::Digest digest = press::write_manifest(manifest, folder.path());
  const ledger::SheetsWritten event = event_of(manifest, digest, prepared.plan);
  warn_of_codes_again(batch, event, warnings);
  // Noted before the folder has its name: none is without its event.
  const auto written = ledger.sheets_written(order, event, desk.world.now());
  if (!written) return shut(written.closed());
  folder.commit();
  Outcome outcome = say_what_was_written(manifest, wishes.output, digest);
  outcome.findings = std::move(warnings);
  return outcome;
}

}  // namespace imprimatur::flow
