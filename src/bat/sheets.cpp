#include "bat/sheets.h"

#include "bat/frames.h"
#include "bat/words.h"
#include "impose/marks.h"
#include "impose/places.h"
#include "wording/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace imprimatur::bat {
namespace {

using finding::Language;
using impose::Side;
using impose::StockPlan;

constexpr Length between_sides = 6_mm;
constexpr Length tallest_sheet = 74_mm;

class Sheets {
 public:
  Sheets(Album& album, const Proof& proof)
      : album_(album),
        proof_(proof),
        language_(proof.shown.order.language),
        layout_(proof.run.layout),
        size_(fitted(layout_.sheet, {(paper().width() - between_sides) / 2, tallest_sheet})) {}

  void show() {
    const bool folded = layout_.piece == impose::Piece::spread;
    paper().heading(say(words::press_sheets, language_), size_.height + 32_mm);
    note(say(folded ? words::sheets_cut_and_folded : words::sheets_cut, language_,
             fmt::arg("shop", proof_.shop.title)));
    paper().skip(1_mm);
    for (const StockPlan& stock : proof_.run.stocks) show(stock);
  }

 private:
  Paper& paper() { return album_.paper; }

  void note(const std::string& words) {
    paper().flow(Voice::small, words, margin, paper().width());
    paper().skip(3_mm);
  }

  void show(const StockPlan& stock) {
    paper().need(size_.height + 14_mm);
    paper().flow(Voice::strong, told(stock), margin, paper().width());
    paper().skip(1.5_mm);
    const Length column = size_.width + between_sides;
    const Length y = paper().y();
    paper().write(Voice::small, say(words::front, language_), {margin, y}, size_.width);
    paper().write(Voice::small, say(words::back, language_), {margin + column, y}, size_.width);
    paper().skip(4_mm);
    picture(stock, Side::front, margin);
    picture(stock, Side::back, margin + column);
    paper().skip(size_.height + 5_mm);
  }

  // "Offset blanc 90 g/m² : 28 feuilles de 450 × 320 mm, 8 pass par feuille"
  std::string told(const StockPlan& stock) const {
    const bool all_pass =
        std::ranges::all_of(stock.booklet, [](const auto& leaf) { return leaf.pass.has_value(); });
    const std::string sheets = wording::counted(stock.plan.sheets(), wording::sheet, language_);
    const std::string held =
        wording::counted(stock.plan.up(), all_pass ? wording::pass : wording::leaf, language_);
    const std::string size = wording::size(layout_.sheet, language_);
    return say(words::sheets_of_stock, language_, fmt::arg("stock", stock.stock.title),
               fmt::arg("sheets", sheets), fmt::arg("size", size), fmt::arg("held", held));
  }

  void picture(const StockPlan& stock, Side side, Length left) {
    SheetPicture picture;
    picture.paper = paper().pages() - 1;
    picture.sheet = layout_.sheet;
    picture.to = {{left, paper().y()}, size_};
    const auto& cells = layout_.cells(side);
    for (std::uint32_t slot = 0; slot < cells.size(); ++slot) {
      const impose::Content content = stock.plan.at(first_sheet, slot);
      if (content.is_void()) {
        cross_out(cells[slot].trim, picture.marks);
      } else if (!content.is_blank()) {
        picture.pages.push_back(laid(stock.booklet[*content.leaf], cells[slot]));
      }
    }
    add_marks(stock, side, picture.marks);
    add_lines(side, picture);
    paper().box(picture.to, ink::white(), palette::quiet);
    picture.figure = paper().figure(heard(stock, side, picture.pages), picture.to);
    album_.sheets.push_back(std::move(picture));
  }

  // "Feuille d’impression, recto, Offset blanc 90 g/m² : 8 × Recto du pass"
  std::string heard(const StockPlan& stock, Side side, const std::vector<Laid>& pages) const {
    std::map<std::size_t, int> times;
    for (const Laid& laid : pages) ++times[laid.page];
    std::vector<std::string> all;
    for (const auto& [page, count] : times)
      all.push_back(fmt::format(
          "{} × {}", count, wording::typeset(proof_.shown.document.pages[page].title, language_)));
    const std::string held = fmt::format("{}", fmt::join(all, ", "));
    return say(
        words::heard_sheet, language_,
        fmt::arg("side",
                 (side == Side::front ? words::heard_front : words::heard_back).in(language_)),
        fmt::arg("paper", stock.stock.title), fmt::arg("pages", held));
  }

  const page::Leaf& kind_of(const impose::BookletLeaf& leaf) const {
    return proof_.shown.document.leaves[leaf.kind];
  }

  Laid laid(const impose::BookletLeaf& leaf, const impose::Cell& cell) const {
    const measure::Placement at = impose::crept(cell, leaf.creep);
    const bool recto = cell.face == impose::Face::recto;
    return {recto ? kind_of(leaf).front : kind_of(leaf).back, at, at.inverted()(cell.clip)};
  }

  // No booklet comes to lie there.
  static void cross_out(const Rect& trim, std::vector<page::Path>& marks) {
    page::Path cross;
    cross.segments = {page::MoveTo{trim.origin}, page::LineTo{{trim.right(), trim.bottom()}},
                      page::MoveTo{{trim.left(), trim.bottom()}},
                      page::LineTo{{trim.right(), trim.top()}}};
    cross.stroke = page::Stroke{ink::black(), 1_mm, page::Cap::butt, {}};
    marks.push_back(std::move(cross));
  }

  // The shop's own, but for its line of words and its code.
  void add_marks(const StockPlan& stock, Side side, std::vector<page::Path>& marks) const {
    std::vector<const page::Page*> shown;
    for (std::uint32_t slot = 0; slot < stock.plan.up(); ++slot) {
      const auto leaf = stock.plan.leaf_of(stock.plan.piece_of(first_sheet), slot);
      const auto& document = proof_.shown.document;
      const bool recto = layout_.front[slot].face == impose::Face::recto;
      const auto page_of = [&](const page::Leaf& kind) {
        return &document.pages[recto ? kind.front : kind.back];
      };
      shown.push_back(leaf ? page_of(kind_of(stock.booklet[*leaf])) : nullptr);
    }
    const auto append = [&](std::vector<page::Path> more) {
      std::ranges::move(more, std::back_inserter(marks));
    };
    append(impose::line_marks(layout_, side, proof_.shop, shown));
    for (const Rect& bar : impose::mark_places(layout_, side, proof_.shop).colour_bars)
      append(impose::colour_bar(bar, {}));
  }

  void add_lines(Side side, SheetPicture& picture) const {
    const Rect whole{{}, layout_.sheet};
    for (std::uint32_t piece = 0; piece < layout_.pieces(); ++piece) {
      const Rect trim = carried(layout_.piece_trim(side, piece), whole, picture.to);
      picture.lines.push_back(trim_outline(trim));
      if (layout_.piece == impose::Piece::spread)
        picture.lines.push_back(fold_of(side, piece, picture.to));
    }
  }

  // Between the two leaves of a spread.
  page::Path fold_of(Side side, std::uint32_t piece, const Rect& to) const {
    const Rect whole{{}, layout_.sheet};
    const Rect half = carried(layout_.cells(side)[piece * 2].trim, whole, to);
    const Rect all = carried(layout_.piece_trim(side, piece), whole, to);
    const Length x = half.left() == all.left() ? half.right() : half.left();
    const Length y = half.top() == all.top() ? half.bottom() : half.top();
    const bool upright = half.size.height >= all.size.height - 1_um;
    page::Path fold;
    fold.segments = upright ? std::vector<page::Segment>{page::MoveTo{{x, all.top()}},
                                                         page::LineTo{{x, all.bottom()}}}
                            : std::vector<page::Segment>{page::MoveTo{{all.left(), y}},
                                                         page::LineTo{{all.right(), y}}};
    fold.stroke = stroke_of(page::FinishKind::fold);
    return fold;
  }

  static constexpr std::uint32_t first_sheet = 0;

  Album& album_;
  const Proof& proof_;
  Language language_;
  const impose::Layout& layout_;
  Size size_;
};

}  // namespace

void show_sheets(Album& album, const Proof& proof) {
  Sheets(album, proof).show();
}

}  // namespace imprimatur::bat
