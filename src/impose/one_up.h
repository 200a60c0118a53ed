// A run leaf by leaf, for a shop that imposes itself: one leaf to a sheet as large as the leaf and
// its bleed, carnet after carnet.
//
// It is a run like any other (one lift, one pile, sheets of one place), so that whatever prints,
// maps or verifies sheets does the same to these. Leaves that will be folded into spreads are
// single leaves here, without creep: what folds and nests is the shop's to place.
#pragma once

#include "impose/run.h"

namespace imprimatur::impose {

// The shop as it is to such a run: its paper is one leaf with its bleed, nothing is kept clear, no
// mark stands anywhere, TrimBox is the leaf's; it prints, files, colours and draws the lines of
// finishing as it did.
shop::Shop shop_of_one_up(const page::Document& document, const shop::Shop& shop);

// As impose_run; `shop` is the answer of shop_of_one_up.
ImposedRun impose_one_up(const page::Document& document, const shop::Shop& shop,
                         std::uint32_t carnets);

// Either form of a run: the shop as it sees it, and the run itself, by the answer of shop_as.
shop::Shop shop_as(Leaves scheme, const page::Document& document, const shop::Shop& shop);
ImposedRun impose_as(Leaves scheme, const page::Document& document, const shop::Shop& shop,
                     std::uint32_t carnets);

// How many sheets of this stock a file holds where the shop takes `most`: one-up files end where a
// booklet does, so that a record is whole, and hold one booklet at least.
std::uint32_t sheets_in_file(const Run& run, const StockPlan& stock, std::uint32_t most);

}  // namespace imprimatur::impose
