// What happened, event by event.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// The events of the workspace, or of one order: number, day, kind, order. Changes nothing.
Outcome list_events(const Workspace& workspace, const std::optional<std::string>& order);

}  // namespace imprimatur::flow
