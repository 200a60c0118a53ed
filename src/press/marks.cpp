#include "press/marks.h"

#include "impose/marks.h"
#include "impose/places.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::press {
namespace {

using ink::Tint;
using measure::Length;
using measure::Rect;
using namespace measure::literals;

constexpr Length patch_width = 5_mm;

std::vector<ink::Colour> series_of(const std::vector<std::string>& spots) {
  const Tint full = Tint::percent(100), half = Tint::percent(50), balanced = Tint::percent(40);
  std::vector<ink::Colour> series{ink::Process{full, {}, {}, {}}, ink::Process{{}, full, {}, {}},
                                  ink::Process{{}, {}, full, {}}, ink::black()};
  for (const std::string& spot : spots) series.push_back(ink::Spot{spot, full});
  for (const std::string& spot : spots) series.push_back(ink::Spot{spot, half});
  series.insert(series.end(), {ink::Process{half, {}, {}, {}}, ink::Process{{}, half, {}, {}},
                               ink::Process{{}, {}, half, {}}, ink::Process{{}, {}, {}, half},
                               ink::Process{half, balanced, balanced, {}}});
  return series;
}

page::Path filled(const Rect& box, const ink::Colour& colour) {
  return {{page::MoveTo{box.origin}, page::LineTo{{box.right(), box.top()}},
           page::LineTo{{box.right(), box.bottom()}}, page::LineTo{{box.left(), box.bottom()}},
           page::ClosePath{}},
          colour,
          std::nullopt};
}

void paint_bar(pdf::Canvas& canvas, const Rect& bar, const std::vector<ink::Colour>& series) {
  const bool down = bar.size.height > bar.size.width;
  const Length room = down ? bar.size.height : bar.size.width;
  const auto patches = static_cast<std::int64_t>(series.size());
  // A strip too short for one series gets narrower patches.
  const Length width = std::min(patch_width, room / patches);
  if (width <= Length{}) return;
  const std::int64_t count = room / (width * patches) * patches;
  const Length before = (room - width * count) / 2;
  for (std::int64_t i = 0; i < count; ++i) {
    const Length at = before + width * i;
    const Rect patch = down ? Rect{{bar.left(), bar.top() + at}, {bar.size.width, width}}
                            : Rect{{bar.left() + at, bar.top()}, {width, bar.size.height}};
    canvas.paint(filled(patch, series[static_cast<std::size_t>(i % patches)]), {});
  }
}

// What a hand scanner types: a stock may be called anything.
std::string typable(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c <= ' ' || c > '~' || c == ';'; }, '-');
  return text;
}

}  // namespace

void paint_line_marks(pdf::Canvas& canvas, const Job& job, impose::Side side,
                      const std::vector<const page::Page*>& on_the_front) {
  const impose::Layout& layout = job.run.layout;
  const shop::CropMarks& crop = job.shop.crop;
  const auto paint_all = [&](const std::vector<page::Path>& marks) {
    for (const page::Path& mark : marks) canvas.paint(mark, {});
  };
  paint_all(impose::crop_marks(layout, side, crop));
  paint_all(impose::perforation_marks(layout, side, crop, on_the_front));
  paint_all(impose::fold_marks(layout, side, crop, on_the_front));
  for (const Rect& square : impose::mark_places(layout, side, job.shop).registration) {
    canvas.paint(impose::registration_mark(square, crop.width), {});
  }
}

void paint_colour_bars(pdf::Canvas& canvas, const Job& job, impose::Side side,
                       const std::vector<std::string>& spots) {
  const std::vector<ink::Colour> series = series_of(spots);
  for (const Rect& bar : impose::mark_places(job.run.layout, side, job.shop).colour_bars) {
    paint_bar(canvas, bar, series);
  }
}

std::string sheet_code_text(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet,
                            impose::Side side) {
  const std::size_t digits = fmt::formatted_size("{}", stock.plan.sheets());
  return fmt::format("{};v{};{};{:0{}};{}", typable(job.order), job.version,
                     typable(stock.stock.name), sheet + 1, digits,
                     side == impose::Side::front ? 'F' : 'B');
}

void paint_sheet_code(pdf::Canvas& canvas, const Rect& square, const std::string& text) {
  const codes::DataMatrix matrix = codes::data_matrix_of(text);
  const auto modules = static_cast<std::int64_t>(matrix.size());
  const Length module = square.size.width / (modules + 2);
  const Length aside = (square.size.width - module * modules) / 2;
  canvas.symbol(matrix, module,
                {{square.left() + aside, square.top() + aside}, measure::Turn::none});
}

}  // namespace imprimatur::press
