// The whole way on the sample order.
#pragma once

#include "flow/workspace.h"

namespace imprimatur::flow {

// Makes `folder` (which must not exist or be empty) with a workspace, the BAT, the press sheets and
// their verification. The clock stands still and the key comes from dice that everybody knows: two
// demos give the same bytes, and the codes are worth nothing.
Outcome demo(const Desk& desk, const world::Path& folder);

}  // namespace imprimatur::flow
