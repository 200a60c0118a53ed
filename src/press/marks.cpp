#include "press/marks.h"

#include "impose/marks.h"
#include "impose/places.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::press {
namespace {

using measure::Length;
using measure::Rect;

// What a hand scanner types: a stock may be called anything.
std::string typable(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c <= ' ' || c > '~' || c == ';'; }, '-');
  return text;
}

}  // namespace

void paint_line_marks(pdf::Canvas& canvas, const Job& job, impose::Side side,
                      const std::vector<const page::Page*>& on_the_front) {
  for (const page::Path& mark : impose::line_marks(job.run.layout, side, job.shop, on_the_front)) {
    canvas.paint(mark, {});
  }
}

void paint_colour_bars(pdf::Canvas& canvas, const Job& job, impose::Side side,
                       const std::vector<std::string>& spots) {
  for (const Rect& bar : impose::mark_places(job.run.layout, side, job.shop).colour_bars) {
    for (const page::Path& field : impose::colour_bar(bar, spots)) canvas.paint(field, {});
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
