#include "flow/ink_check.h"

#include "coverage/coverage.h"
#include "coverage/ink_map.h"
#include "impose/one_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace imprimatur::flow {
namespace {

using impose::Face;
using impose::Side;
using impose::StockPlan;
using measure::Length;

// Where a page has most ink.
struct Heaviest {
  coverage::Square square;
  std::string stock;
  Side side = Side::front;
  std::uint32_t slot = 0;  // from 1, as in slots.csv
};

// What lies in each slot of a sheet; none where it is void or blank.
using Kinds = std::vector<std::optional<std::uint32_t>>;

// The document as loose leaves on one paper, which fit one file.
page::Document leaves_of(const page::Document& document) {
  page::Document leaves = document;
  for (page::Leaf& leaf : leaves.leaves) leaf.stock = leaves.stocks.front().name;
  return leaves;
}

// Every leaf of a booklet with its bleed, written by the very writer of the press, and what of it
// is to be measured: each page once, however often sheets show it.
class LeafSpecimen {
 public:
  LeafSpecimen(const Desk& desk, const Intended& intended, const world::Path& folder) {
    const page::Document leaves = leaves_of(intended.document);
    shop::Shop shop = impose::shop_of_one_up(leaves, intended.shop);
    shop.finishing.in = shop::FinishingIn::none;
    std::uint32_t in_booklet = 0;
    for (const page::Leaf& leaf : leaves.leaves) in_booklet += leaf.count;
    shop.sheets_per_file = in_booklet;
    // Only the width of their numbers tells; a run that has a leaf too many for one paper has none.
    const std::uint32_t carnets =
        std::min(intended.run.carnets, std::numeric_limits<std::uint32_t>::max() / in_booklet);
    const impose::ImposedRun imposed = impose::impose_one_up(leaves, shop, carnets);
    assert(imposed.run && imposed.run->stocks.size() == 1);
    const StockPlan& stock = imposed.run->stocks.front();
    const press::Manifest written =
        write_specimen(desk, {leaves, intended.resources, shop, *imposed.run}, stock, folder);
    assert(written.sheet_files.size() == 1);
    const press::SheetFile& file = written.sheet_files.front();
    file_ = folder / file.name;
    corner_ = imposed.run->layout.front.front().leaf.origin;
    std::set<std::uint32_t> seen;
    for (std::uint32_t sheet = 0; sheet < file.sheets; ++sheet) {
      const impose::Content content = stock.plan.at(file.first_sheet - 1 + sheet, 0);
      const page::Leaf& leaf = leaves.leaves[stock.booklet[*content.leaf].kind];
      for (const auto& [page, number] :
           {std::pair{leaf.front, 2 * sheet + 1}, std::pair{leaf.back, 2 * sheet + 2}})
        if (seen.insert(page).second) measured_.emplace_back(page, number);
    }
  }

  // Where the leaf's corner is on its page.
  measure::Point corner() const { return corner_; }

  // By the page's index in the document. Ends early, with less than all, once it is given up.
  std::map<std::uint32_t, coverage::PageInk> measure(const world::Path& ghostscript,
                                                     const world::Path& scratch,
                                                     const std::atomic<bool>& given_up) const {
    constexpr std::size_t at_once = 16;  // their plates stand on the disk together
    std::map<std::uint32_t, coverage::PageInk> inks;
    for (std::size_t first = 0; first < measured_.size() && !given_up; first += at_once) {
      const std::size_t end = std::min(first + at_once, measured_.size());
      std::vector<std::uint32_t> numbers;
      for (std::size_t i = first; i < end; ++i) numbers.push_back(measured_[i].second);
      auto some = coverage::measure_ink(ghostscript, file_, numbers, scratch);
      for (std::size_t i = first; i < end; ++i)
        inks.emplace(measured_[i].first, std::move(some[i - first]));
    }
    return inks;
  }

 private:
  world::Path file_;
  measure::Point corner_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> measured_;  // page, and its number in file_
};

class Measuring {
 public:
  Measuring(const Desk& desk, const Intended& intended, const world::Path& beside,
            const std::atomic<bool>& given_up)
      : ghostscript_(desk.house.ghostscript),
        given_up_(given_up),
        intended_(intended),
        scratch_(beside, "specimen"),
        leaves_(desk, intended, scratch_.path()) {}

  // Asks the desk nothing: it runs beside whatever its user does next.
  finding::Findings findings() {
    inks_ = leaves_.measure(ghostscript_, scratch_.path(), given_up_);
    finding::Findings findings;
    if (given_up_) return findings;
    for (const StockPlan& stock : intended_.run.stocks) lay_out(stock);
    for (const auto& [page, heaviest] : heaviest_) {
      if (heaviest.square.percent > intended_.shop.ink_limit)
        findings.add(finding_of(page, heaviest));
    }
    return findings;
  }

 private:
  world::Path ghostscript_;
  const std::atomic<bool>& given_up_;
  Intended intended_;
  world::ScratchFolder scratch_;
  LeafSpecimen leaves_;
  std::map<std::uint32_t, coverage::PageInk> inks_;  // by the page's index in the document
  std::map<std::uint32_t, Heaviest> heaviest_;       // likewise

  // The sheets of the first booklet, as far as no two show the same leaves; creep doesn't tell.
  void lay_out(const StockPlan& stock) {
    std::set<std::uint32_t> sheets;
    for (std::uint32_t leaf = 0; leaf < stock.plan.leaves(); ++leaf)
      sheets.insert(stock.plan.where({0, leaf}).sheet);
    std::set<Kinds> seen;
    for (const std::uint32_t sheet : sheets) {
      if (!seen.insert(leaves_on(stock, sheet)).second) continue;
      for (const Side side : {Side::front, Side::back}) take(stock, sheet, side);
    }
  }

  Kinds leaves_on(const StockPlan& stock, std::uint32_t sheet) const {
    Kinds kinds;
    for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
      const impose::Content content = stock.plan.at(sheet, slot);
      const bool bare = content.is_void() || content.is_blank();
      kinds.push_back(bare ? std::nullopt : std::optional(stock.booklet[*content.leaf].kind));
    }
    return kinds;
  }

  // What lies on a side: the leaves with their bleed, where the layout has them.
  struct Shown {
    std::uint32_t slot = 0, page = 0;
    const impose::Cell* cell = nullptr;
    Length creep;
  };
  std::vector<Shown> shown_on(const StockPlan& stock, std::uint32_t sheet, Side side) const {
    std::vector<Shown> all;
    const auto& cells = intended_.run.layout.cells(side);
    for (std::uint32_t slot = 0; slot < cells.size(); ++slot) {
      const impose::Content content = stock.plan.at(sheet, slot);
      if (content.is_void() || content.is_blank()) continue;
      const impose::BookletLeaf& in_booklet = stock.booklet[*content.leaf];
      const page::Leaf& leaf = intended_.document.leaves[in_booklet.kind];
      all.push_back({slot, cells[slot].face == Face::recto ? leaf.front : leaf.back, &cells[slot],
                     in_booklet.creep});
    }
    return all;
  }

  coverage::InkMap map_of(const std::vector<Shown>& shown, Side side) const {
    const impose::Layout& layout = intended_.run.layout;
    const measure::Point corner = leaves_.corner();
    const measure::Placement to_corner{{-corner.x, -corner.y}, measure::Turn::none};
    std::vector<coverage::LaidPage> laid;
    for (const Shown& one : shown) {
      const measure::Placement leaf = impose::crept(*one.cell, one.creep);
      laid.push_back({&inks_.at(one.page), leaf.after(to_corner), one.cell->clip});
    }
    return {coverage::Grid{layout.net(side).grown(layout.bleed)}, laid};
  }

  // Every square belongs to the page that its middle lies on.
  void take(const StockPlan& stock, std::uint32_t sheet, Side side) {
    const std::vector<Shown> shown = shown_on(stock, sheet, side);
    const coverage::InkMap map = map_of(shown, side);
    for (const Shown& one : shown) {
      const auto square = map.heaviest(one.cell->clip);
      if (!square) continue;
      Heaviest& heaviest = heaviest_[one.page];
      if (square->percent > heaviest.square.percent)
        heaviest = {*square, stock.stock.name, side, one.slot + 1};
    }
  }

  finding::Finding finding_of(std::uint32_t page, const Heaviest& heaviest) const {
    const auto& [square, stock, side, slot] = heaviest;
    const std::string& name = intended_.document.pages[page].name;
    const bool front = side == Side::front;
    const auto& [left, top] = square.place.origin;
    return {
        finding::Severity::error,
        "ink-limit",
        {},
        {fmt::format("La page «\u00a0{}\u00a0» a {}\u202f% d’encre dans un carré de 15\u00a0mm, et "
                     "l’imprimeur «\u00a0{}\u00a0» en admet {}\u202f%\u00a0: support {}, {}, pose "
                     "{}, à {:.0f}\u00a0mm de la gauche et {:.0f}\u00a0mm du haut de la feuille.",
                     name, square.percent, intended_.shop.name, intended_.shop.ink_limit, stock,
                     front ? "recto" : "verso", slot, left.millimetres(), top.millimetres()),
         fmt::format("The page \"{}\" has {}% of ink in a square of 15 mm, and the shop \"{}\" "
                     "bears {}%: stock {}, {}, slot {}, {:.0f} mm from the left and {:.0f} mm "
                     "from the top of the sheet.",
                     name, square.percent, intended_.shop.name, intended_.shop.ink_limit, stock,
                     front ? "front" : "back", slot, left.millimetres(), top.millimetres())},
        {fmt::format("Éclaircissez ce fond ou ce logo, ou séparez avec un profil à plus faible "
                     "encrage (GCR), puis refaites le BAT\u202f; ou relevez «\u00a0limit\u00a0» "
                     "sous [inks] de "
                     "shops/{}.toml, si l’imprimeur en convient.",
                     intended_.shop.name),
         fmt::format("Lighten that ground or logo, or separate with a profile of lower ink (GCR), "
                     "then make the BAT again; or raise limit under [inks] of shops/{}.toml, if "
                     "the shop agrees.",
                     intended_.shop.name)}};
  }
};

}  // namespace

InkCheck::InkCheck(const Desk& desk, const Intended& intended, const world::Path& beside)
    : desk_(desk) {
  if (intended.shop.ink_limit == 0) return;
  auto measuring = std::make_unique<Measuring>(desk, intended, beside, given_up_);
  measured_ = std::async(std::launch::async,
                         [measuring = std::move(measuring)] { return measuring->findings(); });
}

InkCheck::~InkCheck() {
  given_up_ = true;
}

finding::Findings InkCheck::findings() {
  if (!measured_.valid()) return {};
  desk_.watch({{"Mesure du taux d’encrage", "Measuring the ink coverage"}, 0, 0});
  finding::Findings findings = measured_.get();
  desk_.world.checkpoint();  // Ghostscript hears of no signal
  return findings;
}

}  // namespace imprimatur::flow
