#include "drawing/sheets.h"

#include "drawing/side.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::drawing {
namespace {

using finding::Language;
using finding::Sentence;
using impose::Side;
using page::FinishKind;

// Characters, not bytes: enough to guess how wide words are.
std::int64_t letters(const std::string& text) {
  return std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
}

class Drawer {
 public:
  explicit Drawer(const Scene& scene)
      : scene_(scene), em_(scene.em), sheet_(scene.run.layout.sheet), x_(2 * em_), y_(2 * em_) {}

  Picture draw() {
    for (const impose::StockPlan& stock : scene_.run.stocks) draw_stock(stock);
    legend();
    picture_.size = {width(), y_ + em_};
    picture_.title = say({"Plan d’imposition", "Imposition plan"});
    return std::move(picture_);
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(scene_.language); }
  Length width() const { return 2 * sheet_.width + 7 * em_; }

  void words(Point at, Length size, const std::string& text, bool bold = false) {
    picture_.marks.push_back(Words{{at, {}}, size, look::ink, text, Anchor::start, bold});
  }

  void draw_stock(const impose::StockPlan& stock) {
    const Length left = 2 * em_, right = left + sheet_.width + 3 * em_;
    const std::uint32_t sheets = stock.plan.sheets();
    const auto caption = [&](const Sentence& side) {
      return say({fmt::format("{} · feuille 1 sur {} · {}", stock.stock.name, sheets, side.fr),
                  fmt::format("{} · sheet 1 of {} · {}", stock.stock.name, sheets, side.en)});
    };
    words({left, y_ + em_ * 3 / 4}, em_, caption({"recto", "front"}), true);
    words({right, y_ + em_ * 3 / 4}, em_, caption({"verso", "back"}), true);
    y_ += em_ * 5 / 4;
    draw_side(scene_, stock, 0, Side::front, {left, y_}, picture_.marks);
    draw_side(scene_, stock, 0, Side::back, {right, y_}, picture_.marks);
    y_ += sheet_.height + 2 * em_;
  }

  // A sample at x_, then what it is; a line that is full goes on below.
  template <typename Sample>
  void entry(const Sentence& text, Sample sample) {
    const std::string what = say(text);
    const Length size = em_ * 4 / 5, sample_width = 2 * em_;
    const Length wide = sample_width + em_ / 2 + size * letters(what) * 56 / 100 + em_;
    if (x_ + wide > width() - em_) {
      x_ = 2 * em_;
      y_ += em_ * 3 / 2;
    }
    sample(Rect{{x_, y_}, {sample_width, em_}});
    words({x_ + sample_width + em_ / 2, y_ + em_ * 4 / 5}, size, what);
    x_ += wide;
  }

  void area_entry(const Sentence& text, std::optional<Shade> fill, const std::optional<Pen>& pen) {
    entry(text, [&](const Rect& r) { picture_.marks.push_back(Area{r, fill, pen}); });
  }

  void line_entry(const Sentence& text, const Pen& pen) {
    entry(text, [&](const Rect& r) {
      const Length y = r.top() + r.size.height / 2;
      picture_.marks.push_back(Line{{r.left(), y}, {r.right(), y}, pen});
    });
  }

  void legend() {
    entry({"carnet · feuillet", "booklet · leaf"},
          [&](const Rect& r) { words({r.left(), r.bottom() - em_ / 5}, em_, "1 · 1", true); });
    entry({"tête de la page", "head of the page"}, [&](const Rect& r) {
      const Placement at{{r.left() + r.size.width / 2, r.top()}, {}};
      picture_.marks.push_back(look::head(at, {{}, em_ / 6}, em_));
    });
    area_entry({"recto du feuillet", "front of the leaf"}, look::recto, look::edge(em_));
    area_entry({"verso du feuillet", "back of the leaf"}, look::verso, look::edge(em_));
    area_entry({"marges de la presse", "the press's margins"}, std::nullopt, look::margin(em_));
    if (has(FinishKind::perforation))
      line_entry({"perforation", "perforation"}, look::finish(FinishKind::perforation, em_));
    if (scene_.run.layout.piece == impose::Piece::spread || has(FinishKind::fold))
      line_entry({"pli", "fold"}, look::finish(FinishKind::fold, em_));
    if (has(FinishKind::crease))
      line_entry({"rainage", "crease"}, look::finish(FinishKind::crease, em_));
    if (has(FinishKind::staple))
      line_entry({"agrafe", "staple"}, look::finish(FinishKind::staple, em_));
    if (has(FinishKind::glue)) line_entry({"colle", "glue"}, look::finish(FinishKind::glue, em_));
    y_ += em_ * 3 / 2;
  }

  bool has(FinishKind kind) const {
    return std::ranges::any_of(scene_.document.pages, [&](const page::Page& page) {
      return std::ranges::count(page.finishes, kind, &page::Finish::kind) > 0;
    });
  }

  const Scene& scene_;
  Length em_;
  Size sheet_;
  Length x_, y_;
  Picture picture_;
};

}  // namespace

Picture sheets_of(const page::Document& document, const shop::Shop& shop, const impose::Run& run,
                  Language language) {
  const Size sheet = run.layout.sheet;
  const Scene scene{document, shop, run, language, std::max(sheet.width, sheet.height) / 36};
  return Drawer(scene).draw();
}

}  // namespace imprimatur::drawing
