// Which carnets and which serials go to which delivery point.
#pragma once

#include "codes/serial.h"
#include "order/order.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::paperwork {

// A delivery point and what it is given. Carnets are counted from 1 through the order, as they are
// printed on their covers.
struct Share {
  std::string name;
  std::vector<std::string> address;
  std::uint32_t first_carnet, last_carnet;
  codes::SerialRange serials;

  std::uint32_t carnets() const { return last_carnet - first_carnet + 1; }
  std::uint64_t passes() const { return serials.count(); }
};

// Carnets go out in the order of the points: the first point gets carnets 1 to n, the next one
// those from n + 1, so that carnets and serials of the points follow each other without gap or
// overlap. Example: points of 12 and 8 carnets of 10 passes, first serial 1: carnets 1–12 with
// serials 1–120, and carnets 13–20 with serials 121–200.
//
// nullopt where that can't be: a point without carnets, points that don't add up to `carnets`,
// carnets without passes, serials that pass codes::Serial::most. read_order and the ledger have
// refused all of these before.
std::optional<std::vector<Share>> assign(const std::vector<order::DeliveryPoint>& deliveries,
                                         std::uint32_t carnets, std::uint32_t passes_per_carnet,
                                         codes::Serial first);

}  // namespace imprimatur::paperwork
