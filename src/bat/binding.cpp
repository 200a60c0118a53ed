#include "bat/binding.h"

#include "bat/frames.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace imprimatur::bat {
namespace {

using finding::Language;

constexpr Length drawn_width = 84_mm;  // of a leaf
constexpr Length apart = 1.9_mm;       // from leaf to leaf
constexpr Length between = 3.4_mm;     // from one kind of leaf to the next
constexpr std::uint32_t most_drawn = 12;
constexpr Length row = 4_mm;  // of names below the drawing

page::Path stroke(std::vector<page::Segment> segments, page::Stroke with) {
  page::Path path;
  path.segments = std::move(segments);
  path.stroke = std::move(with);
  return path;
}

page::Stroke leaf_edge() {
  return {palette::text, 300_um, page::Cap::round, {}};
}

class Edge {
 public:
  Edge(Paper& paper, const page::Document& document, Language language)
      : paper_(paper), document_(document), language_(language) {}

  void draw() {
    const bool saddle = document_.binding == page::Binding::saddle;
    paper_.heading(say(words::how_it_is_made, language_),
                   saddle ? saddle_height() + 14_mm : stack_height() + 29_mm);
    paper_.flow(Voice::small,
                say(saddle ? words::edge_of_stitched : words::edge_of_pile, language_), margin,
                paper_.width());
    paper_.skip(5_mm);
    figure_ = paper_.figure(
        say(words::heard_edge, language_),
        {{margin, paper_.y()}, {drawn_width, saddle ? saddle_height() : stack_height()}});
    saddle ? nest() : stack();
  }

 private:
  static std::uint32_t lines_of(const page::Leaf& leaf) { return std::min(leaf.count, most_drawn); }

  Length stack_height() const {
    Length height;
    for (const page::Leaf& leaf : document_.leaves)
      height += apart * (lines_of(leaf) - 1) + between;
    return height;
  }

  std::string described(const page::Leaf& leaf) const {
    const auto stock = std::ranges::find(document_.stocks, leaf.stock, &page::Stock::name);
    const std::string leaves = wording::counted(leaf.count, wording::leaf, language_);
    return fmt::format("{} · {}", leaves,
                       stock == document_.stocks.end() ? leaf.stock : stock->title);
  }

  Length across(Length x) const {
    return margin + drawn_width * x.micrometres() / document_.leaf.width.micrometres();
  }

  // One line a leaf, from the cover down; beside each kind what it is.
  void stack() {
    std::map<std::pair<Length, page::FinishKind>, std::pair<Length, Length>>
        lines;  // x → top, bottom
    for (const page::Leaf& leaf : document_.leaves) {
      const Length top = paper_.y(), bottom = top + apart * (lines_of(leaf) - 1);
      for (std::uint32_t i = 0; i < lines_of(leaf); ++i) leaf_line(top + apart * i);
      label(leaf, top + (bottom - top) / 2);
      for (const page::Finish& finish : document_.pages[leaf.front].finishes) {
        const bool upright = finish.from.x == finish.to.x;
        if (!upright) continue;
        auto [known, fresh] = lines.try_emplace({across(finish.from.x), finish.kind}, top, bottom);
        if (!fresh) known->second.second = bottom;
      }
      paper_.move_to(bottom + between);
    }
    name_lines(lines);
  }

  void leaf_line(Length y) {
    paper_.add(
        stroke({page::MoveTo{{margin, y}}, page::LineTo{{margin + drawn_width, y}}}, leaf_edge()),
        figure_);
  }

  void label(const page::Leaf& leaf, Length middle) {
    const Length x = margin + drawn_width + 5_mm;
    const page::Page& front = document_.pages[leaf.front];
    paper_.write(Voice::small,
                 fmt::format("{} – {}", wording::typeset(front.title, language_), described(leaf)),
                 {x, middle - 0.9_mm}, margin + paper_.width() - x);
  }

  // Finishing lines run through the leaves that they work on, and down to their names, the
  // rightmost first.
  void name_lines(
      const std::map<std::pair<Length, page::FinishKind>, std::pair<Length, Length>>& lines) {
    Length y = paper_.y() + 1_mm;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line, y += row) {
      const auto& [x, kind] = line->first;
      const auto& [top, bottom] = line->second;
      paper_.add(stroke({page::MoveTo{{x, top - 1.2_mm}}, page::LineTo{{x, bottom + 1.2_mm}}},
                        edge_stroke(kind)));
      paper_.add(stroke({page::MoveTo{{x, bottom + 1.2_mm}}, page::LineTo{{x, y + 1_mm}},
                         page::LineTo{{x + 2_mm, y + 1_mm}}},
                        {palette::quiet, 100_um, page::Cap::butt, {}}));
      paper_.write(Voice::small, say(name_of(kind), language_), {x + 3_mm, y + 0.1_mm}, 60_mm);
    }
    paper_.move_to(y + 2_mm);
  }

  static page::Stroke edge_stroke(page::FinishKind kind) {
    page::Stroke with = stroke_of(kind);
    with.width = kind == page::FinishKind::staple ? 700_um : 350_um;
    return with;
  }

  std::uint32_t spreads() const {
    std::map<std::string, std::uint32_t> leaves;
    for (const page::Leaf& leaf : document_.leaves) leaves[leaf.stock] += leaf.count;
    std::uint32_t sum = 0;
    for (const auto& [stock, count] : leaves) sum += (count + 1) / 2;
    return sum;
  }

  std::uint32_t drawn_spreads() const { return std::min(spreads(), most_drawn); }
  Length saddle_height() const { return apart * (2 * drawn_spreads()) + 8_mm; }

  // Spread in spread, each bent round the ones within; a staple through all folds.
  void nest() {
    const Length middle = paper_.y() + apart * drawn_spreads();
    for (std::uint32_t i = 1; i <= drawn_spreads(); ++i) {
      const Length half = apart * i - apart / 2;
      const Length spine = margin + apart * drawn_spreads() - half,
                   right = margin + drawn_width + 10_mm;
      const Length straight = margin + apart * drawn_spreads() + 2_mm;
      paper_.add(
          stroke(
              {page::MoveTo{{right, middle - half}}, page::LineTo{{straight, middle - half}},
               page::CurveTo{{spine, middle - half}, {spine, middle - half / 2}, {spine, middle}},
               page::CurveTo{
                   {spine, middle + half / 2}, {spine, middle + half}, {straight, middle + half}},
               page::LineTo{{right, middle + half}}},
              leaf_edge()),
          figure_);
    }
    const Length inside = margin + apart * drawn_spreads() + 2_mm;
    paper_.add(stroke({page::MoveTo{{margin - 1.5_mm, middle}}, page::LineTo{{inside, middle}}},
                      edge_stroke(page::FinishKind::staple)));
    const Length x = margin + drawn_width + 15_mm;
    Length y = middle - 5_mm;
    for (const page::Leaf& leaf : document_.leaves) {
      const page::Page& front = document_.pages[leaf.front];
      paper_.write(
          Voice::small,
          fmt::format("{} – {}", wording::typeset(front.title, language_), described(leaf)), {x, y},
          margin + paper_.width() - x);
      y += row;
    }
    paper_.move_to(std::max(y, middle + apart * drawn_spreads()) + 2_mm);
    const wording::Noun spread{words::double_leaf, words::double_leaves};
    paper_.write(Voice::small,
                 say(words::double_leaves_in_all, language_,
                     fmt::arg("leaves", wording::counted(spreads(), spread, language_))),
                 {margin, paper_.y()}, paper_.width());
    paper_.skip(5_mm);
  }

  Paper& paper_;
  const page::Document& document_;
  Language language_;
  NodeId figure_ = 0;  // the leaves
};

}  // namespace

void draw_binding(Paper& paper, const page::Document& document, Language language) {
  if (document.binding != page::Binding::none) Edge(paper, document, language).draw();
}

}  // namespace imprimatur::bat
