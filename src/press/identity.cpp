#include "press/identity.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <iterator>

namespace imprimatur::press {
namespace {

// Whole numbers and texts, one a line.
class Lines {
 public:
  template <typename... Values>
  void add(const Values&... values) {
    (fmt::format_to(std::back_inserter(text_), "{}\n", values), ...);
  }
  void add_length(measure::Length length) { add(length.micrometres()); }
  void add_rect(const measure::Rect& rect) {
    for (const measure::Length length : {rect.left(), rect.top(), rect.right(), rect.bottom()}) {
      add_length(length);
    }
  }
  crypto::Digest digest() const { return crypto::sha256(text_); }

 private:
  std::string text_;
};

void add_job(Lines& lines, const Job& job) {
  lines.add(job.approved.hex(), job.order, job.version, job.title, job.coder.epoch(),
            job.first.number(), job.run.carnets, static_cast<int>(job.language), job.software,
            fmt::format("{:%Y-%m-%dT%H:%M:%S}", job.released));
}

void add_shop(Lines& lines, const shop::Shop& shop) {
  const ink::OutputCondition& condition = shop.condition;
  lines.add(shop.name, static_cast<int>(shop.trim_box), static_cast<int>(shop.file_kind),
            static_cast<int>(shop.spots), condition.identifier, condition.registry,
            condition.description, crypto::sha256(condition.profile).hex());
  for (const measure::Length length : {shop.crop.offset, shop.crop.length, shop.crop.width}) {
    lines.add_length(length);
  }
  const shop::FinishingInks& inks = shop.finishing.inks;
  lines.add(static_cast<int>(shop.finishing.in), inks.cutting, inks.perforating, inks.creasing,
            inks.folding, inks.stapling, inks.gluing);
  lines.add(shop.extras.registration, shop.extras.colour_bar, shop.extras.sheet_code,
            static_cast<int>(shop.gripper.edge));
  lines.add_length(shop.gripper.depth);
}

void add_layout(Lines& lines, const impose::Layout& layout) {
  lines.add(static_cast<int>(layout.axis), static_cast<int>(layout.piece), layout.columns,
            layout.rows);
  for (const measure::Length length : {layout.sheet.width, layout.sheet.height, layout.bleed}) {
    lines.add_length(length);
  }
  for (const impose::Side side : {impose::Side::front, impose::Side::back}) {
    lines.add_rect(layout.slug(side));
    lines.add_rect(layout.strip(side));
    for (const impose::Cell& cell : layout.cells(side)) {
      lines.add(static_cast<int>(cell.leaf.turn), static_cast<int>(cell.face));
      lines.add_rect(cell.trim);
      lines.add_rect(cell.clip);
    }
  }
}

}  // namespace

crypto::Digest identity_of(const Job& job) {
  Lines lines;
  add_job(lines, job);
  add_shop(lines, job.shop);
  add_layout(lines, job.run.layout);
  lines.add(static_cast<int>(job.run.stacking), static_cast<int>(job.run.delivery));
  for (const impose::StockPlan& stock : job.run.stocks) {
    lines.add(stock.stock.name, stock.plan.lifts(), stock.plan.carnets_in_pile(0));
  }
  if (job.reprint) {
    lines.add("reprint", job.reprint->number());
    for (const impose::PassAgain& pass : job.reprint->passes()) lines.add(pass.place, pass.serial);
    for (const std::uint32_t carnet : job.reprint->carnets()) lines.add(carnet);
  }
  return lines.digest();
}

crypto::Digest identity_of(const crypto::Digest& run, const SheetFile& file) {
  Lines lines;
  lines.add(run.hex(), file.name, file.first_sheet, file.sheets);
  for (const std::uint32_t sheet : file.listed) lines.add(sheet);
  return lines.digest();
}

}  // namespace imprimatur::press
