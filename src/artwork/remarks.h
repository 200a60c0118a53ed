// What the door says to people, in one place.
#pragma once

#include "artwork/exchange.h"
#include "finding/finding.h"

#include <optional>

namespace imprimatur::artwork {

// nullopt: no such rule. The file's own words in it (`name`, the remark's detail) are cut to what
// can be printed on a line.
std::optional<finding::Finding> finding_of(const Remark& remark, std::string_view name,
                                           const finding::Place& place);

}  // namespace imprimatur::artwork
