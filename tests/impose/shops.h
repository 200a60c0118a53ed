// Shops and products for the tests of this room.
#pragma once

#include "impose/plan.h"
#include "shop/shop.h"

namespace imprimatur::impose {

inline shop::Shop sra3(shop::Flip flip = shop::Flip::short_edge) {
  using namespace measure::literals;
  shop::Shop shop;
  shop.name = "test";
  shop.sheet = {450_mm, 320_mm};
  shop.gripper = {shop::Edge::left, 10_mm};
  shop.margins = {3_mm, 3_mm, 3_mm, 3_mm};
  shop.gutter = 4_mm;
  shop.flip = flip;
  shop.crop = {3.5_mm, 3_mm, 0.1_mm};
  shop.slug = 4_mm;
  shop.lift.height = 40_mm;
  shop.sheets_per_file = 250;
  return shop;
}

// A cover, `passes` passes and a back cover, of the same stocks as carnet-10.
inline page::Document carnet(std::uint32_t passes = 10) {
  using namespace measure::literals;
  page::Document document;
  document.leaf = {178_mm, 72_mm};
  document.stocks = {{"cover", "Carte 250 g/m²", 300_um}, {"inner", "Offset 90 g/m²", 100_um}};
  document.leaves = {{"cover", "cover", 1, 0, 1, false},
                     {"pass", "inner", passes, 2, 3, true},
                     {"back-cover", "cover", 1, 4, 5, false}};
  return document;
}

}  // namespace imprimatur::impose
