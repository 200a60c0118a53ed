#include "flow/reprint_part.h"

#include "flow/sheet_passes.h"

#include <algorithm>

namespace imprimatur::flow {

impose::Reprint part_of(const Prepared& prepared, const ledger::Batch& batch, std::uint32_t number,
                        const ledger::Spans& passes, const ledger::Spans& carnets) {
  std::vector<impose::PassAgain> again;
  for (const ledger::Span& span : passes.spans())
    for (std::uint64_t serial = span.first; serial <= span.last; ++serial)
      again.push_back({batch.place_of(serial), serial});
  std::ranges::sort(again, {}, &impose::PassAgain::place);
  std::vector<std::uint32_t> whole;
  for (const ledger::Span& span : carnets.spans())
    for (std::uint64_t carnet = span.first; carnet <= span.last; ++carnet)
      whole.push_back(static_cast<std::uint32_t>(carnet - 1));
  return {number, prepared.run.layout.piece, batch.counting().passes_per_carnet, std::move(again),
          std::move(whole)};
}

impose::Reprint part_of(const Prepared& prepared, const ledger::Batch& batch,
                        const ledger::Reprinted& reprinted) {
  return part_of(prepared, batch, reprinted.number, reprinted.passes, reprinted.carnets);
}

ledger::Spans sheets_touched(const impose::Run& run, const impose::Reprint& part) {
  std::vector<ledger::Span> sheets;
  for (const impose::StockPlan& stock : run.stocks)
    for (const std::uint32_t sheet : part.sheets_of(stock))
      sheets.push_back({std::uint64_t{sheet} + 1, std::uint64_t{sheet} + 1});
  return ledger::Spans(sheets);
}

std::uint64_t sheets_lost(const ledger::Batch& batch, const impose::StockPlan& stock,
                          const ledger::Spans& printed) {
  std::uint64_t lost = 0;
  for (const ledger::Loss& loss : batch.losses) {
    const bool counts = !loss.since_closing && loss.what.laid == batch.laid();
    if (!counts || loss.what.stock != stock.stock.name) continue;
    for (const auto& span : loss.what.sheets.common(printed).spans())
      for (std::uint64_t sheet = span.first; sheet <= span.last; ++sheet) {
        const ledger::Spans borne = passes_on(stock, batch, {{sheet, sheet}});
        if (!batch.with_successors(borne).common(loss.fresh).empty()) ++lost;
      }
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
