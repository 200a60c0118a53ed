#include "press/press.h"

#include "finding/failure.h"
#include "impose/one_up.h"
#include "press/finishing.h"
#include "press/identity.h"
#include "press/output.h"
#include "press/parts.h"
#include "press/side.h"
#include "press/slot.h"
#include "press/slot_map.h"
#include "wording/wording.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::press {
namespace {

using impose::Side;
using impose::StockPlan;

constexpr pdf::Compression squeezing = pdf::Compression::fast;

// Sheets of one stock: so many from `first` on (from 0), or else those in `listed`.
struct Wanted {
  std::uint32_t first = 0, count = 0;
  std::vector<std::uint32_t> listed = {};
};

Wanted wanted_of(const Job& job, const StockPlan& stock) {
  const std::uint32_t all = stock.plan.sheets();
  if (job.reprint) {
    Wanted wanted{0, 0, job.reprint->sheets_of(stock)};
    wanted.count = static_cast<std::uint32_t>(wanted.listed.size());
    return wanted;
  }
  if (!job.sheets) return {0, all};
  const std::uint32_t first = std::max(job.sheets->first, 1u) - 1;
  const std::uint32_t end = std::min(job.sheets->last, all);
  return {first, end > first ? end - first : 0};
}

std::uint64_t sheets_wanted(const Job& job) {
  std::uint64_t sum = 0;
  for (const StockPlan& stock : job.run.stocks) sum += wanted_of(job, stock).count;
  return sum;
}

codes::Serial last_serial(const Job& job) {
  if (job.reprint && !job.reprint->passes().empty()) {
    const auto last = std::ranges::max(job.reprint->passes(), {}, &impose::PassAgain::serial);
    return codes::Serial::from(last.serial).value();
  }
  const std::uint64_t passes = std::uint64_t{job.run.carnets} * job.document.passes_per_booklet();
  const auto serials = codes::SerialRange::from(job.first, std::max<std::uint64_t>(1, passes));
  if (serials) return serials->last();
  const auto told = [passes](finding::Language language) {
    return wording::number(static_cast<std::int64_t>(passes), language);
  };
  throw finding::Failure(
      {fmt::format("{}\u00a0pass à partir du numéro {} dépassent le dernier numéro de la série.",
                   told(finding::Language::french), job.first.number()),
       fmt::format("{} passes from serial {} on go beyond the last serial of the series.",
                   told(finding::Language::english), job.first.number())},
      {"La série de l’espace de travail est épuisée\u00a0: ouvrez un nouvel espace de travail.",
       "The series of the workspace is used up: open a new workspace."});
}

[[noreturn]] void refuse_range(const Job& job) {
  if (job.reprint)
    throw finding::Failure(
        {"Ce retirage ne touche aucune feuille.", "This reprint is on no sheet."},
        {"Désignez au moins un pass.", "Choose one pass at least."});
  std::uint32_t most = 0;
  for (const StockPlan& stock : job.run.stocks) most = std::max(most, stock.plan.sheets());
  throw finding::Failure(
      {fmt::format("Aucune feuille n’est entre la {} et la {}\u00a0: le tirage en compte {}.",
                   job.sheets->first, job.sheets->last, most),
       fmt::format("No sheet is between {} and {}: the run has {}.", job.sheets->first,
                   job.sheets->last, most)},
      {fmt::format("Demandez des feuilles entre 1 et {}.", most),
       fmt::format("Ask for sheets between 1 and {}.", most)});
}

std::string iso(world::Instant instant) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", instant);
}

pdf::DocumentFacts facts_of(const Job& job, const crypto::Digest& run, const SheetFile& file) {
  pdf::DocumentFacts facts;
  facts.title = fmt::format("{} - {} v{} - {}", job.title, job.order, job.version,
                            file.name.substr(0, file.name.rfind('.')));
  facts.creator = job.software;
  facts.made = job.released;
  facts.identity = identity_of(run, file);
  facts.conformance = conformance_of(job);
  facts.parts = levels_of(job);
  if (job.shop.spots == shop::Spots::converted) facts.spots = pdf::SpotInks::converted;
  facts.compression = squeezing;
  return facts;
}

std::string kind_of(const Job& job) {
  return conformance_of(job) == pdf::Conformance::pdf_vt1 ? "PDF/VT-1" : "PDF/X-4";
}

std::string name_of(const Job& job, const StockPlan& stock, std::uint32_t number) {
  if (job.reprint)
    return fmt::format("reprint-{:02}-{}-{:04}.pdf", job.reprint->number(), stock.stock.name,
                       number);
  const bool one_up = job.run.scheme == impose::Leaves::one_up;
  return fmt::format("{}-{}-{:04}.pdf", one_up ? "oneup" : "sheets", stock.stock.name, number);
}

std::optional<ReprintFacts> reprint_facts(const Job& job) {
  if (!job.reprint) return std::nullopt;
  ReprintFacts facts{job.reprint->number(), {}, {}};
  for (const impose::PassAgain& pass : job.reprint->passes()) facts.serials.push_back(pass.serial);
  std::ranges::sort(facts.serials);
  for (const std::uint32_t carnet : job.reprint->carnets()) facts.carnets.push_back(carnet + 1);
  return facts;
}

Manifest begin_manifest(const Job& job) {
  Manifest manifest{.order = job.order,
                    .title = job.title,
                    .software = job.software,
                    .version = job.version,
                    .approved = job.approved,
                    .released = iso(job.released),
                    .shop = job.shop.name,
                    .condition = job.shop.condition.identifier,
                    .kind = kind_of(job),
                    .one_up = job.run.scheme == impose::Leaves::one_up,
                    .carnets = job.run.carnets,
                    .passes_per_carnet = job.document.passes_per_booklet(),
                    .up = job.run.layout.up(),
                    .first = job.first,
                    .last = last_serial(job),
                    .sheets = std::nullopt,
                    .reprint = reprint_facts(job),
                    .stocks = {},
                    .sheet_files = {},
                    .files = {}};
  if (job.sheets && !job.reprint) {
    std::uint32_t most = 0;
    for (const StockPlan& stock : job.run.stocks) most = std::max(most, stock.plan.sheets());
    manifest.sheets = {job.sheets->first, std::min(job.sheets->last, most)};
  }
  return manifest;
}

StockCount begin_count(const StockPlan& stock) {
  const impose::Plan& plan = stock.plan;
  return {stock.stock.name,
          plan.leaves(),
          plan.lifts(),
          plan.carnets_in_pile(0),
          plan.sheets(),
          plan.voids(),
          0,
          0,
          0};
}

void add_new(std::vector<std::string>& known, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::ranges::find(known, name) == known.end()) known.push_back(name);
  }
}

// What a press run carries from sheet to sheet.
class Run {
 public:
  Run(const Job& job, const world::World& world, const world::Path& folder,
      const Progress& progress)
      : job_(job),
        world_(world),
        folder_(folder),
        progress_(progress),
        of_(sheets_wanted(job)),
        identity_(identity_of(job)),
        condition_(job.shop.condition, squeezing),
        manifest_(begin_manifest(job)),
        slot_map_(folder) {}

  Manifest print() {
    for (const StockPlan& stock : job_.run.stocks) print_stock(stock);
    manifest_.files.push_back(slot_map_.commit());
    return std::move(manifest_);
  }

 private:
  const Job& job_;
  const world::World& world_;
  const world::Path& folder_;
  const Progress& progress_;
  std::uint64_t done_ = 0, of_;
  const crypto::Digest identity_;
  const pdf::ReadyCondition condition_;
  Manifest manifest_;
  SlotMap slot_map_;
  std::vector<Slot> slots_;

  void print_stock(const StockPlan& stock) {
    const Wanted wanted = wanted_of(job_, stock);
    manifest_.stocks.push_back(begin_count(stock));
    const std::uint32_t in_file =
        impose::sheets_in_file(job_.run, stock, job_.shop.sheets_per_file);
    for (std::uint32_t i = 0; i < wanted.count;) {
      // Those of a reprint are counted as they come, others as they are in the whole run.
      const std::uint32_t place = wanted.first + i;
      const std::uint32_t left = in_file - place % in_file;  // until the file is full
      const std::uint32_t count = std::min(wanted.count - i, left);
      SheetFile file{name_of(job_, stock, place / in_file + 1), stock.stock.name, place + 1, count};
      for (std::uint32_t k = 0; k < count && job_.reprint; ++k)
        file.listed.push_back(wanted.listed[i + k] + 1);
      if (job_.reprint) file.first_sheet = file.listed.front();
      print_file(stock, file);
      i += count;
    }
    if (wanted.count > 0 && job_.shop.finishing.in == shop::FinishingIn::separate) {
      const SheetFile lines{finishing_file_name(stock), stock.stock.name, 0, 0};
      pdf::DocumentFacts facts = facts_of(job_, identity_, lines);
      facts.conformance = pdf::Conformance::pdf_x4;  // a page there is no sheet, and no record
      manifest_.files.push_back(write_finishing(job_, stock, facts, condition_, folder_));
      manifest_.stocks.back().finishing_file = manifest_.files.back().name;
    }
  }

  void print_file(const StockPlan& stock, const SheetFile& file) {
    DigestedFile sink(folder_, file.name);
    pdf::Writer writer(sink, facts_of(job_, identity_, file), condition_);
    SidePainter painter(job_, stock, writer);
    add_new(manifest_.spots, painter.spots());
    add_new(manifest_.finishing_inks, painter.finishing_inks());
    const SlotFiller filler(job_, stock);
    DocumentParts parts(job_, stock, writer);
    pdf::Canvas canvas(writer);
    for (std::uint32_t i = 0; i < file.sheets; ++i) {
      world_.checkpoint();
      const std::uint32_t sheet = file.sheet(i) - 1;
      filler.fill(sheet, slots_);
      parts.begin_sheet(sheet, slots_);
      for (const Side side : {Side::front, Side::back}) {
        canvas.restart(job_.run.layout.sheet.height);
        painter.paint(canvas, sheet, side, slots_);
        writer.add_page(boxes_of(job_, side), canvas);
      }
      parts.end_sheet();
      slot_map_.add(file.name, sheet, stock, slots_);
      count_sheet();
      if (progress_) progress_(++done_, of_);
    }
    parts.end();
    writer.finish();
    manifest_.files.push_back(sink.commit());
    manifest_.sheet_files.push_back(file);
  }

  void count_sheet() {
    StockCount& count = manifest_.stocks.back();
    ++count.sheets;
    for (const Slot& slot : slots_) {
      if (slot.serial) ++count.passes;
      if (slot.content.is_void()) ++count.voids;
    }
  }
};

}  // namespace

Manifest write(const Job& job, const world::World& world, const world::Path& folder,
               const Progress& progress) {
  assert(!job.run.stocks.empty() && job.shop.sheets_per_file > 0);
  if (sheets_wanted(job) == 0) refuse_range(job);
  return Run(job, world, folder, progress).print();
}

}  // namespace imprimatur::press
