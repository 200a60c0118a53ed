#include "paperwork/deliveries.h"

#include "catch/catch.h"

using namespace imprimatur;
using namespace imprimatur::paperwork;

namespace {

std::vector<order::DeliveryPoint> points(const std::vector<std::uint32_t>& carnets) {
  std::vector<order::DeliveryPoint> list;
  for (const auto count : carnets)
    list.push_back({"Point " + std::to_string(list.size() + 1), {"1 rue"}, count, {}});
  return list;
}

codes::Serial serial(std::uint64_t number) {
  return *codes::Serial::from(number);
}

}  // namespace

TEST_CASE("carnets and serials of the points follow each other without gap or overlap") {
  const std::uint32_t per_carnet = GENERATE(1U, 10U, 25U);
  const auto shares = assign(points({700, 1, 499, 13}), 1213, per_carnet, serial(4'201));
  REQUIRE(shares);
  std::uint32_t next_carnet = 1;
  std::uint64_t next_serial = 4'201;
  for (const auto& share : *shares) {
    CHECK(share.first_carnet == next_carnet);
    CHECK(share.serials.first().number() == next_serial);
    CHECK(share.passes() == std::uint64_t{share.carnets()} * per_carnet);
    next_carnet = share.last_carnet + 1;
    next_serial = share.serials.last().number() + 1;
  }
  CHECK(next_carnet == 1214);
  CHECK(next_serial == 4'201 + 1213ULL * per_carnet);
}

TEST_CASE("each point keeps its name, its address and its number of carnets") {
  const auto shares = assign(points({12, 8}), 20, 10, serial(1));
  REQUIRE(shares);
  CHECK(shares->at(1).name == "Point 2");
  CHECK(shares->at(1).address == std::vector<std::string>{"1 rue"});
  CHECK(shares->at(1).carnets() == 8);
  CHECK(shares->at(1).serials == *codes::SerialRange::from(serial(121), 80));
}

TEST_CASE("points that can't be served exactly are served not at all") {
  CHECK_FALSE(assign(points({12, 7}), 20, 10, serial(1)));
  CHECK_FALSE(assign(points({12, 9}), 20, 10, serial(1)));
  CHECK_FALSE(assign(points({20, 0}), 20, 10, serial(1)));
  CHECK_FALSE(assign(points({20}), 20, 0, serial(1)));
  CHECK_FALSE(assign({}, 20, 10, serial(1)));
  CHECK_FALSE(assign(points({4'294'967'295U, 21}), 20, 10, serial(1)));
}

TEST_CASE("the series ends at the last serial there is, not after it") {
  CHECK(assign(points({1, 1}), 2, 10, serial(999'999'980)));
  CHECK_FALSE(assign(points({1, 1}), 2, 10, serial(999'999'981)));
  CHECK_FALSE(assign(points({1, 1}), 2, 10, serial(999'999'990)));
}
