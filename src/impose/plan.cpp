#include "impose/plan.h"

#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>

namespace imprimatur::impose {
namespace {

std::uint32_t divided_up(std::uint32_t a, std::uint32_t b) {
  return a / b + (a % b != 0);
}

finding::Finding lift_too_low(const shop::Shop& shop, const page::Stock& stock,
                              std::uint32_t leaves, std::uint32_t sheets) {
  using enum finding::Language;
  using wording::number;
  return {
      finding::Severity::error,
      "lift-too-low",
      {},
      {fmt::format(
           "Le massicot de l’imprimeur «\u00a0{}\u00a0» coupe {} feuilles de «\u00a0{}\u00a0» à la "
           "fois, et un carnet en a {} sur ce papier.",
           shop.name, number(sheets, french), stock.title, number(leaves, french)),
       fmt::format("The guillotine of the shop \"{}\" cuts {} sheets of \"{}\" at once, and a "
                   "booklet has {} of them.",
                   shop.name, number(sheets, english), stock.title, number(leaves, english))},
      {"Augmentez la hauteur de coupe [lift] dans le fichier de l’imprimeur, ou choisissez un "
       "papier plus fin.",
       "Raise [lift] in the shop's file, or choose a thinner stock."}};
}

finding::Finding too_many_leaves(const page::Stock& stock, std::uint32_t leaves,
                                 std::uint32_t carnets) {
  using enum finding::Language;
  using wording::number;
  return {finding::Severity::error,
          "run-too-long",
          {},
          {fmt::format("{}\u00a0carnets de {}\u00a0feuillets de «\u00a0{}\u00a0» dépassent ce "
                       "qu’un tirage peut compter.",
                       number(carnets, french), number(leaves, french), stock.title),
           fmt::format("{} booklets of {} leaves of \"{}\" are more than a run can count.",
                       number(carnets, english), number(leaves, english), stock.title)},
          {"Répartissez les carnets sur plusieurs commandes.",
           "Divide the booklets among several orders."}};
}

bool can_be_counted(std::uint32_t carnets, std::uint32_t leaves) {
  return std::uint64_t{carnets} * leaves <= std::numeric_limits<std::uint32_t>::max();
}

}  // namespace

Plan::Plan(const Shape& shape)
    : shape_(shape),
      pieces_(divided_up(shape.leaves, leaves_of(shape.piece))),
      pile_(std::min(shape.carnets_per_pile, shape.carnets)) {
  assert(shape.carnets > 0 && shape.leaves > 0 && shape.places > 0 && shape.carnets_per_pile > 0);
  assert(can_be_counted(shape.carnets, shape.leaves));
  assert(shape.backs_up.empty() || shape.backs_up.size() == shape.places);
  const std::uint64_t in_lift = std::uint64_t{pile_} * shape_.places;
  full_lifts_ = static_cast<std::uint32_t>(shape_.carnets / in_lift);
  last_pile_ = divided_up(static_cast<std::uint32_t>(shape_.carnets % in_lift), shape_.places);
}

std::uint32_t Plan::carnets_in_pile(std::uint32_t lift) const {
  assert(lift < lifts());
  return lift < full_lifts_ ? pile_ : last_pile_;
}

std::uint64_t Plan::voids() const {
  const std::uint64_t places = std::uint64_t{sheets()} * shape_.places;
  return (places - std::uint64_t{shape_.carnets} * pieces_) * leaves_of(shape_.piece);
}

std::uint32_t Plan::turned(std::uint32_t sheet) const {
  assert(sheet < sheets());
  return shape_.delivery == shop::Delivery::face_up ? sheets() - 1 - sheet : sheet;
}

std::uint64_t Plan::blanks() const {
  return std::uint64_t{pieces_ * leaves_of(shape_.piece) - shape_.leaves} * shape_.carnets;
}

std::uint32_t Plan::lift_of(std::uint32_t sheet) const {
  return turned(sheet) / (pile_ * pieces_);
}

std::uint32_t Plan::piece_of(std::uint32_t sheet) const {
  return turned(sheet) % pieces_;
}

bool Plan::lies_back_up(std::uint32_t place) const {
  return !shape_.backs_up.empty() && shape_.backs_up[place];
}

std::optional<std::uint32_t> Plan::leaf_of(std::uint32_t piece, std::uint32_t slot) const {
  assert(piece < pieces_ && slot < up());
  if (lies_back_up(slot / leaves_of(shape_.piece))) piece = pieces_ - 1 - piece;
  if (shape_.piece == Piece::leaf) return piece;
  const std::uint32_t leaf = slot % 2 == 1 ? piece : 2 * pieces_ - 1 - piece;
  return leaf < shape_.leaves ? std::optional{leaf} : std::nullopt;
}

Content Plan::at(std::uint32_t sheet, std::uint32_t slot) const {
  assert(slot < up());
  const std::uint32_t place = slot / leaves_of(shape_.piece);
  const std::uint32_t lift = lift_of(sheet);
  std::uint32_t booklet = turned(sheet) / pieces_ - lift * pile_;  // within its pile
  if (lies_back_up(place)) booklet = carnets_in_pile(lift) - 1 - booklet;
  std::uint64_t carnet = std::uint64_t{lift} * pile_ * shape_.places;
  if (shape_.stacking == shop::Stacking::cut_and_stack) {
    carnet += std::uint64_t{place} * carnets_in_pile(lift) + booklet;
  } else {
    carnet += std::uint64_t{booklet} * shape_.places + place;
  }
  const auto leaf = leaf_of(piece_of(sheet), slot);
  if (carnet >= shape_.carnets) return {std::nullopt, leaf};
  return {static_cast<std::uint32_t>(carnet), leaf};
}

SheetPlace Plan::where(LeafPlace leaf) const {
  assert(leaf.carnet < shape_.carnets && leaf.leaf < shape_.leaves);
  const std::uint64_t in_full_lift = std::uint64_t{pile_} * shape_.places;
  const auto lift = static_cast<std::uint32_t>(leaf.carnet / in_full_lift);
  const auto within = static_cast<std::uint32_t>(leaf.carnet % in_full_lift);
  const bool stacked = shape_.stacking == shop::Stacking::cut_and_stack;
  const std::uint32_t pile = carnets_in_pile(lift);
  const std::uint32_t place = stacked ? within / pile : within % shape_.places;
  const std::uint32_t booklet = stacked ? within % pile : within / shape_.places;
  const bool folded_back = shape_.piece == Piece::spread && leaf.leaf >= pieces_;
  const std::uint32_t piece = folded_back ? 2 * pieces_ - 1 - leaf.leaf : leaf.leaf;
  const std::uint32_t half = shape_.piece == Piece::spread && !folded_back ? 1 : 0;
  std::uint32_t in_lift = booklet * pieces_ + piece;
  if (lies_back_up(place)) in_lift = sheets_in_lift(lift) - 1 - in_lift;
  return {turned(lift * pile_ * pieces_ + in_lift), place * leaves_of(shape_.piece) + half};
}

Piece piece_of(const page::Document& document) {
  return document.binding == page::Binding::saddle ? Piece::spread : Piece::leaf;
}

namespace {

// The positions in the booklet of the leaves that it has on a stock.
std::vector<std::uint32_t> positions_on(const page::Document& document, const std::string& stock) {
  std::vector<std::uint32_t> positions;
  std::uint32_t position = 0;
  for (const page::Leaf& leaf : document.leaves) {
    for (std::uint32_t i = 0; i < leaf.count; ++i, ++position) {
      if (leaf.stock == stock) positions.push_back(position);
    }
  }
  return positions;
}

// A spread's two leaves by their positions in the booklet; the second may be blank.
struct Folded {
  std::uint32_t right = 0;
  std::optional<std::uint32_t> left;
  Length caliper;
};

std::vector<Folded> spreads_of(const page::Document& document) {
  std::vector<Folded> spreads;
  for (const page::Stock& stock : document.stocks) {
    const std::vector<std::uint32_t> positions = positions_on(document, stock.name);
    const std::size_t pieces = (positions.size() + 1) / 2;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const std::size_t left = 2 * pieces - 1 - piece;
      spreads.push_back({positions[piece],
                         left < positions.size() ? std::optional{positions[left]} : std::nullopt,
                         stock.caliper});
    }
  }
  std::ranges::sort(spreads, {}, &Folded::right);  // from the outside in
  return spreads;
}

// How much paper is folded round each leaf of a booklet, by its position.
std::map<std::uint32_t, Length> creep_of(const page::Document& document) {
  std::map<std::uint32_t, Length> creep;
  if (piece_of(document) == Piece::leaf) return creep;
  Length outside;
  for (const Folded& spread : spreads_of(document)) {
    creep[spread.right] = outside;
    if (spread.left) creep[*spread.left] = outside;
    outside += spread.caliper;
  }
  return creep;
}

}  // namespace

std::vector<BookletLeaf> booklet_on(const page::Document& document, const std::string& stock) {
  std::map<std::uint32_t, Length> creep = creep_of(document);
  std::vector<BookletLeaf> leaves;
  std::uint32_t position = 0, pass = 0;
  for (std::uint32_t kind = 0; kind < document.leaves.size(); ++kind) {
    const page::Leaf& leaf = document.leaves[kind];
    for (std::uint32_t i = 0; i < leaf.count; ++i, ++position) {
      const auto rank = leaf.is_pass ? std::optional{pass++} : std::nullopt;
      if (leaf.stock == stock) leaves.push_back({kind, position, rank, creep[position]});
    }
  }
  return leaves;
}

Plans plan_run(const page::Document& document, const shop::Shop& shop, std::uint32_t places,
               std::uint32_t carnets, const std::vector<bool>& backs_up) {
  assert(places > 0 && carnets > 0);
  Plans result;
  const Piece piece = piece_of(document);
  std::vector<std::pair<page::Stock, std::vector<BookletLeaf>>> used;
  std::uint32_t pile = std::numeric_limits<std::uint32_t>::max();
  for (const page::Stock& stock : document.stocks) {
    auto booklet = booklet_on(document, stock.name);
    if (booklet.empty()) continue;
    const auto leaves = static_cast<std::uint32_t>(booklet.size());
    const std::uint32_t pieces = divided_up(leaves, leaves_of(piece));
    const std::uint32_t lift = shop::largest_lift(shop, stock.name, stock.caliper);
    if (lift < pieces) result.findings.add(lift_too_low(shop, stock, pieces, lift));
    if (!can_be_counted(carnets, leaves)) {
      result.findings.add(too_many_leaves(stock, leaves, carnets));
    }
    pile = std::min(pile, lift / pieces);
    used.emplace_back(stock, std::move(booklet));
  }
  if (result.findings.has_errors()) return result;
  for (auto& [stock, booklet] : used) {
    const Shape shape{carnets,       static_cast<std::uint32_t>(booklet.size()),
                      places,        pile,
                      piece,         shop.stacking,
                      shop.delivery, backs_up};
    result.stocks.push_back({stock, std::move(booklet), Plan(shape)});
  }
  return result;
}

bool StockPlan::bears_passes() const {
  return std::ranges::any_of(booklet,
                             [](const BookletLeaf& leaf) { return leaf.pass.has_value(); });
}

}  // namespace imprimatur::impose
