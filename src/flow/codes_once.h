// A code is a bearer's note: what `press` wrote is imposed once. For the sources of this room.
#pragma once

#include "flow/imposed_leaves.h"

namespace imprimatur::flow {

// The error "codes-repeated" for each file of press of which a leaf would come out more than once,
// and for each that is there twice, under whatever names. `made` counts each of the leaves.
finding::Findings expect_codes_once(const Leaves& leaves, const std::vector<world::Path>& files,
                                    const std::vector<std::uint64_t>& made);

}  // namespace imprimatur::flow
