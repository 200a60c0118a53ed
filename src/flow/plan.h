// How an order would be laid out and cut by a shop, before anything is approved or taken.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// `shop` stands in for the order's own; the drawings, where they are asked for, go to these files
// and replace what is there.
struct PlanWishes {
  std::optional<std::string> shop;
  std::optional<world::Path> svg, png;
  bool one_up = false;  // leaf by leaf, as `press --one-up` writes them
};

// `order` is an id that the ledger knows, whose latest frozen version is planned (for the shop it
// was released for, if it was and `wishes` names none), or an order folder, which is composed as
// check does. The ledger is left as it was. Layouts that can't be are findings that say what is
// lacking.
Outcome plan(const Desk& desk, const std::optional<Workspace>& workspace, const std::string& order,
             const PlanWishes& wishes, finding::Language language);

}  // namespace imprimatur::flow
