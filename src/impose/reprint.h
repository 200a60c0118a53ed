// A part of a run that is printed again, each leaf where the run has it: the sheet that holds it is
// the sheet of its number, its slot is its slot, and what else that sheet would hold is void. So
// what is cut from it falls into its place in the pile. Of a folded spread, the half that is no
// pass (a blank leaf, say) goes with the half that is.
#pragma once

#include "impose/plan.h"

#include <span>

namespace imprimatur::impose {

// A pass of the run, from 0, booklet after booklet, and the serial that it bears this time.
struct PassAgain {
  std::uint64_t place = 0, serial = 0;
  bool operator==(const PassAgain&) const = default;
};

class Reprint {
 public:
  // `number` counts the reprints of an order, from 1. `passes` ascend by place; of the booklets in
  // `carnets`, from 0 and ascending, the leaves that are no pass are printed again as well.
  Reprint(std::uint32_t number, Piece piece, std::uint32_t passes_per_booklet,
          std::vector<PassAgain> passes, std::vector<std::uint32_t> carnets)
      : number_(number),
        piece_(piece),
        per_booklet_(passes_per_booklet),
        passes_(std::move(passes)),
        carnets_(std::move(carnets)) {}

  std::uint32_t number() const { return number_; }
  std::span<const PassAgain> passes() const { return passes_; }
  std::span<const std::uint32_t> carnets() const { return carnets_; }

  // The serial that pass `pass` of booklet `carnet` bears; nullopt: it isn't printed again.
  std::optional<std::uint64_t> serial_of(std::uint32_t carnet, std::uint32_t pass) const;
  // As Plan::at; void where what lies there isn't printed again.
  Content at(const StockPlan& stock, std::uint32_t sheet, std::uint32_t slot) const;
  // The sheets of the stock that hold anything of it, from 0, ascending.
  std::vector<std::uint32_t> sheets_of(const StockPlan& stock) const;

 private:
  std::uint32_t number_;
  Piece piece_;
  std::uint32_t per_booklet_;
  std::vector<PassAgain> passes_;
  std::vector<std::uint32_t> carnets_;

  bool is_pass_again(const StockPlan& stock, const Content& content) const;
  bool holds(const StockPlan& stock, std::uint32_t sheet, std::uint32_t slot,
             const Content& content) const;
};

}  // namespace imprimatur::impose
