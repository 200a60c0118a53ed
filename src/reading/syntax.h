// What is said about a file that is no TOML. For the sources of this room.
#pragma once

#include "finding/finding.h"

#include <string_view>

namespace imprimatur::reading {

// `description` is the parser's own word on the fault, in English.
finding::Finding syntax_finding(finding::Place place, std::string_view description);

// How many dots stand outside strings and comments: no table can be nested deeper than that by
// dotted keys, which the parser itself does not bound.
std::size_t dots_outside_strings(std::string_view bytes);

}  // namespace imprimatur::reading
