#include "bat/frames.h"

#include "bat/rows.h"
#include "bat/words.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace imprimatur::bat {
namespace {

using finding::Language;
using finding::Sentence;

constexpr Length caption = 13_mm;  // above a frame: its name, its stock, then the guides' names
constexpr Length legend = 16_mm;   // at the foot of each page

struct Guide {
  Sentence name;
  ink::Process colour;
  std::vector<Length> dashes;
};

constexpr ink::Tint full = ink::Tint::percent(100);

const Guide& trim_guide() {
  static const Guide guide{words::trim, {full, {}, {}, {}}, {}};
  return guide;
}
const Guide& bleed_guide() {
  static const Guide guide{words::bleed, {{}, {}, {}, ink::Tint::percent(55)}, {}};
  return guide;
}
const Guide& safe_guide() {
  static const Guide guide{
      words::safe_zone, {ink::Tint::percent(75), {}, full, {}}, {1200_um, 900_um}};
  return guide;
}
const Guide& finish_guide(page::FinishKind kind) {
  static const std::array<Guide, 5> guides{
      Guide{words::perforation, {{}, full, {}, {}}, {600_um, 600_um}},
      Guide{words::fold, {{}, ink::Tint::percent(60), full, {}}, {2500_um, 900_um, 300_um, 900_um}},
      Guide{words::staple, {{}, {}, {}, full}, {}},
      Guide{words::crease, {full, full, {}, {}}, {2500_um, 900_um}},
      Guide{words::glue, {{}, {}, full, ink::Tint::percent(40)}, {300_um, 600_um}}};
  return guides[static_cast<std::size_t>(kind)];
}

const Guide& zone_guide() {
  static const Guide guide{words::your_zones,
                           {ink::Tint::percent(60), ink::Tint::percent(80), {}, {}},
                           {400_um, 500_um}};
  return guide;
}

page::Path line(Point from, Point to, const Guide& guide) {
  page::Path path;
  path.segments = {page::MoveTo{from}, page::LineTo{to}};
  path.stroke = page::Stroke{guide.colour, 120_um, page::Cap::butt, guide.dashes};
  return path;
}

// What lies under a guide, so that it is seen on dark grounds too.
page::Path halo_of(page::Path guide) {
  guide.stroke = page::Stroke{ink::white(), 400_um, page::Cap::butt, {}};
  return guide;
}

page::Path rectangle(const Rect& r, const Guide& guide) {
  page::Path path = line(r.origin, {r.right(), r.top()}, guide);
  path.segments.emplace_back(page::LineTo{{r.right(), r.bottom()}});
  path.segments.emplace_back(page::LineTo{{r.left(), r.bottom()}});
  path.segments.emplace_back(page::ClosePath{});
  return path;
}

Rect moved(Rect r, Point by) {
  r.origin = {r.origin.x + by.x, r.origin.y + by.y};
  return r;
}

// The finishes of all pages, each kind once: what the legend explains.
std::vector<page::FinishKind> kinds_in(const page::Document& document) {
  std::vector<page::FinishKind> kinds;
  for (const page::Page& page : document.pages)
    for (const page::Finish& finish : page.finishes)
      if (std::ranges::find(kinds, finish.kind) == kinds.end()) kinds.push_back(finish.kind);
  std::ranges::sort(kinds);
  return kinds;
}

class Framer {
 public:
  explicit Framer(const Proof& proof)
      : proof_(proof),
        language_(proof.shown.order.language),
        frames_{Paper(proof.shelf, paper_for(proof.shown.document)),
                Paper(proof.shelf, paper_for(proof.shown.document)),
                {}} {}

  Frames frame() {
    write_legend();
    for (std::size_t i = 0; i < proof_.shown.document.pages.size(); ++i) add(i);
    return std::move(frames_);
  }

 private:
  Paper& captions() { return frames_.captions; }
  Paper& guides() { return frames_.guides; }

  void add(std::size_t index) {
    const page::Page& page = proof_.shown.document.pages[index];
    const Length height = caption + page.trim.height + 2 * page.bleed;
    if (captions().y() + height > captions().bottom() - legend) turn_the_page();
    const NodeId said = captions().begin({.tag = pdf::Tag::section});
    write_caption(index);
    captions().end();
    const Length left = (captions().size().width - page.trim.width) / 2;
    const Point origin{left, captions().y() + caption + page.bleed};
    const NodeId named = guides().begin({.tag = pdf::Tag::list});
    draw_guides(page, origin);
    guides().end();
    frames_.list.push_back({index, captions().pages() - 1, origin, said, named});
    captions().skip(height + 16_mm);
  }

  void turn_the_page() {
    captions().new_page();
    guides().new_page();
    write_legend();
  }

  Length left_of(const page::Page& page) {
    return (captions().size().width - page.trim.width) / 2 - page.bleed;
  }

  void write_caption(std::size_t index) {
    const page::Page& page = proof_.shown.document.pages[index];
    const Length left = left_of(page), width = page.trim.width + 2 * page.bleed;
    captions().write(Voice::heading, wording::typeset(page.title, language_), {left, captions().y()}, width);
    captions().write(Voice::small, stock_of(index), {left, captions().y() + 0.6_mm}, width, page::Align::right);
  }

  // How often the page is printed in a booklet, and on what.
  std::string stock_of(std::size_t index) const {
    for (const page::Leaf& leaf : proof_.shown.document.leaves) {
      if (leaf.front != index && leaf.back != index) continue;
      const auto stock =
          std::ranges::find(proof_.shown.document.stocks, leaf.stock, &page::Stock::name);
      std::string text = stock == proof_.shown.document.stocks.end() ? leaf.stock : stock->title;
      if (leaf.count > 1)
        text = say(words::leaves_per_booklet, language_, fmt::arg("count", leaf.count),
                   fmt::arg("stock", text));
      return text;
    }
    return "";
  }

  void draw_guides(const page::Page& page, Point origin) {
    const Rect trim = moved(page.trim_rect(), origin);
    guide(rectangle(moved(page.bleed_rect(), origin), bleed_guide()));
    guide(rectangle(trim.grown(-page.safe), safe_guide()));
    guide(rectangle(trim, trim_guide()));
    for (const page::Zone& zone : page.zones)
      if (const auto name = name_of(zone)) draw_zone(*name, moved(zone.box, origin));
    for (const page::Finish& finish : page.finishes) draw_finish(finish, page, origin);
    write_size(page, trim);
  }

  // What the order fills, as page 1 and the order call it, and the symbol. The other variables
  // stand beside their own words on the page.
  std::optional<std::string> name_of(const page::Zone& zone) const {
    for (const char* other : {"serial", "carnet", "rank", "code"})
      if (zone.name == other) return std::nullopt;
    if (zone.name == "symbol") return say(words::qr_code, language_);
    return bat::name_of(proof_.shown, zone.name);
  }

  // The name hangs on the box's upper edge, on white, so that it can be read over any ground.
  void draw_zone(const std::string& name, const Rect& box) {
    guide(rectangle(box, zone_guide()));
    constexpr Length inset = 700_um, height = 2.6_mm;
    const typeset::Block words = guides().set(Voice::fine, name, 60_mm);
    const Rect tag{{box.left(), box.top() - height}, {words.widest + 2 * inset, height}};
    guides().box(tag, ink::white(), zone_guide().colour);
    guides().draw(words, Voice::fine, {tag.left() + inset, tag.top() + 500_um});
  }

  // Lines up and down run on beyond the bleed, where their name stands.
  void draw_finish(const page::Finish& finish, const page::Page& page, Point origin) {
    const Guide& look = finish_guide(finish.kind);
    Point from{finish.from.x + origin.x, finish.from.y + origin.y};
    Point to{finish.to.x + origin.x, finish.to.y + origin.y};
    const bool upright = from.x == to.x;
    if (upright && finish.kind != page::FinishKind::staple) {
      from.y = origin.y - page.bleed - 1.5_mm;
      to.y = origin.y + page.trim.height + page.bleed + 1.5_mm;
      guides().write(Voice::fine, say(look.name, language_), {from.x - 15_mm, from.y - 2.6_mm},
                     30_mm, page::Align::centre);
    }
    guide(line(from, to, look));
  }

  void guide(const page::Path& path) {
    guides().add(halo_of(path));
    guides().add(path);
  }

  void write_size(const page::Page& page, const Rect& trim) {
    guides().write(Voice::fine, wording::size(page.trim, language_), {trim.left(), trim.bottom() + page.bleed + 1.2_mm}, trim.size.width,
                   page::Align::right);
  }

  void write_legend() {
    Paper& paper = captions();
    // Heard once, though it stands on each page.
    if (paper.pages() > 1) paper.begin_artifact(pdf::Artifact::footer);
    const Length y = paper.bottom() - 8_mm;
    paper.write(Voice::fine, say(words::what_is_not_printed, language_), {margin, y + 4.2_mm},
                paper.width());
    write_entries(y);
    paper.end_artifact();
  }

  // On one line above `foot`, or on two.
  void write_entries(Length foot) {
    std::vector<const Guide*> all{&trim_guide(), &bleed_guide(), &safe_guide(), &zone_guide()};
    for (const page::FinishKind kind : kinds_in(proof_.shown.document))
      all.push_back(&finish_guide(kind));
    Paper& paper = captions();
    const auto name_of = [&](const Guide& guide) {
      return paper.set(Voice::fine, say(guide.name, language_), paper.width());
    };
    constexpr Length sample = 8.5_mm, between = 3.5_mm;
    Length whole;
    for (const Guide* guide : all) whole += sample + name_of(*guide).widest + between;
    const Length right = margin + paper.width() + between;
    Length x = margin, y = whole > right - margin ? foot - 4_mm : foot;
    paper.begin({.tag = pdf::Tag::list});
    for (const Guide* guide : all) {
      const typeset::Block name = name_of(*guide);
      const Length width = sample + name.widest + between;
      if (x + width > right) {
        x = margin;
        y = foot;
      }
      paper.add(line({x, y + 0.9_mm}, {x + 7_mm, y + 0.9_mm}, *guide));
      paper.draw(name, Voice::fine, {x + sample, y});
      x += width;
    }
    paper.end();
  }

  const Proof& proof_;
  Language language_;
  Frames frames_;
};

}  // namespace

Size paper_for(const page::Document& document) {
  Size size = a4;
  for (const page::Page& page : document.pages) {
    size.width = std::max(size.width, page.trim.width + 2 * page.bleed + 20_mm);
    size.height = std::max(size.height, page.trim.height + 2 * page.bleed + caption + legend + 2 * margin);
  }
  return size;
}

page::Stroke stroke_of(page::FinishKind kind) {
  const Guide& guide = finish_guide(kind);
  return {guide.colour, 120_um, page::Cap::butt, guide.dashes};
}

const finding::Sentence& name_of(page::FinishKind kind) {
  return finish_guide(kind).name;
}

page::Path zone_outline(const Rect& box) {
  return rectangle(box, zone_guide());
}

page::Path trim_outline(const Rect& trim) {
  return rectangle(trim, trim_guide());
}

Frames frame_pages(const Proof& proof) { return Framer(proof).frame(); }

}  // namespace imprimatur::bat
