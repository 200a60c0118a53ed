#include "bat/closeups.h"

#include "bat/binding.h"
#include "bat/frames.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

constexpr Length near = 30_mm;  // what stands so close to the symbol belongs to it
constexpr Size largest{106_mm, 80_mm};

const page::Symbol* symbol_of(const page::Page& page) {
  for (const page::Mark& mark : page.marks)
    if (const auto* symbol = std::get_if<page::Symbol>(&mark)) return symbol;
  return nullptr;
}

bool bears(const page::Page& page, page::Variable variable) {
  return std::ranges::any_of(page.marks, [&](const page::Mark& mark) {
    const auto* field = std::get_if<page::Field>(&mark);
    return field != nullptr && field->variable == variable;
  });
}

// The symbol with its quiet zone, and the variables' zones around it, within the trimmed page.
Rect code_area(const page::Page& page, const page::Symbol& symbol) {
  constexpr std::int64_t modules = 21, quiet = 4;
  const Rect core = Rect{symbol.origin, {symbol.module * modules, symbol.module * modules}}.grown(
      symbol.module * quiet);
  Length left = core.left(), top = core.top(), right = core.right(), bottom = core.bottom();
  for (const page::Zone& zone : page.zones) {
    const bool is_variable = std::ranges::any_of(
        std::initializer_list<std::string_view>{"serial", "carnet", "rank", "code"},
        [&](std::string_view name) { return zone.name == name; });
    if (!is_variable || !zone.box.overlaps(core.grown(near))) continue;
    left = std::min(left, zone.box.left());
    top = std::min(top, zone.box.top());
    right = std::max(right, zone.box.right());
    bottom = std::max(bottom, zone.box.bottom());
  }
  const Rect all = Rect{{left, top}, {right - left, bottom - top}}.grown(4.5_mm);
  const Point origin{std::max(all.left(), Length{}), std::max(all.top(), Length{})};
  return {origin,
          {std::min(all.right(), page.trim.width) - origin.x,
           std::min(all.bottom(), page.trim.height) - origin.y}};
}

class Closeups {
 public:
  explicit Closeups(const Proof& proof)
      : proof_(proof),
        language_(proof.shown.order.language),
        album_{Paper(proof.shelf, paper_for(proof.shown.document)), {}} {}

  Album show() {
    paper().skip(paper().write(Voice::subtitle, say({"De plus près", "A closer look"}),
                               {margin, paper().y()}, paper().width()) +
                 2.5_mm);
    paper().rule({margin, paper().y()}, paper().width(), palette::accent, 700_um);
    paper().skip(1_mm);
    const auto& pages = proof_.shown.document.pages;
    for (std::size_t i = 0; i < pages.size(); ++i)
      if (const page::Symbol* symbol = symbol_of(pages[i]))
        enlarge(i, code_area(pages[i], *symbol));
    first_and_last();
    draw_binding(paper(), proof_.shown.document, language_);
    return std::move(album_);
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(language_); }
  Paper& paper() { return album_.paper; }

  void note(const Sentence& words) {
    paper().flow(Voice::small, say(words), margin, paper().width());
    paper().skip(3_mm);
  }

  void put(std::size_t page, Values values, const Rect& from, const Rect& to) {
    album_.put({.values = values, .page = page, .from = from, .to = to});
  }

  void enlarge(std::size_t index, const Rect& part) {
    const Size size = fitted(part.size, largest);
    const std::int64_t percent = size.width.micrometres() * 100 / part.size.width.micrometres();
    paper().heading(say({fmt::format("Le code et les numéros, agrandis ({}\u202f%)", percent),
                         fmt::format("Code and numbers, enlarged ({}%)", percent)}),
                    size.height + 26_mm);
    note(
        {"Le dernier pass, avec un code et un numéro de série de spécimen, aussi longs que les "
         "vrais\u202f; "
         "ils ne valent rien, et chaque pass portera les siens.",
         "The last pass, with a code and a serial that are specimens, as long as the real ones; "
         "they "
         "are worth nothing, and each pass will bear its own."});
    put(index, Values::last, part,
        {{margin + (paper().width() - size.width) / 2, paper().y()}, size});
    paper().skip(size.height + 4_mm);
  }

  void first_and_last() {
    const auto& pages = proof_.shown.document.pages;
    const bool loose = proof_.shown.document.binding == page::Binding::none;
    bool begun = false;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      if (!bears(pages[i], page::Variable::carnet)) continue;
      if (!begun)
        paper().heading(loose ? say({"Premier et dernier pass", "First and last pass"})
                              : say({"Premier et dernier carnet", "First and last booklet"}),
                        60_mm);
      begun = true;
      pair(i);
    }
  }

  void pair(std::size_t index) {
    constexpr Length gap = 6_mm;
    const page::Page& page = proof_.shown.document.pages[index];
    const Length column = (paper().width() - gap) / 2;
    const Size size = fitted(page.trim, {column, 90_mm});
    paper().need(size.height + 10_mm);
    const std::uint32_t carnets = proof_.shown.order.batch.carnets;
    const std::string title = wording::typeset(page.title, language_) + " – ";
    const auto numbered = [&](std::uint32_t number) {
      const std::string text = page::carnet_text(number, carnets);
      if (proof_.shown.document.binding == page::Binding::none) return title + text;
      return title + say({"carnet " + text, "booklet " + text});
    };
    paper().write(Voice::small, numbered(1), {margin, paper().y()}, column);
    paper().write(Voice::small, numbered(carnets), {margin + column + gap, paper().y()}, column);
    paper().skip(4_mm);
    put(index, Values::first, page.trim_rect(), {{margin, paper().y()}, size});
    put(index, Values::last, page.trim_rect(), {{margin + column + gap, paper().y()}, size});
    paper().skip(size.height + 5_mm);
  }

  const Proof& proof_;
  Language language_;
  Album album_;
};

}  // namespace

Album show_closely(const Proof& proof) {
  return Closeups(proof).show();
}

}  // namespace imprimatur::bat
