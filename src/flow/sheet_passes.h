// Which passes lie on which sheets of a run. For the sources of this room.
#pragma once

#include "flow/choice.h"
#include "impose/run.h"

#include <vector>

namespace imprimatur::flow {

// The passes in these slots of these sheets, both counted from 1; no slots: in all of them. The
// batch is released, the stock of its run, and both ranges lie within the stock's plan.
ledger::Spans passes_on(const impose::StockPlan& stock, const ledger::Batch& batch,
                        const std::vector<NumberRange>& sheets,
                        const std::vector<NumberRange>& slots = {});

// Passes that are spoiled or void, and would be printed again with these sheets of each stock
// (nullopt: with the whole run): warnings that name them.
finding::Findings warn_of_lost(const ledger::Batch& batch, const impose::Run& run,
                               const std::optional<NumberRange>& sheets);

}  // namespace imprimatur::flow
