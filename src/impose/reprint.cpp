#include "impose/reprint.h"

#include <algorithm>
#include <map>

namespace imprimatur::impose {

std::optional<std::uint64_t> Reprint::serial_of(std::uint32_t carnet, std::uint32_t pass) const {
  const std::uint64_t place = std::uint64_t{carnet} * per_booklet_ + pass;
  const auto found = std::ranges::lower_bound(passes_, place, {}, &PassAgain::place);
  if (found == passes_.end() || found->place != place) return std::nullopt;
  return found->serial;
}

namespace {

bool is_pass(const StockPlan& stock, const Content& content) {
  return !content.is_void() && !content.is_blank() && stock.booklet[*content.leaf].pass;
}

}  // namespace

bool Reprint::is_pass_again(const StockPlan& stock, const Content& content) const {
  return is_pass(stock, content) &&
         serial_of(*content.carnet, *stock.booklet[*content.leaf].pass).has_value();
}

bool Reprint::holds(const StockPlan& stock, std::uint32_t sheet, std::uint32_t slot,
                    const Content& content) const {
  if (is_pass(stock, content)) return is_pass_again(stock, content);
  if (std::ranges::binary_search(carnets_, *content.carnet)) return true;
  return piece_ == Piece::spread && is_pass_again(stock, stock.plan.at(sheet, slot ^ 1u));
}

Content Reprint::at(const StockPlan& stock, std::uint32_t sheet, std::uint32_t slot) const {
  const Content content = stock.plan.at(sheet, slot);
  if (content.is_void() || holds(stock, sheet, slot, content)) return content;
  return {std::nullopt, content.leaf};
}

std::vector<std::uint32_t> Reprint::sheets_of(const StockPlan& stock) const {
  std::map<std::uint32_t, std::uint32_t> leaf_of_pass;
  std::vector<std::uint32_t> sheets;
  for (std::uint32_t leaf = 0; leaf < stock.booklet.size(); ++leaf) {
    if (const auto& pass = stock.booklet[leaf].pass) {
      leaf_of_pass[*pass] = leaf;
    } else {
      for (const std::uint32_t carnet : carnets_)
        sheets.push_back(stock.plan.where({carnet, leaf}).sheet);
    }
  }
  for (const PassAgain& pass : passes_) {
    const auto leaf = leaf_of_pass.find(static_cast<std::uint32_t>(pass.place % per_booklet_));
    if (leaf == leaf_of_pass.end()) continue;
    const auto carnet = static_cast<std::uint32_t>(pass.place / per_booklet_);
    sheets.push_back(stock.plan.where({carnet, leaf->second}).sheet);
  }
  std::ranges::sort(sheets);
  const auto twice = std::ranges::unique(sheets);
  sheets.erase(twice.begin(), twice.end());
  return sheets;
}

}  // namespace imprimatur::impose
