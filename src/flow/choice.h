// Which passes of an order somebody means: by booklet, by serial, by sheet or by delivery point.
#pragma once

#include "flow/workspace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::flow {

// From 1, both among them.
struct NumberRange {
  std::uint64_t first = 0, last = 0;
};

// One way of choosing at a time; none: the whole order.
struct Choice {
  std::optional<NumberRange> carnets;
  std::optional<NumberRange> serials;
  std::vector<NumberRange> sheets;
  std::vector<NumberRange> slots;  // of these sheets; none: all
  std::string stock;               // of these sheets; empty: the one that bears the passes
  std::string delivery;            // a delivery point's name
};

struct Chosen {
  ledger::SerialSet passes;
  std::string stock;                       // of the sheets, where whole ones were chosen
  std::vector<ledger::SerialSpan> sheets;  // likewise
};

// The passes, or findings: a range that the order doesn't have, a stock that it isn't printed on,
// sheets that bear no pass, a delivery point that isn't its, several ways at once. `batch` is
// released, or it is our mistake. Sheets and slots are counted as in slots.csv.
struct FoundPasses {
  finding::Findings findings;
  std::optional<Chosen> chosen;
};
FoundPasses find_passes(const Desk& desk, const Workspace& workspace, const ledger::Batch& batch,
                        const Choice& choice);

}  // namespace imprimatur::flow
