// A whole run: one layout, and a plan for each stock that is laid out by it.
#pragma once

#include "impose/layout.h"
#include "impose/plan.h"

#include <string_view>

namespace imprimatur::impose {

// `sheets`: many pieces to a sheet of the shop's paper, cut and stacked. `one_up`: leaf by leaf,
// for a shop that imposes itself (see one_up.h).
enum class Leaves : std::uint8_t { imposed, one_up };

struct Run {
  Leaves scheme = Leaves::imposed;
  std::uint32_t carnets = 0;
  shop::Stacking stacking = shop::Stacking::cut_and_stack;
  shop::Delivery delivery = shop::Delivery::face_down;
  shop::Work work = shop::Work::sheetwise;
  Layout layout;
  std::vector<StockPlan> stocks;
};

// Everything that keeps this document from being printed by this shop is a finding, all at once:
// those of lay_out and plan_run, and "condition-differs" where the document's colours were made for
// another printing condition than the shop's, "finishing-ink-in-art" where they print in an ink
// that the shop keeps for finishing lines. Every run is proved (proof.h); "plan-unsound" is a
// mistake of ours. `carnets` is at least 1.
struct ImposedRun {
  std::optional<Run> run;
  finding::Findings findings;
  std::vector<Candidate> considered;  // every layout that was looked at
};
ImposedRun impose_run(const page::Document& document, const shop::Shop& shop,
                      std::uint32_t carnets);

// Whether this shop keeps an ink of that name, in whatever case, for finishing lines or for the
// places of codes: what is printed in it would end up with the finishers (ISO 19593-1 wants inks of
// its own for processing steps). Never, where it has no finishing lines.
bool is_for_finishing(const shop::Shop& shop, std::string_view ink);

// Of all pages of the document: what is kept around every leaf.
Length largest_bleed(const page::Document& document);

}  // namespace imprimatur::impose
