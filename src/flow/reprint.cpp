#include "flow/reprint.h"

#include "flow/ledger_log.h"
#include "flow/papers.h"
#include "flow/pass_words.h"
#include "flow/press_job.h"
#include "flow/release.h"
#include "flow/reprint_part.h"
#include "flow/say.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace imprimatur::flow {
namespace {

using finding::Language;
using finding::Sentence;
using ledger::Span;
using ledger::Spans;
using Json = nlohmann::ordered_json;

std::optional<Outcome> unfit_people(const Reprinting& wishes) {
  finding::Findings findings;
  for (const std::string& name : wishes.destroyed_by) check_words("--destroyed-by", name, findings);
  if (wishes.new_codes) check_words("--by", wishes.by, findings);
  if (!wishes.reason.empty()) check_words("--reason", wishes.reason, findings);
  if (!findings.has_errors()) return std::nullopt;
  return refused(std::move(findings));
}

Spans carnets_of(const ledger::Batch& batch, const Spans& passes) {
  std::vector<Span> carnets;
  for (const Span& span : passes.spans())
    for (std::uint64_t serial = span.first; serial <= span.last; ++serial)
      carnets.push_back({batch.carnet_of(serial), batch.carnet_of(serial)});
  return Spans(carnets);
}

// The passes that stand in these booklets now.
Spans passes_of(const ledger::Batch& batch, const Spans& carnets) {
  return batch.successors_of(batch.passes_in(carnets));
}

finding::Finding not_whole_booklets(const Spans& carnets) {
  const auto first = carnets.spans().front().first;
  return {finding::Severity::error,
          "reprint-booklets",
          {},
          {fmt::format("De nouveaux codes se donnent par carnets entiers, et le carnet {} n’est "
                       "désigné qu’en partie.",
                       first),
           fmt::format("New codes are given to whole booklets, and booklet {} is chosen in part "
                       "only.",
                       first)},
          {"Désignez les carnets avec «\u00a0--carnets\u00a0», une fois tous leurs pass retirés "
           "(«\u00a0spoil --carnets\u00a0»).",
           "Choose the booklets with \"--carnets\", once all their passes are taken out (\"spoil "
           "--carnets\")."}};
}

finding::Finding half_a_spread(std::uint64_t serial) {
  const std::string text = codes::to_text(serial_of(serial));
  return {finding::Severity::error,
          "reprint-spread",
          {},
          {fmt::format(
               "Le pass n°\u00a0{} est sur la même double page qu’un autre, qui reste bon\u00a0: "
               "l’un ne se réimprime pas sans l’autre.",
               text),
           fmt::format("Pass no. {} is on one spread with another that is still good: neither is "
                       "printed again alone.",
                       text)},
          {"Retirez aussi l’autre (spoil), puis recommencez.",
           "Take the other out too (spoil), then try again."}};
}

// What is to be printed again: the passes, and the booklets whose other leaves go with them.
struct Needed {
  Spans passes, carnets;
};

// With the same codes: of what was chosen, what is spoiled (or awaited), unless it was named pass
// by pass. A booklet that was chosen as such, and of which nothing good is left, goes with its
// cover.
Needed same_codes(const ledger::Batch& batch, const Choice& choice, const Spans& chosen) {
  const Spans open = chosen.common(batch.passes.open());
  Needed needed{choice.serials || open.empty() ? chosen : open, {}};
  if (!choice.carnets) return needed;
  const Spans carnets(choice.carnets->first, choice.carnets->last);
  if (passes_of(batch, carnets).common(batch.passes.good()).empty()) needed.carnets = carnets;
  return needed;
}

// With new ones: booklets whole, so that each has a cover and passes that belong together.
std::variant<Needed, finding::Finding> new_codes(const ledger::Batch& batch, const Choice& choice,
                                                 const Spans& chosen) {
  if (chosen.empty()) return Needed{};
  const Spans taken = batch.passes.open().with(batch.passes.voided);
  const Spans some = choice.serials ? chosen : chosen.common(taken);
  const Spans carnets = carnets_of(batch, some.empty() ? chosen : some);
  const Spans whole = passes_of(batch, carnets);
  if (choice.serials && whole != chosen) return not_whole_booklets(carnets);
  return Needed{whole, carnets};
}

// The slots that share a spread with passes that are printed again hold such passes too, or void
// ones.
std::optional<finding::Finding> split_spread(const impose::Run& run, const impose::Reprint& part,
                                             const ledger::Batch& batch) {
  if (run.layout.piece != impose::Piece::spread) return std::nullopt;
  for (const impose::StockPlan& stock : run.stocks) {
    const auto serial_at = [&](const impose::Content& content) -> std::optional<std::uint64_t> {
      if (content.is_void() || content.is_blank()) return std::nullopt;
      const auto& pass = stock.booklet[*content.leaf].pass;
      if (!pass) return std::nullopt;
      const std::uint64_t first = batch.serial_at(*content.carnet, *pass);
      return batch.successors_of({first, first}).spans().front().first;
    };
    for (const std::uint32_t sheet : part.sheets_of(stock))
      for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
        const auto again = serial_at(part.at(stock, sheet, slot));
        const auto other = serial_at(stock.plan.at(sheet, slot ^ 1u));
        if (again && other && batch.passes.good().holds(*other)) return half_a_spread(*again);
      }
  }
  return std::nullopt;
}

// The last reprint of exactly this, if it still can be printed: it is written again rather than
// anew.
const ledger::Reprint* taken_up(const ledger::Batch& batch, const Needed& needed) {
  for (const ledger::Reprint& before : batch.reprints)
    if (before.is_open() && before.lost.empty() && before.what.passes == needed.passes &&
        before.what.carnets == needed.carnets)
      return &before;
  return nullptr;
}

Outcome say_reprinted(const press::Manifest& manifest, const ledger::Reprinted& reprinted,
                      const Reprinting& wishes, const ledger::Batch& batch) {
  const bool one_up = manifest.one_up;
  std::uint64_t sheets = 0;
  for (const press::StockCount& stock : manifest.stocks) sheets += stock.sheets;
  const std::string folder = named(wishes.output);
  const auto in = [&](Language language) {
    const bool french = language == Language::french;
    return fmt::format(
        fmt::runtime(french ? "Commande {}\u00a0: retirage {}, {}, {}, sur {}, dans {}"
                            : "Order {}: reprint {}, {}, {}, on {}, in {}"),
        batch.order, reprinted.number, passes_in(reprinted.passes.count(), language),
        wishes.new_codes ? (french ? "nouveaux codes" : "new codes")
                         : (french ? "mêmes codes" : "the same codes"),
        wording::counted(static_cast<std::int64_t>(sheets), one_up ? wording::leaf : wording::sheet,
                         language),
        folder);
  };
  Outcome outcome;
  outcome.lines = {
      {in(Language::french), in(Language::english)},
      {fmt::format(
           "    Vérifiez-le (verify {0}), imprimez-le, puis faites-le attester (printed {1} "
           "--of {0})\u00a0: ces pass seront alors bons.",
           folder, batch.order),
       fmt::format("    Verify it (verify {0}), print it, then have it attested (printed {1} --of "
                   "{0}): these passes are good then.",
                   folder, batch.order)}};
  Json serials = Json::array(), listed = Json::array();
  for (const Span& span : reprinted.passes.spans()) serials.push_back({span.first, span.last});
  for (const Span& span : reprinted.sheets.spans()) listed.push_back({span.first, span.last});
  Json facts{{"order", batch.order},
             {"reprint", reprinted.number},
             {"folder", folder},
             {"new_codes", wishes.new_codes},
             {"passes", reprinted.passes.count()},
             {"serials", serials},
             {"sheets", listed}};
  if (const auto most = batch.most_reprinted()) {
    facts["reprinted"] = batch.reprinted();
    facts["most_reprinted"] = *most;
  }
  facts["manifest_sha256"] = reprinted.manifest.hex();
  outcome.facts = facts.dump();
  return outcome;
}

ledger::Closed begun_otherwise(const ledger::Reprint& before) {
  return {{fmt::format("Cette version d’imprimatur n’écrit plus le retirage {} comme celle qui l’a "
                       "commencé.",
                       before.what.number),
           fmt::format("This version of imprimatur doesn't write reprint {} as the one did that "
                       "began it.",
                       before.what.number)},
          {"Terminez-le avec cette version-là, ou déclarez ses pass gâchés de nouveau (spoil) et "
           "réimprimez-les.",
           "Finish it with that version, or have its passes spoiled again (\"spoil\") and print "
           "them again."}};
}

// Everything that stands once it is clear what is to be printed.
class Reprinter {
 public:
  Reprinter(const Desk& desk, const Workspace& workspace, ledger::Ledger& ledger,
            const ledger::Batch& batch, const Reprinting& wishes)
      : desk_(desk), workspace_(workspace), ledger_(ledger), batch_(batch), wishes_(wishes) {}

  Outcome run(Needed needed) {
    if (needed.passes.empty() || !needed.passes.without(batch_.passes.issued).empty())
      return closed(needed.passes);
    const bool issue = wishes_.new_codes && !is_awaited(needed.passes);
    const std::uint32_t epoch = issue ? current_epoch(workspace_, ledger_)
                                      : batch_.epoch_of(needed.passes.spans().front().first);
    const Prepared prepared = prepare_again(desk_, workspace_, batch_, batch_.laid(), epoch);
    if (const auto shut_by = ledger::plan_gate(batch_, batch_.laid(), prepared.plan))
      return shut(*shut_by);
    // Asked now as later: nothing is taken, and no folder made, for what can't be noted.
    if (issue) {
      if (!wishes_.destroyed_by.empty())
        if (const auto shut_by = ledger::witnesses_gate(wishes_.destroyed_by))
          return shut(*shut_by);
      if (const auto shut_by = ledger::reissuing_gate(
              batch_, {1, needed.passes, 1, epoch, wishes_.by, wishes_.reason}))
        return shut(*shut_by);
      const impose::Reprint part = part_of(prepared, batch_, 1, needed.passes, needed.carnets);
      const Spans sheets = sheets_touched(prepared.run, part);
      if (const auto shut_by = ledger::on_paper_gate(batch_, sheets)) return shut(*shut_by);
      if (const auto shut_by = ledger::scatter_gate({&needed.passes, &needed.carnets, &sheets}))
        return shut(*shut_by);
    }
    world::OutputFolder folder(wishes_.output, world::Access::owner_only);
    if (issue) {
      const auto reissued = ledger_.reissue(batch_.order, needed.passes, epoch, wishes_.by,
                                            wishes_.reason, desk_.world.now());
      if (!reissued) return shut(reissued.closed());
      batch_ = *ledger_.batch(batch_.order);
      needed.passes = {reissued->first_serial, reissued->last_serial()};
    }
    return write(prepared, needed, folder);
  }

 private:
  const Desk& desk_;
  const Workspace& workspace_;
  ledger::Ledger& ledger_;
  ledger::Batch batch_;
  const Reprinting& wishes_;

  bool is_awaited(const Spans& passes) const {
    return passes.without(batch_.passes.awaited).empty();
  }

  Outcome closed(const Spans& passes) const {
    ledger::Reprinted asked;
    asked.passes = passes;
    return shut(*ledger::reprinting_gate(batch_, asked));
  }

  Outcome write(const Prepared& prepared, const Needed& needed, world::OutputFolder& folder) {
    ledger::Reprinted reprinted;
    const ledger::Reprint* before = taken_up(batch_, needed);
    reprinted.number =
        before ? before->what.number : static_cast<std::uint32_t>(batch_.reprints.size() + 1);
    reprinted.version = batch_.release->version;
    reprinted.passes = needed.passes;
    reprinted.carnets = needed.carnets;
    reprinted.plan = prepared.plan;
    reprinted.destroyed_by = wishes_.destroyed_by;
    reprinted.reason = wishes_.reason;
    const impose::Reprint part = part_of(prepared, batch_, reprinted);
    reprinted.sheets = sheets_touched(prepared.run, part);
    if (!before)
      if (const auto shut_by = ledger::reprinting_gate(batch_, reprinted)) return shut(*shut_by);
    if (const auto split = split_spread(prepared.run, part, batch_)) {
      finding::Findings findings;
      findings.add(*split);
      return refused(std::move(findings));
    }
    press::Job job = job_of(prepared, batch_);
    job.reprint = &part;
    job.first = serial_of(needed.passes.spans().front().first);
    press::Manifest manifest = write_sheets(desk_, job, folder.path());
    write_papers(desk_, prepared.frozen, job, tree_at_release(ledger_, batch_.order), folder.path(),
                 manifest);
    reprinted.manifest = press::write_manifest(manifest, folder.path());
    if (before && before->what.manifest != reprinted.manifest)
      return shut(begun_otherwise(*before));
    // Noted before the folder has its name: none is without its event.
    const auto noted = ledger_.reprinted(batch_.order, reprinted, desk_.world.now());
    if (!noted) return shut(noted.closed());
    folder.commit();
    return say_reprinted(manifest, *noted, wishes_, *ledger_.batch(batch_.order));
  }
};

}  // namespace

Outcome reprint(const Desk& desk, const Workspace& workspace, const std::string& order,
                const Reprinting& wishes) {
  if (auto bad = unfit_people(wishes)) return *std::move(bad);
  ledger::Ledger ledger = open_ledger(workspace);
  if (!ledger.batch(order)) return unknown_order(ledger, order);
  const world::Lock lock = lock_order(workspace, order);
  const ledger::Batch batch = *ledger.batch(order);
  if (auto none = no_pass_yet(batch)) return *std::move(none);
  Spans chosen = batch.passes.spoiled.empty() ? batch.passes.awaited : batch.passes.spoiled;
  if (!wishes.passes.is_whole_order()) {
    auto found = find_passes(desk, workspace, batch, wishes.passes);
    if (auto* refusal = std::get_if<Outcome>(&found)) return std::move(*refusal);
    chosen = batch.successors_of(std::get<Chosen>(found).passes);
  }
  Reprinter reprinter(desk, workspace, ledger, batch, wishes);
  const Spans strangers = chosen.without(batch.passes.issued);
  if (!wishes.new_codes || !strangers.empty())
    return reprinter.run(same_codes(batch, wishes.passes, chosen));
  auto needed = new_codes(batch, wishes.passes, chosen);
  if (auto* wrong = std::get_if<finding::Finding>(&needed)) {
    finding::Findings findings;
    findings.add(std::move(*wrong));
    return refused(std::move(findings));
  }
  return reprinter.run(std::get<Needed>(std::move(needed)));
}

}  // namespace imprimatur::flow
