#include "flow/reprint_part.h"

#include <algorithm>

namespace imprimatur::flow {

impose::Reprint part_of(const Prepared& prepared, const ledger::Batch& batch, std::uint32_t number,
                        const ledger::SerialSet& passes, const ledger::SerialSet& carnets) {
  std::vector<impose::PassAgain> again;
  for (const ledger::SerialSpan& span : passes.spans())
    for (std::uint64_t serial = span.first; serial <= span.last; ++serial)
      again.push_back({batch.place_of(serial), serial});
  std::ranges::sort(again, {}, &impose::PassAgain::place);
  std::vector<std::uint32_t> whole;
  for (const ledger::SerialSpan& span : carnets.spans())
    for (std::uint64_t carnet = span.first; carnet <= span.last; ++carnet)
      whole.push_back(static_cast<std::uint32_t>(carnet - 1));
  return {number, prepared.run.layout.piece, batch.counting().passes_per_carnet, std::move(again),
          std::move(whole)};
}

impose::Reprint part_of(const Prepared& prepared, const ledger::Batch& batch,
                        const ledger::Reprinted& reprinted) {
  return part_of(prepared, batch, reprinted.number, reprinted.passes,
                 ledger::SerialSet(reprinted.carnets));
}

ledger::SerialSet sheets_touched(const impose::Run& run, const impose::Reprint& part) {
  std::vector<ledger::SerialSpan> sheets;
  for (const impose::StockPlan& stock : run.stocks)
    for (const std::uint32_t sheet : part.sheets_of(stock))
      sheets.push_back({std::uint64_t{sheet} + 1, std::uint64_t{sheet} + 1});
  return ledger::SerialSet(sheets);
}

namespace {

// Whether any pass that lies on the sheet, or took the place of one, is among these.
bool bears_any(const ledger::Batch& batch, const impose::StockPlan& stock, std::uint32_t sheet,
               const ledger::SerialSet& passes) {
  std::vector<ledger::SerialSpan> serials;
  for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
    const impose::Content content = stock.plan.at(sheet, slot);
    if (content.is_void() || content.is_blank()) continue;
    const auto& pass = stock.booklet[*content.leaf].pass;
    if (!pass) continue;
    const std::uint64_t serial =
        batch.release->first_serial + *pass +
        std::uint64_t{*content.carnet} * batch.counting().passes_per_carnet;
    serials.push_back({serial, serial});
  }
  return !batch.with_successors(ledger::SerialSet(serials)).common(passes).empty();
}

}  // namespace

std::uint64_t sheets_lost(const ledger::Batch& batch, const impose::StockPlan& stock,
                          const ledger::SerialSet& printed) {
  std::uint64_t lost = 0;
  for (const ledger::Loss& loss : batch.losses) {
    if (loss.what.stock != stock.stock.name) continue;
    for (const auto& span : ledger::SerialSet(loss.what.sheets).common(printed).spans())
      for (std::uint64_t sheet = span.first; sheet <= span.last; ++sheet)
        lost += bears_any(batch, stock, static_cast<std::uint32_t>(sheet - 1), loss.fresh);
  }
  return lost;
}

std::uint64_t sheets_printed_again(const Prepared& prepared, const ledger::Batch& batch,
                                   const impose::StockPlan& stock) {
  std::uint64_t sheets = 0;
  for (const ledger::Reprint& reprint : batch.reprints)
    if (reprint.attested) sheets += part_of(prepared, batch, reprint.what).sheets_of(stock).size();
  return sheets;
}

}  // namespace imprimatur::flow
