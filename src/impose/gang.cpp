#include "impose/gang.h"

#include <algorithm>
#include <cassert>

namespace imprimatur::impose {
namespace {

std::uint32_t places_for(std::uint32_t count, std::uint32_t sheets) {
  return count / sheets + (count % sheets != 0);
}

bool is_enough(const std::vector<std::uint32_t>& counts, std::uint32_t sheets,
               std::uint32_t places) {
  std::uint64_t taken = 0;
  for (const std::uint32_t count : counts) taken += places_for(count, sheets);
  return taken <= places;
}

}  // namespace

std::optional<Gang> gang(const std::vector<std::uint32_t>& counts, std::uint32_t places) {
  assert(!counts.empty() && std::ranges::all_of(counts, [](auto count) { return count > 0; }));
  if (counts.size() > places) return std::nullopt;
  // What is enough stays enough with more sheets, so the least can be found by halving.
  std::uint32_t too_few = 0, enough = std::ranges::max(counts);
  while (enough - too_few > 1) {
    const std::uint32_t middle = too_few + (enough - too_few) / 2;
    (is_enough(counts, middle, places) ? enough : too_few) = middle;
  }
  Gang result{enough, {}};
  for (const std::uint32_t count : counts) result.places.push_back(places_for(count, enough));
  return result;
}

}  // namespace imprimatur::impose
