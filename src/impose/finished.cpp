#include "impose/finished.h"

#include "impose/gang.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace imprimatur::impose {
namespace {

std::string grouped(std::uint64_t count, finding::Language language) {
  return wording::number(static_cast<std::int64_t>(count), language);
}

finding::Finding too_many_to_gang(std::size_t leaves, std::uint32_t places) {
  using enum finding::Language;
  return {finding::Severity::error,
          "gang-too-many",
          {},
          {fmt::format("Il y a {}\u00a0feuillets à amalgamer et {}\u00a0poses sur la feuille.",
                       grouped(leaves, french), grouped(places, french)),
           fmt::format("There are {} leaves to gang and {} places on the sheet.",
                       grouped(leaves, english), grouped(places, english))},
          {"Répartissez-les sur plusieurs amalgames, ou choisissez une feuille plus grande.",
           "Divide them among several gangs, or choose a larger sheet."}};
}

finding::Finding too_long(std::uint64_t leaves) {
  using enum finding::Language;
  return {finding::Severity::error,
          "run-too-long",
          {},
          {fmt::format("{}\u00a0feuillets dépassent ce qu’un tirage peut compter.",
                       grouped(leaves, french)),
           fmt::format("{} leaves are more than a run can count.", grouped(leaves, english))},
          {"Demandez moins d’exemplaires à la fois.", "Ask for fewer copies at a time."}};
}

bool is_collated(Scheme scheme) {
  return scheme == Scheme::cut_and_stack || scheme == Scheme::one_up;
}

shop::Shop adapted(shop::Shop shop, Scheme scheme, bool backs) {
  if (scheme == Scheme::one_up) shop.wishes.columns = shop.wishes.rows = 1;
  if (scheme == Scheme::one_up || !backs) shop.work = shop::Work::sheetwise;
  if (is_collated(scheme) || scheme == Scheme::perfect_bound) {
    shop.stacking = shop::Stacking::cut_and_stack;
  } else if (scheme != Scheme::saddle_stitch) {
    shop.stacking = shop::Stacking::step_and_repeat;
  }
  return shop;
}

// The product as the planner knows products: its pages are of no matter, but for their bleed.
page::Document product_of(const shop::Shop& shop, Scheme scheme, const Finished& finished) {
  page::Document document;
  document.leaf = finished.leaf;
  document.condition = shop.condition.identifier;
  document.binding = scheme == Scheme::saddle_stitch   ? page::Binding::saddle
                     : scheme == Scheme::perfect_bound ? page::Binding::left
                                                       : page::Binding::none;
  document.stocks.push_back({"paper", "papier", finished.caliper, false});
  const bool single = is_collated(scheme) || scheme == Scheme::gang;
  page::Leaf leaf;
  leaf.stock = "paper";
  leaf.count = single ? 1 : finished.leaves;
  document.leaves.push_back(leaf);
  page::Page page;
  page.trim = finished.leaf;
  page.bleed = std::min(finished.bleed, shop.crop.offset);
  document.pages.push_back(page);
  return document;
}

class Planner {
 public:
  Planner(const shop::Shop& shop, Scheme scheme, const Finished& finished)
      : shop_(adapted(shop, scheme, finished.backs)),
        scheme_(scheme),
        finished_(finished),
        product_(product_of(shop_, scheme, finished)) {}

  PlannedFinished plan() && {
    const auto first = impose_run(product_, shop_, 1);
    result_.findings.add(first.findings);
    if (!first.run) return std::move(result_);
    places_ = first.run->layout.pieces();
    if (scheme_ == Scheme::gang) {
      plan_gang();
    } else if (scheme_ == Scheme::step_and_repeat) {
      const std::uint32_t copies = finished_.copies.value_or(places_);
      finish(places_, {}, copies / places_ + (copies % places_ != 0));
    } else if (is_collated(scheme_)) {
      finish(std::uint64_t{finished_.leaves} * finished_.copies.value_or(1), {}, 1);
    } else {
      finish(finished_.copies.value_or(places_), {}, 1);
    }
    return std::move(result_);
  }

 private:
  shop::Shop shop_;
  Scheme scheme_;
  const Finished& finished_;
  page::Document product_;
  std::uint32_t places_ = 0;
  PlannedFinished result_;

  void plan_gang() {
    const auto ganged = gang(finished_.counts, places_);
    if (!ganged) {
      result_.findings.add(too_many_to_gang(finished_.counts.size(), places_));
      return;
    }
    std::vector<std::uint32_t> leaf_of;
    for (std::uint32_t leaf = 0; leaf < ganged->places.size(); ++leaf) {
      leaf_of.insert(leaf_of.end(), ganged->places[leaf], leaf);
    }
    const std::uint64_t booklets = leaf_of.size();
    finish(booklets, std::move(leaf_of), ganged->sheets);
  }

  void finish(std::uint64_t booklets, std::vector<std::uint32_t> leaf_of, std::uint32_t times) {
    if (booklets > std::numeric_limits<std::uint32_t>::max()) {
      result_.findings.add(too_long(booklets));
      return;
    }
    auto imposed = impose_run(product_, shop_, static_cast<std::uint32_t>(booklets));
    if (!imposed.run) {
      result_.findings = std::move(imposed.findings);
      return;
    }
    result_.run.emplace(std::move(*imposed.run), std::move(leaf_of), finished_.leaves,
                        is_collated(scheme_), times);
  }
};

}  // namespace

std::optional<FinishedRun::Shown> FinishedRun::at(std::uint32_t sheet, std::uint32_t slot) const {
  const Content content = plan().at(sheet, slot);
  if (content.is_void() || content.is_blank()) return std::nullopt;
  const Length creep = run_.stocks.front().booklet[*content.leaf].creep;
  if (!leaf_of_.empty()) return Shown{leaf_of_[*content.carnet], creep};
  if (collated_) return Shown{*content.carnet % leaves_, creep};
  return Shown{*content.leaf, creep};
}

std::vector<std::uint64_t> FinishedRun::made() const {
  std::vector<std::uint64_t> made(leaves_);
  for (std::uint32_t sheet = 0; sheet < plan().sheets(); ++sheet) {
    for (std::uint32_t slot = 0; slot < plan().up(); ++slot) {
      if (const auto shown = at(sheet, slot)) made[shown->leaf] += times_;
    }
  }
  return made;
}

PlannedFinished plan_finished(const shop::Shop& shop, Scheme scheme, const Finished& finished) {
  assert(finished.leaves > 0);
  assert(scheme != Scheme::gang || finished.counts.size() == finished.leaves);
  return Planner(shop, scheme, finished).plan();
}

}  // namespace imprimatur::impose
