#include "flow/read_back.h"

#include "flow/pass_words.h"
#include "flow/press_folder.h"
#include "flow/reading_report.h"
#include "flow/release.h"
#include "flow/reprint_part.h"
#include "flow/say.h"
#include "pdf/export.h"
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
  std::optional<codes::SerialRange> issue;
  if (written.reprint) {
    const auto& spans = written.reprint->passes.spans();
    issue = serials;
    if (const ledger::Child* child = batch.child_of(spans.front().first))
      issue = serials_between(child->what.first_serial, child->what.last_serial());
    serials = serials_between(spans.front().first, spans.back().last);
    reprint = part_of(prepared, batch, *written.reprint);
  }
  const verify::Expected expected =
      verify::expect(prepared.frozen.document, prepared.shop, prepared.run,
                     {serials, written.sheets, written.manifest, approved_pages(prepared),
                      reprint ? &*reprint : nullptr, issue},
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

}  // namespace

Outcome verify(const Desk& desk, const Workspace& workspace, const world::Path& folder,
               const std::optional<std::uint32_t>& sample, const std::optional<world::Path>& copy) {
  if (auto faults = check_press_folder(folder); faults.has_errors())
    return refused(std::move(faults));
  const std::string bytes = world::read_file(folder / "manifest.json");
  const crypto::Digest manifest = crypto::sha256(bytes);
  ledger::Ledger ledger = open_ledger(workspace);
  const Claim claim = claim_in(bytes).value_or(Claim{});
  const auto found = ledger.batch(claim.order);
  if (!found) return unknown_order(ledger, claim.order);
  const ledger::Batch& batch = *found;
  const std::optional<Remembered> written = remembered(batch, manifest, claim);
  if (!written) return shut(unknown_sheets(batch));
  const Prepared prepared = prepare_again(desk, workspace, batch, written->laid, written->epoch);
  if (const auto closed = ledger::plan_gate(batch, written->laid, prepared.plan))
    return shut(*closed);
  const verify::Report report = read_back(desk, prepared, batch, *written, folder, sample);
  const bool one_up = written->laid == ledger::Laid::one_up;
  const std::string paper =
      report_of(desk, {prepared.frozen, batch, report, folder, manifest, one_up, !sample});
  // Of a folder that the ledger never heard of nothing is remembered, least of all under another's
  // name.
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
