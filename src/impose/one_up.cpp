#include "impose/one_up.h"

#include <algorithm>
#include <limits>

namespace imprimatur::impose {

shop::Shop shop_of_one_up(const page::Document& document, const shop::Shop& shop) {
  const Length bleed = largest_bleed(document);
  shop::Shop one_up;
  one_up.name = shop.name;
  one_up.title = shop.title;
  one_up.sheet = Rect{{}, document.leaf}.grown(bleed).size;
  one_up.papers = {{one_up.sheet, std::nullopt}};
  one_up.wishes = {shop::Wishes::Leaves::upright, 1, 1};
  // The back is what one reads after turning the leaf over its left or right edge.
  const bool landscape = one_up.sheet.width >= one_up.sheet.height;
  one_up.flip = landscape ? shop::Flip::short_edge : shop::Flip::long_edge;
  one_up.lift.sheets = std::numeric_limits<std::uint32_t>::max();  // all of it is one pile
  one_up.crop.offset = bleed;
  one_up.extras = {false, false, false};
  one_up.file_kind = one_up.one_up_kind = shop.one_up_kind;
  one_up.spots = shop.spots;
  one_up.ink_limit = shop.ink_limit;
  one_up.finishing = shop.finishing;
  one_up.trim_box = shop::TrimBox::net;
  one_up.sheets_per_file = shop.sheets_per_file;
  one_up.condition = shop.condition;
  return one_up;
}

ImposedRun impose_one_up(const page::Document& document, const shop::Shop& shop,
                         std::uint32_t carnets) {
  page::Document leaves = document;
  leaves.binding = page::Binding::none;  // nothing folds, and no leaf lies round another
  ImposedRun imposed = impose_run(leaves, shop, carnets);
  if (imposed.run) imposed.run->scheme = Leaves::one_up;
  return imposed;
}

shop::Shop shop_as(Leaves scheme, const page::Document& document, const shop::Shop& shop) {
  return scheme == Leaves::one_up ? shop_of_one_up(document, shop) : shop;
}

ImposedRun impose_as(Leaves scheme, const page::Document& document, const shop::Shop& shop,
                     std::uint32_t carnets) {
  return scheme == Leaves::one_up ? impose_one_up(document, shop, carnets)
                                  : impose_run(document, shop, carnets);
}

std::uint32_t sheets_in_file(const Run& run, const StockPlan& stock, std::uint32_t most) {
  if (run.scheme == Leaves::imposed) return most;
  const std::uint32_t leaves = stock.plan.leaves();
  return std::max(1u, most / leaves) * leaves;
}

}  // namespace imprimatur::impose
