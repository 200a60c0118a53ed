// Which leaf is printed where, sheet by sheet, aware of booklets.
//
// Sheets are printed and cut in *lifts*, the stacks that the guillotine takes at once. A lift of L
// sheets with U places is cut into U piles of L pieces. A booklet has P pieces on a stock, and L is
// a multiple of P, so that every pile is a number of whole booklets. What a place holds:
//
//     cut-and-stack    booklet = l · K · U + p · K_l + s ÷ P      K = L / P booklets a pile
//     step-and-repeat  booklet = l · K · U + (s ÷ P) · U + p
//     both             piece   = s mod P                          place p of sheet s of lift l
//
// Cut-and-stack puts following booklets into one pile, so that piles on piles are the whole run in
// order; step-and-repeat lays following booklets side by side, for piles that are dealt out in
// turn.
//
// Example: 5 booklets of 2 leaves, 2-up, lifts of 4 sheets (2 booklets a pile), cut-and-stack:
//
//     lift 0  sheet   0    1    2    3      lift 1  sheet   4    5
//             slot 0  0.0  0.1  1.0  1.1            slot 0  4.0  4.1
//             slot 1  2.0  2.1  3.0  3.1            slot 1  void void
//
// The last lift is shortened to the least multiple that holds the rest; what is empty in it is void
// and is printed as such. Face-up delivery prints the same sheets from the last to the first.
//
// A place whose pieces lie with their backs up (work-and-turn and -tumble have them) is filled from
// the last sheet of the lift to the first: its pile is turned over before it is laid on the others,
// which turns its order too.
//
// Where pieces are spreads, piece i is the i-th from outside: its right half is leaf i, its left
// half leaf 2P − 1 − i of the booklet's 2P. A stock with an odd number of
// leaves has a blank one after its last. docs/decisions/0005-cut-and-stack.md and 0008-pieces.md
// have the arithmetic and what was refused.
#pragma once

#include "impose/layout.h"
#include "page/page.h"

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

// A slot of a sheet: both counted from 0, sheets in the order they are printed in, through the
// whole run of this stock.
struct SheetPlace {
  std::uint32_t sheet = 0, slot = 0;
  auto operator<=>(const SheetPlace&) const = default;
};

// What a slot holds. No carnet: the slot is void. No leaf: paper that the folding needs and that
// bears nothing.
struct Content {
  std::optional<std::uint32_t> carnet, leaf;
  bool is_void() const { return !carnet; }
  bool is_blank() const { return !leaf; }
  bool operator==(const Content&) const = default;
};

// What makes a plan. `carnets`, `leaves`, `places` and `carnets_per_pile` are at least 1; carnets ·
// leaves fits in 32 bits, and with it the number of sheets. `places` are those for pieces.
struct Shape {
  std::uint32_t carnets = 0, leaves = 0, places = 0, carnets_per_pile = 0;
  Piece piece = Piece::leaf;
  shop::Stacking stacking = shop::Stacking::cut_and_stack;
  shop::Delivery delivery = shop::Delivery::face_down;
  // By place: its pieces lie with their backs up on the fronts of the sheets. None: none does.
  std::vector<bool> backs_up = {};
};

// The plan of one stock. Everything is computed, nothing is stored: each question costs the same
// for ten booklets as for a million.
class Plan {
 public:
  explicit Plan(const Shape& shape);

  std::uint32_t carnets() const { return shape_.carnets; }
  std::uint32_t leaves() const { return shape_.leaves; }
  std::uint32_t pieces() const { return pieces_; }  // of a booklet
  std::uint32_t up() const { return shape_.places * leaves_of(shape_.piece); }
  std::uint32_t lifts() const { return full_lifts_ + (last_pile_ > 0 ? 1 : 0); }
  std::uint32_t sheets() const { return (full_lifts_ * pile_ + last_pile_) * pieces_; }
  std::uint32_t sheets_in_lift(std::uint32_t lift) const { return carnets_in_pile(lift) * pieces_; }
  // Booklets in a pile of that lift, void ones included: what two stocks must have in common. Lifts
  // are counted in the order of their booklets.
  std::uint32_t carnets_in_pile(std::uint32_t lift) const;
  std::uint64_t voids() const;  // slots of no booklet, over the whole run
  std::uint64_t blanks() const;  // blank leaves, over all booklets

  std::uint32_t lift_of(std::uint32_t sheet) const;
  // All pieces of one sheet are the same piece of their booklets, void ones included; where backs
  // lie up, the same from the other end of them. This is the number of the former.
  std::uint32_t piece_of(std::uint32_t sheet) const;
  // The leaf that a slot has on the sheets of that number, void or not; nullopt: a blank one.
  std::optional<std::uint32_t> leaf_of(std::uint32_t piece, std::uint32_t slot) const;
  // `sheet` < sheets(), `slot` < up().
  Content at(std::uint32_t sheet, std::uint32_t slot) const;
  // The inverse. `leaf.carnet` < carnets(), `leaf.leaf` < leaves().
  SheetPlace where(LeafPlace leaf) const;

 private:
  Shape shape_;
  std::uint32_t pieces_, pile_;
  std::uint32_t full_lifts_, last_pile_;  // last_pile_ is 0 where full lifts hold everything

  // From the order of printing to the order of booklets, and back.
  std::uint32_t turned(std::uint32_t sheet) const;
  bool lies_back_up(std::uint32_t place) const;
};

// What a booklet has on one stock, in booklet order; the index in this list is LeafPlace::leaf.
struct BookletLeaf {
  std::uint32_t kind = 0;             // index in Document::leaves
  std::uint32_t position = 0;         // in the finished booklet, from 0, blank leaves left out
  std::optional<std::uint32_t> pass;  // its place among the booklet's passes, from 0
  // How far what it shows is moved to the spine: the thickness of the paper that is folded round
  // its spread, so that all outer edges are trimmed alike. None where nothing is folded.
  Length creep;
  bool operator==(const BookletLeaf&) const = default;
};
std::vector<BookletLeaf> booklet_on(const page::Document& document, const std::string& stock);

// The pieces that a product is cut in.
Piece piece_of(const page::Document& document);

struct StockPlan {
  page::Stock stock;
  std::vector<BookletLeaf> booklet;
  Plan plan;

  bool bears_passes() const;
};

// One plan for each stock that has leaves, in the order of Document::stocks. All have as many
// lifts, and as many booklets a pile in each, so that pile p of lift l of the covers meets pile p
// of lift l of the inner leaves. A booklet that is higher than a lift is the finding
// "lift-too-low"; more leaves of one stock than 32 bits count are "run-too-long".
struct Plans {
  std::vector<StockPlan> stocks;  // empty where there is an error
  finding::Findings findings;
};
Plans plan_run(const page::Document& document, const shop::Shop& shop, std::uint32_t places,
               std::uint32_t carnets, const std::vector<bool>& backs_up = {});

}  // namespace imprimatur::impose
