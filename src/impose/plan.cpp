#include "impose/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace imprimatur::impose {
namespace {

std::uint32_t divided_up(std::uint32_t a, std::uint32_t b) {
  return a / b + (a % b != 0);
}

finding::Finding lift_too_low(const shop::Shop& shop, const page::Stock& stock,
                              std::uint32_t leaves, std::uint32_t sheets) {
  return {
      finding::Severity::error,
      "lift-too-low",
      {},
      {fmt::format(
           "Le massicot de l’imprimeur «\u00a0{}\u00a0» coupe {} feuilles de «\u00a0{}\u00a0» à la "
           "fois, et un carnet en compte {}.",
           shop.name, sheets, stock.title, leaves),
       fmt::format("The guillotine of the shop \"{}\" cuts {} sheets of \"{}\" at once, and a "
                   "booklet has {}.",
                   shop.name, sheets, stock.title, leaves)},
      {"Augmentez la hauteur de coupe [lift] dans le fichier de l’imprimeur, ou choisissez un "
       "papier plus fin.",
       "Raise [lift] in the shop's file, or choose a thinner stock."}};
}

finding::Finding too_many_leaves(const page::Stock& stock, std::uint32_t leaves,
                                 std::uint32_t carnets) {
  return {finding::Severity::error,
          "run-too-long",
          {},
          {fmt::format("{}\u00a0carnets de {}\u00a0feuillets de «\u00a0{}\u00a0» dépassent ce "
                       "qu’un tirage peut compter.",
                       carnets, leaves, stock.title),
           fmt::format("{} booklets of {} leaves of \"{}\" are more than a run can count.", carnets,
                       leaves, stock.title)},
          {"Répartissez les carnets sur plusieurs commandes.",
           "Divide the booklets among several orders."}};
}

bool can_be_counted(std::uint32_t carnets, std::uint32_t leaves) {
  return std::uint64_t{carnets} * leaves <= std::numeric_limits<std::uint32_t>::max();
}

}  // namespace

Plan::Plan(std::uint32_t carnets, std::uint32_t leaves, std::uint32_t up,
           std::uint32_t carnets_per_pile)
    : carnets_(carnets), leaves_(leaves), up_(up), pile_(std::min(carnets_per_pile, carnets)) {
  assert(carnets > 0 && leaves > 0 && up > 0 && carnets_per_pile > 0);
  assert(can_be_counted(carnets, leaves));
  const std::uint64_t in_lift = std::uint64_t{pile_} * up_;
  full_lifts_ = static_cast<std::uint32_t>(carnets_ / in_lift);
  last_pile_ = divided_up(static_cast<std::uint32_t>(carnets_ % in_lift), up_);
}

std::uint32_t Plan::carnets_in_pile(std::uint32_t lift) const {
  assert(lift < lifts());
  return lift < full_lifts_ ? pile_ : last_pile_;
}

std::uint64_t Plan::voids() const {
  return std::uint64_t{sheets()} * up_ - std::uint64_t{carnets_} * leaves_;
}

std::uint32_t Plan::lift_of(std::uint32_t sheet) const {
  assert(sheet < sheets());
  return sheet / (pile_ * leaves_);
}

std::optional<LeafPlace> Plan::at(std::uint32_t sheet, std::uint32_t slot) const {
  assert(sheet < sheets() && slot < up_);
  const std::uint32_t lift = lift_of(sheet);
  const std::uint32_t in_lift = sheet - lift * pile_ * leaves_;
  const std::uint64_t carnet = std::uint64_t{lift} * pile_ * up_ +
                               std::uint64_t{slot} * carnets_in_pile(lift) + in_lift / leaves_;
  if (carnet >= carnets_) return std::nullopt;
  return LeafPlace{static_cast<std::uint32_t>(carnet), in_lift % leaves_};
}

SheetPlace Plan::where(LeafPlace leaf) const {
  assert(leaf.carnet < carnets_ && leaf.leaf < leaves_);
  const std::uint64_t in_full_lift = std::uint64_t{pile_} * up_;
  const auto lift = static_cast<std::uint32_t>(leaf.carnet / in_full_lift);
  const auto within = static_cast<std::uint32_t>(leaf.carnet % in_full_lift);
  const std::uint32_t pile = carnets_in_pile(lift);
  return {(lift * pile_ + within % pile) * leaves_ + leaf.leaf, within / pile};
}

std::vector<BookletLeaf> booklet_on(const page::Document& document, const std::string& stock) {
  std::vector<BookletLeaf> leaves;
  std::uint32_t position = 0, pass = 0;
  for (std::uint32_t kind = 0; kind < document.leaves.size(); ++kind) {
    const page::Leaf& leaf = document.leaves[kind];
    for (std::uint32_t i = 0; i < leaf.count; ++i, ++position) {
      const auto rank = leaf.is_pass ? std::optional{pass++} : std::nullopt;
      if (leaf.stock == stock) leaves.push_back({kind, position, rank});
    }
  }
  return leaves;
}

Plans plan_run(const page::Document& document, const shop::Shop& shop, std::uint32_t up,
               std::uint32_t carnets) {
  assert(up > 0 && carnets > 0);
  Plans result;
  std::vector<std::pair<page::Stock, std::vector<BookletLeaf>>> used;
  std::uint32_t pile = std::numeric_limits<std::uint32_t>::max();
  for (const page::Stock& stock : document.stocks) {
    auto booklet = booklet_on(document, stock.name);
    if (booklet.empty()) continue;
    const auto leaves = static_cast<std::uint32_t>(booklet.size());
    const std::uint32_t lift = shop::largest_lift(shop, stock.name, stock.caliper);
    if (lift < leaves) result.findings.add(lift_too_low(shop, stock, leaves, lift));
    if (!can_be_counted(carnets, leaves)) {
      result.findings.add(too_many_leaves(stock, leaves, carnets));
    }
    pile = std::min(pile, lift / leaves);
    used.emplace_back(stock, std::move(booklet));
  }
  if (result.findings.has_errors()) return result;
  for (auto& [stock, booklet] : used) {
    const Plan plan{carnets, static_cast<std::uint32_t>(booklet.size()), up, pile};
    result.stocks.push_back({stock, std::move(booklet), plan});
  }
  return result;
}

}  // namespace imprimatur::impose
