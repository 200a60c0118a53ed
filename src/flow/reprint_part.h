// Where what is printed again lies in the run. For the sources of this room.
#pragma once

#include "flow/release.h"
#include "impose/reprint.h"

namespace imprimatur::flow {

// The part of the run that a reprint prints: these passes where they stand, each with its own
// serial, and of these booklets (from 1) the leaves that are no pass as well.
impose::Reprint part_of(const Prepared& prepared, const ledger::Batch& batch, std::uint32_t number,
                        const ledger::Spans& passes, const ledger::Spans& carnets);
impose::Reprint part_of(const Prepared& prepared, const ledger::Batch& batch,
                        const ledger::Reprinted& reprinted);

// The sheets that it touches, of whatever stock, counted from 1.
ledger::Spans sheets_touched(const impose::Run& run, const impose::Reprint& part);

// Of `printed`, sheets of this stock, how many were spoiled, a sheet that was printed again and
// spoiled again as two.
std::uint64_t sheets_lost(const ledger::Batch& batch, const impose::StockPlan& stock,
                          const ledger::Spans& printed);

// How many sheets of this stock were printed again, over all reprints that are attested.
std::uint64_t sheets_printed_again(const Prepared& prepared, const ledger::Batch& batch,
                                   const impose::StockPlan& stock);

}  // namespace imprimatur::flow
