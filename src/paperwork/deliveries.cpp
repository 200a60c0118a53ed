#include "paperwork/deliveries.h"

namespace imprimatur::paperwork {

std::optional<std::vector<Share>> assign(const std::vector<order::DeliveryPoint>& deliveries,
                                         std::uint32_t carnets, std::uint32_t passes_per_carnet,
                                         codes::Serial first) {
  std::vector<Share> shares;
  std::uint32_t given = 0;
  for (const auto& point : deliveries) {
    if (point.carnets == 0 || point.carnets > carnets - given) return std::nullopt;
    const auto from =
        codes::Serial::from(first.number() + std::uint64_t{given} * passes_per_carnet);
    if (!from) return std::nullopt;
    const auto serials =
        codes::SerialRange::from(*from, std::uint64_t{point.carnets} * passes_per_carnet);
    if (!serials) return std::nullopt;
    shares.push_back({point.name, point.address, given + 1, given + point.carnets, *serials});
    given += point.carnets;
  }
  if (given != carnets) return std::nullopt;
  return shares;
}

}  // namespace imprimatur::paperwork
