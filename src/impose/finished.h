// Imposing leaves that are finished already: a client's flyer, a booklet, one-up variable data.
//
// The same layouts, plans and inverse proof as for the house's own products (docs/decisions/0008);
// what differs is which leaf a booklet of the plan shows.
#pragma once

#include "impose/run.h"

#include <optional>
#include <vector>

namespace imprimatur::impose {

// `cut_and_stack`: piles on piles are all leaves in order. `step_and_repeat`: a sheet for each
// leaf, the same in all places. `saddle_stitch`: spreads folded into each other. `perfect_bound`:
// piles of whole books. `one_up`: one leaf a sheet, in order. `gang`: see gang.h.
enum class Scheme : std::uint8_t {
  cut_and_stack,
  step_and_repeat,
  saddle_stitch,
  perfect_bound,
  one_up,
  gang
};

struct Finished {
  Size leaf;                 // trimmed
  Length bleed;              // cut to what the shop's crop marks leave free
  Length caliper;            // of one sheet: for creep and for the guillotine's lift
  std::uint32_t leaves = 0;  // at least 1
  bool backs = true;         // false: nothing is printed on any back
  std::optional<std::uint32_t> copies;
  std::vector<std::uint32_t> counts;  // for a gang: of each leaf
};

// Where one form is to be printed several times, `times` is how often (1 where the sheets differ).
class FinishedRun {
 public:
  FinishedRun(Run run, std::vector<std::uint32_t> leaf_of, std::uint32_t leaves, bool collated,
              std::uint32_t times)
      : run_(std::move(run)),
        leaf_of_(std::move(leaf_of)),
        leaves_(leaves),
        collated_(collated),
        times_(times) {}

  const Run& run() const { return run_; }
  const Plan& plan() const { return run_.stocks.front().plan; }
  std::uint32_t times() const { return times_; }
  std::uint64_t sheets_printed() const { return std::uint64_t{plan().sheets()} * times_; }

  struct Shown {
    std::uint32_t leaf = 0;  // of Finished::leaves
    Length creep;
  };
  // nullopt: nothing is printed there.
  std::optional<Shown> at(std::uint32_t sheet, std::uint32_t slot) const;

  // How many of each leaf come out, all times counted.
  std::vector<std::uint64_t> made() const;

 private:
  Run run_;
  std::vector<std::uint32_t> leaf_of_;  // of a gang: by booklet
  std::uint32_t leaves_;
  bool collated_;  // booklets of one leaf that follow each other through the finished piece
  std::uint32_t times_;
};

// Without `copies`, step-and-repeat, stitched and perfect-bound work fill one set of sheets; the
// others are made once. Findings are those of impose_run, and "gang-too-many" where there are more
// leaves to gang than places.
struct PlannedFinished {
  std::optional<FinishedRun> run;
  finding::Findings findings;
};
PlannedFinished plan_finished(const shop::Shop& shop, Scheme scheme, const Finished& finished);

}  // namespace imprimatur::impose
