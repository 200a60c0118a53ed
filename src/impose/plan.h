// Which leaf is printed where: cut-and-stack, aware of booklets.
//
// Sheets are printed in order and cut in *lifts*, the stacks that the guillotine takes at once. A
// lift of L sheets with U slots is cut into U piles of L leaves. Leaves stream as booklet · leaves
// + leaf, and L is a multiple of the leaves that a booklet has on this stock, so that every pile is
// a number of whole booklets in order: slot p of sheet s of lift l holds the piece
//
//     l · L · U + p · L + s
//
// Example: 5 booklets of 2 leaves, 2-up, lifts of 4 sheets (2 booklets a pile):
//
//     lift 0  sheet   0    1    2    3      lift 1  sheet   4    5
//             slot 0  0.0  0.1  1.0  1.1            slot 0  4.0  4.1
//             slot 1  2.0  2.1  3.0  3.1            slot 1  void void
//
// The last lift is shortened to the least multiple that holds the rest; what is empty in it is void
// and is printed as such. docs/decisions/0005-cut-and-stack.md has the arithmetic and what was
// refused.
#pragma once

#include "page/page.h"
#include "shop/shop.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::impose {

// A leaf of the run: both counted from 0, `leaf` among the leaves that a booklet has on this stock.
struct LeafPlace {
  std::uint32_t carnet = 0, leaf = 0;
  auto operator<=>(const LeafPlace&) const = default;
};

// A slot of a sheet: both counted from 0, sheets through the whole run of this stock.
struct SheetPlace {
  std::uint32_t sheet = 0, slot = 0;
  auto operator<=>(const SheetPlace&) const = default;
};

// The plan of one stock. Everything is computed, nothing is stored: each question costs the same
// for ten booklets as for a million.
class Plan {
 public:
  // All at least 1; carnets · leaves fits in 32 bits, and with it the number of sheets.
  Plan(std::uint32_t carnets, std::uint32_t leaves, std::uint32_t up,
       std::uint32_t carnets_per_pile);

  std::uint32_t carnets() const { return carnets_; }
  std::uint32_t leaves() const { return leaves_; }
  std::uint32_t up() const { return up_; }
  std::uint32_t lifts() const { return full_lifts_ + (last_pile_ > 0 ? 1 : 0); }
  std::uint32_t sheets() const { return (full_lifts_ * pile_ + last_pile_) * leaves_; }
  std::uint32_t sheets_in_lift(std::uint32_t lift) const { return carnets_in_pile(lift) * leaves_; }
  // Booklets in a pile of that lift, void ones included: what two stocks must have in common.
  std::uint32_t carnets_in_pile(std::uint32_t lift) const;
  std::uint64_t voids() const;  // slots that hold no leaf, over the whole run

  std::uint32_t lift_of(std::uint32_t sheet) const;
  // nullopt: the slot is void. `sheet` < sheets(), `slot` < up().
  std::optional<LeafPlace> at(std::uint32_t sheet, std::uint32_t slot) const;
  // The inverse. `leaf.carnet` < carnets(), `leaf.leaf` < leaves().
  SheetPlace where(LeafPlace leaf) const;
  // All leaves of one sheet are of one kind: this one, void slots included.
  std::uint32_t leaf_of(std::uint32_t sheet) const { return sheet % leaves_; }

 private:
  std::uint32_t carnets_, leaves_, up_, pile_;
  std::uint32_t full_lifts_, last_pile_;  // last_pile_ is 0 where full lifts hold everything
};

// What a booklet has on one stock, in booklet order; the index in this list is LeafPlace::leaf.
struct BookletLeaf {
  std::uint32_t kind = 0;             // index in Document::leaves
  std::uint32_t position = 0;         // in the finished booklet, from 0
  std::optional<std::uint32_t> pass;  // its place among the booklet's passes, from 0
  bool operator==(const BookletLeaf&) const = default;
};
std::vector<BookletLeaf> booklet_on(const page::Document& document, const std::string& stock);

struct StockPlan {
  page::Stock stock;
  std::vector<BookletLeaf> booklet;
  Plan plan;
};

// One plan for each stock that has leaves, in the order of Document::stocks. All have as many
// lifts, and as many booklets a pile in each, so that pile p of lift l of the covers meets pile p
// of lift l of the inner leaves. A booklet that is higher than a lift is the finding
// "lift-too-low"; more leaves of one stock than 32 bits count are "run-too-long".
struct Plans {
  std::vector<StockPlan> stocks;  // empty where there is an error
  finding::Findings findings;
};
Plans plan_run(const page::Document& document, const shop::Shop& shop, std::uint32_t up,
               std::uint32_t carnets);

}  // namespace imprimatur::impose
