// The text whose digest the client approves, read line by line: docs/formats/workspace.md.
#pragma once

#include "finding/finding.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::bat {

// A key of the two texts whose values are not the same.
struct Difference {
  std::string key;
  // Read as they are printed (wording::typeset) they are the same: another apostrophe or space, or
  // the same lines in another order.
  bool is_of_typing = false;
  bool operator==(const Difference&) const = default;
};

// By key, each once. Every difference of the texts gives one at least: what is no line "key value"
// counts under its own words.
std::vector<Difference> differences_of(std::string_view before, std::string_view after,
                                       finding::Language language);

// The value of a key that stands once; empty where there is none.
std::string value_in(std::string_view content, const std::string& key);

}  // namespace imprimatur::bat
