// Ganging: different leaves side by side on one form, each as often as it takes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace imprimatur::impose {

// The form is printed `sheets` times; item i has `places[i]` of its places, at least one.
struct Gang {
  std::uint32_t sheets = 0;
  std::vector<std::uint32_t> places;
  bool operator==(const Gang&) const = default;
};

// The least number of sheets that gives every item its count: the smallest R for which the sum of
// counts[i] / R, each rounded up, is no more than `places`. There are items, every count is at
// least
// 1. nullopt: more items than places, which no number of sheets helps.
std::optional<Gang> gang(const std::vector<std::uint32_t>& counts, std::uint32_t places);

}  // namespace imprimatur::impose
