#include "flow/print.h"

#include "calendar/clock.h"
#include "finding/failure.h"
#include "flow/papers.h"
#include "flow/press_folder.h"
#include "flow/press_job.h"
#include "flow/release.h"
#include "flow/reprint_part.h"
#include "flow/say.h"
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
  const Sentence& many = sheet_or_leaf(run.scheme == impose::Leaves::one_up).many;
  findings.error("sheets-range", {},
                 {fmt::format("Il n’y a pas de {} {} à {}\u00a0: le tirage en compte {}.", many.fr,
                              asked.first, asked.last, grouped(most, Language::french)),
                  fmt::format("There are no {} {} to {}: the run has {}.", many.en, asked.first,
                              asked.last, grouped(most, Language::english))},
                 {fmt::format("Demandez des {} entre 1 et {}.", many.fr, most),
                  fmt::format("Ask for {} between 1 and {}.", many.en, most)});
  return findings;
}

// Whose sheets a folder says that it holds, and of which reprint: what is taken from its manifest.
struct Claim {
  std::string order;
  std::uint32_t reprint = 0;  // from 1; 0: of the run
};

Claim claim_of(const world::Path& folder, const std::string& manifest) {
  const Json json = Json::parse(manifest, nullptr, false);
  const auto id = json.is_object() ? json.find("order") : json.end();
  if (id == json.end() || !id->is_string())
    throw finding::Failure(
        {fmt::format("{} n’est pas un manifeste de presse.", (folder / "manifest.json").string()),
         fmt::format("{} is no press manifest.", (folder / "manifest.json").string())},
        {"Donnez un dossier écrit par «\u00a0imprimatur press\u00a0».",
         "Give a folder made by \"imprimatur press\"."});
  Claim claim{id->get<std::string>()};
  const Json number = json.value("/reprint/number"_json_pointer, Json());
  if (number.is_number_unsigned()) claim.reprint = number.get<std::uint32_t>();
  return claim;
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

// What a folder must hold, as the ledger remembers it.
struct Remembered {
  crypto::Digest manifest, plan;
  ledger::Laid laid = ledger::Laid::imposed;
  std::uint32_t epoch = 0;
  std::optional<verify::SheetRange> sheets;
  const ledger::Reprinted* reprint = nullptr;
};

Remembered run_remembered(const ledger::Batch& batch, const ledger::SheetsWritten& written) {
  return {written.manifest, written.plan, written.laid, batch.release->epoch,
          verify::SheetRange{written.first_sheet, written.last_sheet}};
}

Remembered reprint_remembered(const ledger::Batch& batch, const ledger::Reprinted& reprinted) {
  return {reprinted.manifest, reprinted.plan,
          batch.laid(),       batch.epoch_of(reprinted.passes.spans().front().first),
          std::nullopt,       &reprinted};
}

// What the ledger remembers of this very manifest; where it knows it not, of the reprint that the
// folder claims to be, or of the last sheets written, so that the difference is found and named.
std::optional<Remembered> remembered(const ledger::Batch& batch, const crypto::Digest& manifest,
                                     const Claim& claim) {
  if (!batch.release) return std::nullopt;
  if (const ledger::Reprint* reprint = batch.reprint(manifest))
    return reprint_remembered(batch, reprint->what);
  if (const auto* written = batch.written(manifest)) return run_remembered(batch, *written);
  if (claim.reprint >= 1 && claim.reprint <= batch.reprints.size())
    return reprint_remembered(batch, batch.reprints[claim.reprint - 1].what);
  if (batch.sheets.empty()) return std::nullopt;
  return run_remembered(batch, batch.sheets.back());
}

codes::SerialRange serials_between(std::uint64_t first, std::uint64_t last) {
  return *codes::SerialRange::from(serial_of(first), last - first + 1);
}

verify::Report read_back(const Desk& desk, const Prepared& prepared, const ledger::Batch& batch,
                         const Remembered& written, const world::Path& folder,
                         const std::optional<std::uint32_t>& sample) {
  const ledger::Released& released = *batch.release;
  codes::SerialRange serials = serials_between(released.first_serial, released.last_serial());
  std::optional<impose::Reprint> reprint;
  if (written.reprint) {
    const auto& spans = written.reprint->passes.spans();
    serials = serials_between(spans.front().first, spans.back().last);
    reprint = part_of(prepared, batch, *written.reprint);
  }
  const verify::Expected expected =
      verify::expect(prepared.frozen.document, prepared.shop, prepared.run,
                     {serials, written.sheets, written.manifest, approved_pages(prepared),
                      reprint ? &*reprint : nullptr},
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
  press::Job job = job_of(prepared, batch);
  if (wishes.sheets) job.sheets = press::SheetRange{wishes.sheets->first, wishes.sheets->last};
  press::Manifest manifest = write_sheets(desk, job, folder.path());
  write_papers(desk, prepared.frozen, job, folder.path(), manifest);
  const crypto::Digest digest = press::write_manifest(manifest, folder.path());
  folder.commit();
  const auto written =
      ledger.sheets_written(order, event_of(manifest, digest, prepared.plan), desk.world.now());
  if (!written) return shut(written.closed());
  return say_what_was_written(manifest, wishes.output, digest);
}

Outcome verify(const Desk& desk, const Workspace& workspace, const world::Path& folder,
               const std::optional<std::uint32_t>& sample) {
  if (auto faults = check_press_folder(folder); faults.has_errors())
    return refused(std::move(faults));
  const std::string bytes = world::read_file(folder / "manifest.json");
  const crypto::Digest manifest = crypto::sha256(bytes);
  ledger::Ledger ledger = open_ledger(workspace);
  const Claim claim = claim_of(folder, bytes);
  const auto found = ledger.batch(claim.order);
  if (!found) return unknown_order(ledger, claim.order);
  const ledger::Batch& batch = *found;
  const std::optional<Remembered> written = remembered(batch, manifest, claim);
  if (!written) return shut(unknown_sheets(batch));
  const Prepared prepared = prepare_again(desk, workspace, batch, written->laid, written->epoch);
  if (const auto closed = ledger::plan_gate(batch, written->laid, prepared.plan))
    return shut(*closed);
  const verify::Report report = read_back(desk, prepared, batch, *written, folder, sample);
  // Of a folder that the ledger never heard of nothing is remembered, least of all under another's name.
  if (written->manifest == manifest) {
    const ledger::Verified event{manifest, report.codes, !sample, report.passed()};
    if (const auto kept = ledger.verified(batch.order, event, desk.world.now()); !kept)
      return shut(kept.closed());
  }
  return say_what_was_read(report, batch, written->laid == ledger::Laid::one_up);
}

}  // namespace imprimatur::flow
