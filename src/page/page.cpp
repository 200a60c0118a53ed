#include "page/page.h"

#include <algorithm>

namespace imprimatur::page {

bool Page::has_variables() const {
  return std::ranges::any_of(marks, [](const Mark& mark) {
    return std::holds_alternative<Field>(mark) || std::holds_alternative<Symbol>(mark);
  });
}

std::uint32_t Document::leaves_per_booklet(const std::string& stock) const {
  std::uint32_t sum = 0;
  for (const Leaf& one : leaves)
    if (one.stock == stock) sum += one.count;
  return sum;
}

std::uint32_t Document::passes_per_booklet() const {
  std::uint32_t sum = 0;
  for (const Leaf& one : leaves)
    if (one.is_pass) sum += one.count;
  return sum;
}

}  // namespace imprimatur::page
