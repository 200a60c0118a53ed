// What the imposer says to people, in one place.
#pragma once

#include "artwork/exchange.h"
#include "finding/finding.h"

#include <optional>

namespace imprimatur::artwork {

// nullopt: no such rule. `name` is the document's, for people. The remark's detail, the file's own
// words, is cut to what can be printed on a line.
std::optional<finding::Finding> finding_on_document(const Remark& remark, std::string_view name);

}  // namespace imprimatur::artwork
