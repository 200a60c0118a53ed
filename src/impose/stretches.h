// Sheets, pieces or serials that follow each other, told by both ends.
#pragma once

#include <utility>
#include <vector>

namespace imprimatur::impose {

// Of ascending numbers, each once: {1, 2, 3, 7} gives {1, 3}, {7, 7}.
template <typename Number>
std::vector<std::pair<Number, Number>> stretches_of(const std::vector<Number>& numbers) {
  std::vector<std::pair<Number, Number>> stretches;
  for (const Number number : numbers) {
    if (!stretches.empty() && stretches.back().second + 1 == number)
      stretches.back().second = number;
    else
      stretches.emplace_back(number, number);
  }
  return stretches;
}

}  // namespace imprimatur::impose
