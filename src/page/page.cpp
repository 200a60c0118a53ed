#include "page/page.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::page {

std::string carnet_text(std::uint32_t number, std::uint32_t carnets) {
  const std::size_t digits = std::max<std::size_t>(4, fmt::formatted_size("{}", carnets));
  return fmt::format("{:0{}}", number, digits);
}

std::uint32_t Document::passes_per_booklet() const {
  std::uint32_t sum = 0;
  for (const Leaf& one : leaves)
    if (one.is_pass) sum += one.count;
  return sum;
}

}  // namespace imprimatur::page
