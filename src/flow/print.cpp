#include "flow/print.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/papers.h"
#include "flow/press_folder.h"
#include "flow/reading_report.h"
#include "flow/release.h"
#include "flow/say.h"
#include "flow/sheet_passes.h"
#include "pdf/export.h"
#include "press/press.h"
#include "verify/expect.h"
#include "verify/verify.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using Json = nlohmann::ordered_json;

std::string grouped(std::uint64_t n, Language language) {
  return wording::number(static_cast<std::int64_t>(n), language);
}

// What is counted: one-up, a sheet is a leaf.
const wording::Noun& sheet_or_leaf(bool one_up) {
  return one_up ? wording::leaf : wording::sheet;
}

press::Job job_of(const Prepared& prepared, const ledger::Batch& batch,
                  const std::optional<SheetRange>& sheets) {
  const ledger::Released& released = *batch.release;
  press::Job job{prepared.frozen.document, prepared.frozen.resources,
                 prepared.shop,            prepared.run,
                 prepared.coder,           serial_of(released.first_serial),
                 batch.order,              released.version,
                 prepared.frozen.content,  batch.counting().title,
                 batch.released,           "imprimatur " IMPRIMATUR_VERSION};
  if (sheets) job.sheets = press::SheetRange{sheets->first, sheets->last};
  return job;
}

press::Manifest write_sheets(const Desk& desk, const press::Job& job, const world::Path& folder) {
  return press::write(job, desk.world, folder, [&](std::uint64_t done, std::uint64_t of) {
    desk.watch({{"Feuilles de presse", "Press sheets"}, done, of});
  });
}

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
  event.last_sheet = manifest.sheets ? std::min(manifest.sheets->second, last) : last;
  event.sheets_of_run = last;
  event.files = static_cast<std::uint32_t>(manifest.sheet_files.size());
  event.passes = manifest.passes();
  event.laid = laid_of(manifest.one_up);
  event.plan = plan;
  return event;
}

// What the ledger remembers of this very manifest; of the last one written where it knows it not, so that
// the difference is found and named.
const ledger::SheetsWritten* remembered(const ledger::Batch& batch, const crypto::Digest& manifest) {
  const auto known = std::ranges::find(batch.sheets, manifest, &ledger::SheetsWritten::manifest);
  if (known != batch.sheets.end()) return &*known;
  return batch.sheets.empty() ? nullptr : &batch.sheets.back();
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
    again = true;
    const auto printed =
        std::ranges::find(batch.printed, before.manifest, &ledger::Printed::manifest);
    if (printed != batch.printed.end()) attested = &*printed;
  }
  if (attested)
    findings.warning(
        "codes-printed", {},
        {fmt::format("Les mêmes codes sont déjà imprimés\u00a0: {} l’a attesté.", attested->by),
         fmt::format("The same codes are printed already: {} attested it.", attested->by)},
        {"N’imprimez pas ces feuilles\u00a0: un code ne doit exister qu’une fois sur papier.",
         "Do not print these sheets: a code must exist on paper once alone."});
  else if (again)
    findings.note(
        "codes-again", {},
        {"Les mêmes codes sont déjà dans un autre dossier.",
         "The same codes are in another folder already."},
        {"N’en imprimez qu’un, et effacez l’autre.", "Print one of them, remove the other."});
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

// The frozen pages, without what each pass says for itself.
std::string approved_pages(const Prepared& prepared) {
  page::Document document = prepared.frozen.document;
  for (page::Page& page : document.pages)
    std::erase_if(page.marks, [](const page::Mark& mark) {
      return std::holds_alternative<page::Field>(mark) ||
             std::holds_alternative<page::Symbol>(mark);
    });
  pdf::DocumentFacts facts;
  facts.title = "Approved pages";
  facts.spots = prepared.shop.spots == shop::Spots::converted ? pdf::SpotInks::converted
                                                              : pdf::SpotInks::kept;
  world::StringSink sink;
  pdf::write_pages(document, prepared.frozen.resources, prepared.shop.condition, facts, {}, sink);
  return sink.bytes();
}

verify::Report read_back(const Desk& desk, const Prepared& prepared,
                         const ledger::Released& released, const ledger::SheetsWritten& written,
                         const world::Path& folder, const std::optional<std::uint32_t>& sample) {
  const verify::Expected expected =
      verify::expect(prepared.frozen.document, prepared.shop, prepared.run,
                     {*codes::SerialRange::from(serial_of(released.first_serial), released.count),
                      verify::SheetRange{written.first_sheet, written.last_sheet}, written.manifest,
                      approved_pages(prepared)},
                     prepared.coder);
  // The manifest seeds the sample: the same folder is sampled alike by whoever asks.
  verify::Choice choice{sample, 0};
  for (int i = 0; i < 8; ++i)
    choice.seed = choice.seed << 8 | written.manifest.bytes[static_cast<std::size_t>(i)];
  return verify::verify(folder, expected, choice, desk.world,
                        [&](std::uint64_t done, std::uint64_t of) {
                          desk.watch({{"Relecture des feuilles", "Reading sheets back"}, done, of});
                        });
}

Outcome say_what_was_read(verify::Report report, const ledger::Batch& batch, bool one_up) {
  const std::string& order = batch.order;
  const measure::Money worth =
      batch.counting().face_value * static_cast<std::int64_t>(report.codes);
  Outcome outcome;
  outcome.exit = report.passed() ? Exit::done : Exit::difference;
  const auto line = [&](Language language) {
    const bool french = language == Language::french;
    std::string text = fmt::format(
        fmt::runtime(french ? "{}\u00a0: {}, {} symboles lus, {} codes conformes"
                            : "{}: {}, {} symbols read, {} codes as expected"),
        order,
        wording::counted(static_cast<std::int64_t>(report.sheets), sheet_or_leaf(one_up), language),
        grouped(report.symbols, language), grouped(report.codes, language));
    if (one_up) return text + ".";
    return text + fmt::format(fmt::runtime(french ? ", {} places VOID." : ", {} VOID places."),
                              grouped(report.voids, language));
  };
  outcome.lines.push_back({line(Language::french), line(Language::english)});
  const auto count = [&](Language language) {
    const bool french = language == Language::french;
    return fmt::format(fmt::runtime(french ? "    {} sur {} de la commande, soit {} de {}"
                                           : "    {} of {} of the order, {} of {}"),
                       grouped(report.codes, language),
                       wording::counted(static_cast<std::int64_t>(batch.counting().passes()),
                                        wording::pass, language),
                       wording::money(worth, language), wording::money(batch.due(), language));
  };
  outcome.lines.push_back({count(Language::french), count(Language::english)});
  outcome.lines.push_back(report.passed()
                              ? Sentence{"Vérification réussie.", "Verification passed."}
                              : Sentence{"Vérification échouée\u00a0: n’imprimez pas ces feuilles.",
                                         "Verification failed: do not print these sheets."});
  outcome.facts = Json{{"order", order},
                       {"passed", report.passed()},
                       {"files", report.files},
                       {"sheets", report.sheets},
                       {"symbols", report.symbols},
                       {"codes", report.codes},
                       {"codes_cents", worth.cents()},
                       {"due_cents", batch.due().cents()},
                       {"voids", report.voids},
                       {"artworks", report.artworks}}
                      .dump();
  outcome.findings = std::move(report.findings);
  return outcome;
}

ledger::Closed unknown_sheets(const ledger::Batch& batch) {
  return {
      {fmt::format("Le registre ne connaît aucune feuille de la commande {}.", batch.order),
       fmt::format("The ledger knows no sheet of order {}.", batch.order)},
      batch.release
          ? Sentence{"Écrivez-les de nouveau avec «\u00a0imprimatur press\u00a0» dans un autre "
                     "dossier\u00a0: ce seront les mêmes, et "
                     "le registre les connaîtra.",
                     "Write them again with \"imprimatur press\" into another folder: they will be "
                     "the same, and "
                     "the ledger will know them."}
          : Sentence{
                "Ces feuilles viennent d’un autre espace de travail\u00a0: ne les imprimez pas.",
                "These sheets come from another workspace: do not print them."}};
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
    layout = {{shop, checked.digest}, current_epoch(workspace)};
  }
  // What can go wrong with the sheets goes wrong before a serial is taken.
  world::OutputFolder folder(wishes.output);
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
  const press::Job job = job_of(prepared, batch, wishes.sheets);
  press::Manifest manifest = write_sheets(desk, job, folder.path());
  write_papers(desk, prepared.frozen, job, folder.path(), manifest);
  const crypto::Digest digest = press::write_manifest(manifest, folder.path());
  const ledger::SheetsWritten event = event_of(manifest, digest, prepared.plan);
  warn_of_codes_again(batch, event, warnings);
  folder.commit();
  const auto written = ledger.sheets_written(order, event, desk.world.now());
  if (!written) return shut(written.closed());
  Outcome outcome = say_what_was_written(manifest, wishes.output, digest);
  outcome.findings = std::move(warnings);
  return outcome;
}

Outcome verify(const Desk& desk, const Workspace& workspace, const world::Path& folder,
               const std::optional<std::uint32_t>& sample, const std::optional<world::Path>& copy) {
  if (auto faults = check_press_folder(folder); faults.has_errors())
    return refused(std::move(faults));
  const std::string bytes = world::read_file(folder / "manifest.json");
  const crypto::Digest manifest = crypto::sha256(bytes);
  ledger::Ledger ledger = open_ledger(workspace);
  const std::string order = order_in(bytes).value_or("");
  const auto found = ledger.batch(order);
  if (!found) return unknown_order(ledger, order);
  const ledger::Batch& batch = *found;
  const ledger::SheetsWritten* written = remembered(batch, manifest);
  if (!batch.release || written == nullptr) return shut(unknown_sheets(batch));
  const Prepared prepared = prepare_again(desk, workspace, batch, written->laid);
  if (const auto closed = ledger::plan_gate(batch, written->laid, prepared.plan))
    return shut(*closed);
  const verify::Report report = read_back(desk, prepared, *batch.release, *written, folder, sample);
  const bool one_up = written->laid == ledger::Laid::one_up;
  const std::string paper =
      report_of(desk, {prepared.frozen, batch, report, folder, manifest, one_up, !sample});
  // Of a folder that the ledger never heard of nothing is remembered, least of all under another's name.
  if (written->manifest == manifest) {
    const ledger::Verified event{manifest, report.codes, !sample, report.passed(),
                                 keep_report(workspace, batch.order, paper)};
    if (const auto kept = ledger.verified(batch.order, event, desk.world.now()); !kept)
      return shut(kept.closed());
  }
  Outcome outcome = say_what_was_read(report, batch, one_up);
  if (copy) {
    world::write_file(*copy, paper);
    const std::string name = named(*copy);
    outcome.lines.push_back({"Procès-verbal : " + name, "Report: " + name});
  }
  return outcome;
}

}  // namespace imprimatur::flow
