#include "flow/specimen.h"

#include "flow/papers.h"
#include "press/press.h"

#include <algorithm>

namespace imprimatur::flow {
namespace {

constexpr std::size_t key_bytes = 32;

press::SheetRange sheets_of_first_booklet(const impose::Plan& plan) {
  press::SheetRange range;
  for (std::uint32_t leaf = 0; leaf < plan.leaves(); ++leaf) {
    const std::uint32_t sheet = plan.where({0, leaf}).sheet + 1;
    range.first = range.first == 0 ? sheet : std::min(range.first, sheet);
    range.last = std::max(range.last, sheet);
  }
  return range;
}

press::Job specimen_of(const Intended& intended, const impose::Run& run,
                       const codes::Coder& worthless) {
  return {intended.document,
          intended.resources,
          intended.shop,
          run,
          worthless,
          *codes::Serial::from(codes::Serial::least),
          "SPECIMEN",
          0,
          {},
          "SPECIMEN",
          {},
          "imprimatur " IMPRIMATUR_VERSION};
}

codes::Coder worthless_coder() {
  return {crypto::Secret(key_bytes), 1};
}

// All stocks' sheets as those of one folder, for its papers.
void join(press::Manifest& all, press::Manifest more) {
  const auto append = [](auto& list, auto& others) {
    list.insert(list.end(), others.begin(), others.end());
  };
  append(all.stocks, more.stocks);
  append(all.sheet_files, more.sheet_files);
  append(all.files, more.files);
  for (const std::string& spot : more.spots)
    if (std::ranges::find(all.spots, spot) == all.spots.end()) all.spots.push_back(spot);
  for (const std::string& ink : more.finishing_inks)
    if (std::ranges::find(all.finishing_inks, ink) == all.finishing_inks.end())
      all.finishing_inks.push_back(ink);
}

}  // namespace

press::Manifest write_specimen(const Desk& desk, const Intended& intended,
                               const impose::StockPlan& stock, const world::Path& folder) {
  impose::Run alone = intended.run;
  alone.stocks = {stock};
  const codes::Coder worthless = worthless_coder();
  press::Job job = specimen_of(intended, alone, worthless);
  job.sheets = sheets_of_first_booklet(stock.plan);
  return press::write(job, desk.world, folder);
}

void rehearse(const Desk& desk, const Intended& intended, const Frozen& frozen,
              const world::Path& beside) {
  const world::ScratchFolder folder(beside, "specimen");
  std::optional<press::Manifest> all;
  for (const impose::StockPlan& stock : intended.run.stocks) {
    const world::Path apart = folder.path() / stock.stock.name;
    world::make_folder(apart);
    press::Manifest of_stock = write_specimen(desk, intended, stock, apart);
    if (all) {
      join(*all, std::move(of_stock));
    } else {
      all = std::move(of_stock);
    }
  }
  all->sheets.reset();
  const codes::Coder worthless = worthless_coder();
  press::Job job = specimen_of(intended, intended.run, worthless);
  job.released = desk.world.now();
  write_papers(desk, frozen, job, {}, folder.path(), *all);
}

}  // namespace imprimatur::flow
