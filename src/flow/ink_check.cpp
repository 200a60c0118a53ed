#include "flow/ink_check.h"

#include "coverage/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace imprimatur::flow {
namespace {

using impose::Face;
using impose::Side;
using impose::StockPlan;

// Where a page has most ink.
struct Heaviest {
  coverage::Square square;
  std::string stock;
  Side side = Side::front;
  std::uint32_t slot = 0;  // from 1, as in slots.csv
};

// What lies in each slot of a sheet; none where it is void or blank.
using Kinds = std::vector<std::optional<std::uint32_t>>;

class Specimens {
 public:
  Specimens(const Desk& desk, const Intended& intended, const world::Path& beside,
            const std::atomic<bool>& given_up)
      : ghostscript_(desk.house.ghostscript),
        given_up_(given_up),
        intended_(intended),
        scratch_(beside, "specimen"),
        shop_(intended.shop) {
    shop_.finishing.in = shop::FinishingIn::none;
    for (const StockPlan& stock : intended_.run.stocks) prepare(desk, stock);
  }

  // Asks the desk nothing: it runs beside whatever its user does next.
  finding::Findings findings() {
    measure();
    finding::Findings findings;
    for (const auto& [page, heaviest] : heaviest_) {
      if (heaviest.square.percent > shop_.ink_limit) findings.add(finding_of(page, heaviest));
    }
    return findings;
  }

 private:
  world::Path ghostscript_;
  const std::atomic<bool>& given_up_;
  Intended intended_;
  world::ScratchFolder scratch_;
  shop::Shop shop_;
  std::map<std::uint32_t, Heaviest> heaviest_;  // by the page's index in the document

  // Sheets of a file, counted from 0 within it, as its pages: fronts and backs in turn.
  struct Batch {
    const StockPlan* stock = nullptr;
    press::SheetFile file;
    std::vector<std::uint32_t> sheets;
  };
  std::vector<Batch> batches_;

  void prepare(const Desk& desk, const StockPlan& stock) {
    const Intended unfinished{intended_.document, intended_.resources, shop_, intended_.run};
    std::set<Kinds> seen;
    for (const press::SheetFile& file :
         write_specimen(desk, unfinished, stock, scratch_.path()).sheet_files) {
      std::vector<std::uint32_t> sheets;  // no two that show the same leaves; creep doesn't tell
      for (std::uint32_t i = 0; i < file.sheets; ++i) {
        if (seen.insert(leaves_on(stock, file.first_sheet - 1 + i)).second) sheets.push_back(i);
      }
      if (!sheets.empty()) batches_.push_back({&stock, file, std::move(sheets)});
    }
  }

  // Each file by a Ghostscript of its own, two at once: nearly all of the time is theirs.
  void measure() {
    constexpr std::size_t at_once = 2;
    std::deque<std::future<std::vector<coverage::InkMap>>> running;
    std::size_t begun = 0;
    for (std::size_t i = 0; i < batches_.size(); ++i) {
      if (given_up_) return;
      for (; begun < batches_.size() && running.size() < at_once; ++begun)
        running.push_back(std::async(
            std::launch::async, [this, &batch = batches_[begun]] { return maps_of(batch); }));
      const auto maps = running.front().get();
      running.pop_front();
      const auto& [stock, file, sheets] = batches_[i];
      for (std::size_t k = 0; k < sheets.size(); ++k) {
        const std::uint32_t sheet = file.first_sheet - 1 + sheets[k];
        take(*stock, sheet, Side::front, maps[2 * k]);
        take(*stock, sheet, Side::back, maps[2 * k + 1]);
      }
    }
  }

  std::vector<coverage::InkMap> maps_of(const Batch& batch) const {
    std::vector<coverage::Page> pages;
    for (const std::uint32_t sheet : batch.sheets) {
      pages.push_back({2 * sheet + 1, printed_area(Side::front)});
      pages.push_back({2 * sheet + 2, printed_area(Side::back)});
    }
    const world::Path plates = scratch_.path() / (batch.file.name + ".plates");
    world::make_folder(plates);
    return coverage::measure_ink(ghostscript_, scratch_.path() / batch.file.name, pages, plates);
  }

  measure::Rect printed_area(Side side) const {
    const impose::Layout& layout = intended_.run.layout;
    return layout.net(side).grown(layout.bleed);
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

  // Every square belongs to the page that its middle lies on.
  void take(const StockPlan& stock, std::uint32_t sheet, Side side, const coverage::InkMap& map) {
    const auto& cells = intended_.run.layout.cells(side);
    for (std::uint32_t slot = 0; slot < cells.size(); ++slot) {
      const impose::Content content = stock.plan.at(sheet, slot);
      if (content.is_void() || content.is_blank()) continue;
      const auto square = map.heaviest(cells[slot].clip);
      if (!square) continue;
      const page::Leaf& leaf = intended_.document.leaves[stock.booklet[*content.leaf].kind];
      Heaviest& heaviest = heaviest_[cells[slot].face == Face::recto ? leaf.front : leaf.back];
      if (square->percent > heaviest.square.percent)
        heaviest = {*square, stock.stock.name, side, slot + 1};
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
                     name, square.percent, shop_.name, shop_.ink_limit, stock,
                     front ? "recto" : "verso", slot, left.millimetres(), top.millimetres()),
         fmt::format("The page \"{}\" has {}% of ink in a square of 15 mm, and the shop \"{}\" "
                     "bears {}%: stock {}, {}, slot {}, {:.0f} mm from the left and {:.0f} mm "
                     "from the top of the sheet.",
                     name, square.percent, shop_.name, shop_.ink_limit, stock,
                     front ? "front" : "back", slot, left.millimetres(), top.millimetres())},
        {fmt::format("Éclaircissez ce fond ou ce logo, ou séparez avec un profil à plus faible "
                     "encrage (GCR), puis refaites le BAT\u202f; ou relevez «\u00a0limit\u00a0» "
                     "sous [inks] de "
                     "shops/{}.toml, si l’imprimeur en convient.",
                     shop_.name),
         fmt::format("Lighten that ground or logo, or separate with a profile of lower ink (GCR), "
                     "then make the BAT again; or raise limit under [inks] of shops/{}.toml, if "
                     "the shop agrees.",
                     shop_.name)}};
  }
};

}  // namespace

InkCheck::InkCheck(const Desk& desk, const Intended& intended, const world::Path& beside)
    : desk_(desk) {
  if (intended.shop.ink_limit == 0) return;
  auto specimens = std::make_unique<Specimens>(desk, intended, beside, given_up_);
  measured_ = std::async(std::launch::async,
                         [specimens = std::move(specimens)] { return specimens->findings(); });
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
