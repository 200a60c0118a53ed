#include "flow/ledger_list.h"

#include "calendar/clock.h"
#include "ledger/event.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imprimatur::flow {

Outcome list_events(const Workspace& workspace, const std::optional<std::string>& order) {
  using Json = nlohmann::ordered_json;
  const ledger::Ledger ledger = open_ledger(workspace);
  if (order && !ledger.batch(*order)) return unknown_order(ledger, *order);
  Outcome outcome;
  Json events = Json::array();
  for (const ledger::Record& record : order ? ledger.history(*order) : ledger.history()) {
    const auto kind = ledger::kind_of(record.event);
    const std::string line = fmt::format("{:>6}  {}  {}{}{}", record.sequence,
                                         calendar::to_iso(calendar::paris_date(record.instant)),
                                         kind, record.order.empty() ? "" : "  ", record.order);
    outcome.lines.push_back({line, line});
    events.push_back({{"event", record.sequence},
                      {"instant", calendar::to_iso(record.instant)},
                      {"kind", kind},
                      {"order", record.order}});
  }
  outcome.facts = Json{{"events", events}}.dump();
  return outcome;
}

}  // namespace imprimatur::flow
