#include "impose/proof.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::impose {
namespace {

using finding::Sentence;

// Where a leaf is bound: its left edge on the recto, its right edge on the verso.
Point spine(const Cell& cell, Size leaf, Length down) {
  return cell.leaf(Point{cell.face == Face::recto ? Length{} : leaf.width, down});
}

Size leaf_size(const Cell& cell) {
  const bool turned = cell.leaf.turn == Turn::quarter || cell.leaf.turn == Turn::three_quarters;
  return turned ? cell.trim.size.turned() : cell.trim.size;
}

// A hole through the front of a leaf is found on its back where turning the leaf over puts it.
bool back_lies_behind(const Layout& layout, const Cell& front, const Cell& back) {
  const Size leaf = leaf_size(front);
  const Point holes[] = {{}, {leaf.width / 3, leaf.height / 5}, {leaf.width, leaf.height}};
  return front.face != back.face && std::ranges::all_of(holes, [&](Point hole) {
           return layout.behind({front.leaf(hole), {}}).origin ==
                  back.leaf(Point{leaf.width - hole.x, hole.y});
         });
}

// The two halves of a spread meet at their spines.
bool folds_at_the_spine(const Cell& left, const Cell& right) {
  const Size leaf = leaf_size(left);
  return left.face != right.face && spine(left, leaf, Length{}) == spine(right, leaf, Length{}) &&
         spine(left, leaf, leaf.height) == spine(right, leaf, leaf.height);
}

std::optional<Sentence> fault_of(const Layout& layout) {
  const Rect paper{{}, layout.sheet};
  for (std::uint32_t slot = 0; slot < layout.up(); ++slot) {
    const Cell& front = layout.front[slot];
    if (!back_lies_behind(layout, front, layout.back[slot])) {
      return Sentence{fmt::format("le verso de la pose {} n’est pas derrière son recto", slot + 1),
                      fmt::format("the back of slot {} is not behind its front", slot + 1)};
    }
    if (layout.piece == Piece::spread && slot % 2 == 1 &&
        !folds_at_the_spine(layout.front[slot - 1], front)) {
      return Sentence{fmt::format("la pose {} ne se plie pas à sa reliure", slot + 1),
                      fmt::format("slot {} doesn't fold at its spine", slot + 1)};
    }
    const bool overlaps =
        std::any_of(layout.front.begin(), layout.front.begin() + slot,
                    [&](const Cell& earlier) { return earlier.trim.overlaps(front.trim); });
    if (overlaps || !paper.holds(front.trim)) {
      return Sentence{fmt::format("la pose {} en couvre une autre ou sort de la feuille", slot + 1),
                      fmt::format("slot {} covers another or leaves the sheet", slot + 1)};
    }
  }
  return std::nullopt;
}

// The paper of one stock on its way through the shop.
class Paper {
 public:
  Paper(const Run& run, const StockPlan& stock) : run_(run), plan_(stock.plan) {}

  std::optional<Sentence> fault() {
    std::uint32_t first = 0;  // of the lift, in the pile as it is read
    for (std::uint32_t lift = 0; lift < plan_.lifts(); ++lift) {
      const std::uint32_t booklets = plan_.carnets_in_pile(lift);
      if (!comes_out_in_order(first, booklets)) return out_of_order();
      first += booklets * plan_.pieces();
    }
    if (first == plan_.sheets() && next_ == run_.carnets) return std::nullopt;
    return out_of_order();
  }

 private:
  const Run& run_;
  const Plan& plan_;
  std::uint32_t next_ = 0;  // the booklet that must come next

  // Piles on piles, or dealt out one booklet of each pile in turn.
  bool comes_out_in_order(std::uint32_t first, std::uint32_t booklets) {
    const bool piled = run_.stacking == shop::Stacking::cut_and_stack;
    const std::uint32_t places = run_.layout.pieces();
    const std::uint32_t outer = piled ? places : booklets, inner = piled ? booklets : places;
    for (std::uint32_t i = 0; i < outer; ++i) {
      for (std::uint32_t j = 0; j < inner; ++j) {
        const std::uint32_t place = piled ? i : j, booklet = piled ? j : i;
        if (!is_next({first, booklets * plan_.pieces()}, booklet * plan_.pieces(), place))
          return false;
      }
    }
    return true;
  }

  // The sheets of one lift, in the pile as it is read.
  struct Lift {
    std::uint32_t first, sheets;
  };

  // Whether the pieces from this one on, in one pile, are the next booklet or nothing but void.
  bool is_next(const Lift& lift, std::uint32_t from, std::uint32_t place) {
    const std::uint32_t halves = leaves_of(run_.layout.piece);
    const auto carnet = in_pile(lift, from, place * halves).carnet;
    if (carnet ? *carnet != next_ : next_ != run_.carnets) return false;
    for (std::uint32_t piece = 0; piece < plan_.pieces(); ++piece) {
      for (std::uint32_t half = 0; half < halves; ++half) {
        const Content content = in_pile(lift, from + piece, place * halves + half);
        if (content.carnet != carnet || content.leaf != bound_at(piece, half)) return false;
      }
    }
    if (carnet) ++next_;
    return true;
  }

  // What the n-th piece of a cut pile says, from the top. A pile that was printed with its backs up
  // is turned over first: its top is then what was its bottom.
  Content in_pile(const Lift& lift, std::uint32_t n, std::uint32_t slot) const {
    const bool over = run_.layout.lies_back_up(slot / leaves_of(run_.layout.piece));
    return printed(lift.first + (over ? lift.sheets - 1 - n : n), slot);
  }

  // The leaf that this half of the n-th piece becomes once the booklet is gathered or folded: right
  // halves from outside in, then left halves from inside out.
  std::optional<std::uint32_t> bound_at(std::uint32_t piece, std::uint32_t half) const {
    const bool folded_back = run_.layout.piece == Piece::spread && half == 0;
    const std::uint32_t leaf = folded_back ? 2 * plan_.pieces() - 1 - piece : piece;
    return leaf < plan_.leaves() ? std::optional{leaf} : std::nullopt;
  }

  // Sheets delivered face up are read from the last one printed.
  Content printed(std::uint32_t sheet, std::uint32_t slot) const {
    const bool face_up = run_.delivery == shop::Delivery::face_up;
    return plan_.at(face_up ? plan_.sheets() - 1 - sheet : sheet, slot);
  }

  Sentence out_of_order() const {
    return {fmt::format("le carnet {} ne sort pas entier et à sa place", next_ + 1),
            fmt::format("booklet {} doesn't come out whole and in its place", next_ + 1)};
  }
};

// Pile by pile, covers have to meet what they cover.
bool piles_meet(const Plan& one, const Plan& another) {
  if (one.lifts() != another.lifts()) return false;
  for (std::uint32_t lift = 0; lift < one.lifts(); ++lift) {
    if (one.carnets_in_pile(lift) != another.carnets_in_pile(lift)) return false;
  }
  return true;
}

}  // namespace

std::optional<Sentence> fault_of(const Run& run) {
  if (auto fault = fault_of(run.layout)) return fault;
  for (const StockPlan& stock : run.stocks) {
    if (stock.plan.up() != run.layout.up() || !piles_meet(stock.plan, run.stocks.front().plan)) {
      return Sentence{"les piles des papiers ne se correspondent pas",
                      "the piles of the stocks don't match"};
    }
    if (auto fault = Paper(run, stock).fault()) return fault;
  }
  return std::nullopt;
}

}  // namespace imprimatur::impose
