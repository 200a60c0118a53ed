// An imposed run in words: for a printer, and for a program.
#pragma once

#include "flow/outcome.h"
#include "impose/run.h"

#include <optional>

namespace imprimatur::flow {

// What is told of. `imposed.run` is there; version 0 is an order that has none yet.
struct PlanTold {
  std::string order;
  std::uint32_t version = 0;
  const page::Document& document;
  const shop::Shop& shop;
  const impose::ImposedRun& imposed;
};

// Paper, layout, way of working, each stock's sheets, and what else was looked at.
std::vector<finding::Sentence> plan_lines(const PlanTold& told);

// The same as one JSON object; lengths in micrometres.
std::string plan_facts(const PlanTold& told);

}  // namespace imprimatur::flow
