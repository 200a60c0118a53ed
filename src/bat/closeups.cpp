#include "bat/closeups.h"

#include "bat/binding.h"
#include "bat/frames.h"
#include "bat/sheets.h"
#include "bat/specimen.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

constexpr Length near = 30_mm;  // what stands so close to the symbol belongs to it
constexpr Length highest = 74_mm;  // of an enlarged part
constexpr Length aside = 6_mm;     // from one to the next

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

bool is_variable(const page::Zone& zone) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"serial", "carnet", "rank", "code"},
      [&](std::string_view name) { return zone.name == name; });
}

Rect union_of(const Rect& a, const Rect& b) {
  const Point origin{std::min(a.left(), b.left()), std::min(a.top(), b.top())};
  return {origin,
          {std::max(a.right(), b.right()) - origin.x, std::max(a.bottom(), b.bottom()) - origin.y}};
}

// With some room around, within the trimmed page.
Rect roomy(const Rect& area, const page::Page& page) {
  const Rect all = area.grown(4.5_mm);
  const Point origin{std::max(all.left(), Length{}), std::max(all.top(), Length{})};
  return {origin,
          {std::min(all.right(), page.trim.width) - origin.x,
           std::min(all.bottom(), page.trim.height) - origin.y}};
}

// The symbol with its quiet zone, and the variables' zones around it; then those that stand
// elsewhere, on a stub.
std::vector<Rect> code_areas(const page::Page& page, const page::Symbol& symbol) {
  constexpr std::int64_t quiet = 4;
  const Rect core = place_of(symbol).grown(symbol.module * quiet);
  Rect around = core;
  std::optional<Rect> elsewhere;
  for (const page::Zone& zone : page.zones) {
    if (!is_variable(zone)) continue;
    if (zone.box.overlaps(core.grown(near))) {
      around = union_of(around, zone.box);
    } else {
      elsewhere = elsewhere ? union_of(*elsewhere, zone.box) : zone.box;
    }
  }
  std::vector<Rect> areas{roomy(around, page)};
  if (elsewhere) areas.push_back(roomy(*elsewhere, page));
  return areas;
}

class Closeups {
 public:
  explicit Closeups(const Proof& proof)
      : proof_(proof),
        language_(proof.shown.order.language),
        album_{Paper(proof.shelf, paper_for(proof.shown.document)), {}, {}} {}

  Album show() {
    paper().skip(paper().write(Voice::subtitle, say(words::closer_look, language_),
                               {margin, paper().y()}, paper().width()) +
                 2.5_mm);
    paper().rule({margin, paper().y()}, paper().width(), palette::accent, 700_um);
    paper().skip(1_mm);
    const auto& pages = proof_.shown.document.pages;
    for (std::size_t i = 0; i < pages.size(); ++i)
      if (const page::Symbol* symbol = symbol_of(pages[i]))
        enlarge(i, code_areas(pages[i], *symbol));
    first_and_last();
    draw_binding(paper(), proof_.shown.document, language_);
    show_sheets(album_, proof_);
    return std::move(album_);
  }

 private:
  Paper& paper() { return album_.paper; }

  void note(const Sentence& words) {
    paper().flow(Voice::small, say(words, language_), margin, paper().width());
    paper().skip(3_mm);
  }

  void put(std::size_t page, Values values, const Rect& from, const Rect& to) {
    album_.put({.values = values, .page = page, .from = from, .to = to});
  }

  // Each area as large as it may be beside the others.
  void enlarge(std::size_t index, const std::vector<Rect>& areas) {
    Length height;
    const std::int64_t percent = scale_of(areas);
    const auto scaled = [&](Length length) { return length * percent / 100; };
    for (const Rect& area : areas) height = std::max(height, scaled(area.size.height));
    paper().heading(say(words::code_enlarged, language_, fmt::arg("percent", percent)),
                    height + 26_mm);
    note(words::widest_case);
    Length left = margin;
    for (const Rect& area : areas) {
      const Rect to{{left, paper().y()}, {scaled(area.size.width), scaled(area.size.height)}};
      put(index, Values::widest, area, to);
      outline_zones(index, area, to);
      left = to.right() + aside;
    }
    paper().skip(height + 4_mm);
  }

  std::int64_t scale_of(const std::vector<Rect>& areas) {
    Length width, height = areas.front().size.height;
    for (const Rect& area : areas) {
      width += area.size.width;
      height = std::max(height, area.size.height);
    }
    const Length room = paper().width() - aside * (static_cast<std::int64_t>(areas.size()) - 1);
    return std::min({room.micrometres() * 100 / width.micrometres(),
                     highest.micrometres() * 100 / height.micrometres(), std::int64_t{300}});
  }

  void outline_zones(std::size_t index, const Rect& area, const Rect& to) {
    for (const page::Zone& zone : proof_.shown.document.pages[index].zones)
      if (is_variable(zone) && zone.box.overlaps(area))
        album_.pictures.back().rings.emplace_back(zone_outline(carried(zone.box, area, to)));
  }

  void first_and_last() {
    const auto& pages = proof_.shown.document.pages;
    const bool loose = proof_.shown.document.binding == page::Binding::none;
    bool begun = false;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      if (!bears(pages[i], page::Variable::carnet)) continue;
      if (!begun)
        paper().heading(
            say(loose ? words::first_and_last_pass : words::first_and_last_booklet, language_),
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
      return title + say(words::booklet_number, language_, fmt::arg("number", text));
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
