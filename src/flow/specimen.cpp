#include "flow/specimen.h"

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

}  // namespace

press::Manifest write_specimen(const Desk& desk, const Intended& intended,
                               const impose::StockPlan& stock, const world::Path& folder) {
  impose::Run alone = intended.run;
  alone.stocks = {stock};
  const codes::Coder worthless(crypto::Secret(key_bytes), 1);
  press::Job job{intended.document,
                 intended.resources,
                 intended.shop,
                 alone,
                 worthless,
                 *codes::Serial::from(codes::Serial::least),
                 "SPECIMEN",
                 0,
                 {},
                 "SPECIMEN",
                 {},
                 "imprimatur " IMPRIMATUR_VERSION};
  job.sheets = sheets_of_first_booklet(stock.plan);
  return press::write(job, desk.world, folder);
}

void rehearse(const Desk& desk, const Intended& intended, const world::Path& beside) {
  const world::ScratchFolder folder(beside, "specimen");
  for (const impose::StockPlan& stock : intended.run.stocks) {
    const world::Path apart = folder.path() / stock.stock.name;
    world::make_folder(apart);
    write_specimen(desk, intended, stock, apart);
  }
}

}  // namespace imprimatur::flow
