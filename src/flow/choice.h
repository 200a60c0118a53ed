// Which passes of an order somebody means: by booklet, by serial, by sheet or by delivery point.
#pragma once

#include "flow/workspace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::flow {

// From 1, both among them.
struct NumberRange {
  std::uint64_t first = 0, last = 0;
};

// One way of choosing at a time.
struct Choice {
  std::optional<NumberRange> carnets;
  std::optional<NumberRange> serials;
  std::vector<NumberRange> sheets;
  std::vector<NumberRange> slots;       // of these sheets; none: all
  std::optional<std::string> stock;     // of these sheets; nullopt: the one that bears the passes
  std::optional<std::string> delivery;  // a delivery point's name

  // Nothing was chosen: the order is meant as a whole.
  bool is_whole_order() const;
};

// Passes that were chosen: never none.
struct Chosen {
  ledger::Spans passes;
  std::string stock;     // of the sheets, where whole ones were chosen
  ledger::Spans sheets;  // likewise
  ledger::Laid laid = ledger::Laid::imposed;
};

// The passes, or the answer that refuses: findings for a range that the order doesn't have, a stock
// that it isn't printed on, sheets that bear no pass, a delivery point that isn't its, none or
// several ways at once; a closed gate for sheets that were not written, whose form is uncertain, or
// that this program would lay out otherwise. `batch` is released, or it is our mistake. Sheets and
// slots are counted as in slots.csv.
std::variant<Chosen, Outcome> find_passes(const Desk& desk, const Workspace& workspace,
                                          const ledger::Batch& batch, const Choice& choice);

}  // namespace imprimatur::flow
