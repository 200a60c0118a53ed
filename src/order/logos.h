// The client's logo files: there, inside the order folder, of a bearable size. For the sources of
// this room.
#pragma once

#include "order/order.h"
#include "reading/reading.h"

namespace imprimatur::order {

// Reads one [[logo]] of the order in `folder`.
Logo read_logo(reading::Table& table, const world::Path& folder);

}  // namespace imprimatur::order
