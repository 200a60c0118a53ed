// finishing-STOCK.pdf: the finishing lines in a file beside the sheets. For the sources of this
// room.
#pragma once

#include "pdf/writer.h"
#include "press/output.h"
#include "press/press.h"

namespace imprimatur::press {

std::string finishing_file_name(const impose::StockPlan& stock);

// One page for each pattern of lines that the stock's sheets have, in the order of their first
// piece, with the boxes of a front; crop, fold and registration marks to lay it on the sheets, and
// a slug that says which pieces it is for. One-up, a page for each leaf that a booklet has of the
// stock, and nothing but the lines. Throws finding::Failure where the disk refuses.
FileDigest write_finishing(const Job& job, const impose::StockPlan& stock,
                           const pdf::DocumentFacts& facts, const pdf::ReadyCondition& condition,
                           const world::Path& folder);

}  // namespace imprimatur::press
