#include "drawing/side.h"

#include "impose/marks.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::drawing {
namespace {

using finding::Sentence;
using impose::Cell;
using impose::Content;
using impose::Face;
using impose::Side;
using measure::Turn;

Point moved(Point p, Point by) {
  return {p.x + by.x, p.y + by.y};
}

// The strip along one edge of `sheet`.
Rect along(shop::Edge edge, Length depth, Size sheet) {
  switch (edge) {
    case shop::Edge::left: return {{}, {depth, sheet.height}};
    case shop::Edge::top: return {{}, {sheet.width, depth}};
    case shop::Edge::right: return {{sheet.width - depth, {}}, {depth, sheet.height}};
    case shop::Edge::bottom: return {{{}, sheet.height - depth}, {sheet.width, depth}};
  }
  return {};
}

class SideDrawer {
 public:
  SideDrawer(const Scene& scene, const impose::StockPlan& stock, std::uint32_t sheet, Side side,
             Point corner, std::vector<Mark>& marks)
      : scene_(scene),
        stock_(stock),
        layout_(scene.run.layout),
        sheet_(sheet),
        side_(side),
        corner_(corner),
        marks_(marks) {}

  void draw() {
    paper();
    strips();
    for (std::uint32_t slot = 0; slot < layout_.up(); ++slot) draw_slot(slot);
    crop_marks();
    for (std::uint32_t slot = 0; slot < layout_.up(); ++slot) draw_finishes(slot);
    for (std::uint32_t piece = 0; piece < layout_.pieces(); ++piece) draw_fold(piece);
  }

 private:
  std::string say(const Sentence& sentence) const { return sentence.in(scene_.language); }
  Rect placed(Rect r) const { return {moved(r.origin, corner_), r.size}; }
  void area(const Rect& r, std::optional<Shade> fill, std::optional<Pen> pen = std::nullopt) {
    marks_.push_back(Area{placed(r), fill, std::move(pen)});
  }
  void line(Point from, Point to, Pen pen) {
    marks_.push_back(Line{moved(from, corner_), moved(to, corner_), std::move(pen)});
  }
  void words(Placement at, Length size, const std::string& text, Shade shade, bool bold = false) {
    at.origin = moved(at.origin, corner_);
    marks_.push_back(Words{at, size, shade, text, Anchor::middle, bold});
  }

  // In the middle of a strip, along it.
  void name(const Rect& r, const Sentence& text) {
    const Length depth = std::min(r.size.width, r.size.height);
    const Length size = std::min(depth * 7 / 10, scene_.em * 6 / 10);
    const Point middle{r.left() + r.size.width / 2, r.top() + r.size.height / 2};
    const bool upright = r.size.height > r.size.width;
    const Placement at = upright ? Placement{{middle.x + size / 3, middle.y}, Turn::three_quarters}
                                 : Placement{{middle.x, middle.y + size / 3}, Turn::none};
    words(at, size, say(text), look::ink);
  }

  void paper() {
    const Size size = layout_.sheet;
    area({{}, size}, look::white, look::edge(scene_.em));
    const shop::Margins& m = scene_.shop.margins;
    const Rect printable{{m.left, m.top},
                         {size.width - m.left - m.right, size.height - m.top - m.bottom}};
    area(printable, std::nullopt, look::margin(scene_.em));
    if (scene_.shop.gripper.depth == Length{}) return;
    const Rect held = along(scene_.shop.gripper.edge, scene_.shop.gripper.depth, size);
    area(held, look::gripper);
    name(held, {"prise de pinces", "gripper"});
  }

  void strips() {
    area(layout_.strip(side_), look::strip);
    name(layout_.strip(side_), {"bande de repères", "strip for marks"});
    area(layout_.slug(side_), look::strip);
    name(layout_.slug(side_), {"ligne-bloc", "slug"});
  }

  void crop_marks() {
    for (const page::Path& path : impose::crop_marks(layout_, side_, scene_.shop.crop)) {
      const Point from = std::get<page::MoveTo>(path.segments[0]).to;
      const Point to = std::get<page::LineTo>(path.segments[1]).to;
      line(from, to, {look::ink, scene_.em / 16, {}});
    }
  }

  const Cell& cell(std::uint32_t slot) const { return layout_.cells(side_)[slot]; }
  const impose::BookletLeaf* leaf(std::uint32_t slot) const {
    const Content content = stock_.plan.at(sheet_, slot);
    return content.leaf ? &stock_.booklet[*content.leaf] : nullptr;
  }
  const page::Page& page(const impose::BookletLeaf& leaf, Face face) const {
    const page::Leaf& kind = scene_.document.leaves[leaf.kind];
    return scene_.document.pages[face == Face::recto ? kind.front : kind.back];
  }

  void draw_slot(std::uint32_t slot) {
    const Cell& at = cell(slot);
    const Content content = stock_.plan.at(sheet_, slot);
    const Shade fill = content.is_void()        ? look::empty
                       : content.is_blank()     ? look::white
                       : at.face == Face::recto ? look::recto
                                                : look::verso;
    area(at.clip, std::nullopt, Pen{look::faint, scene_.em / 40, {scene_.em / 5, scene_.em / 5}});
    area(at.trim, fill, look::edge(scene_.em));
    const Point middle{scene_.document.leaf.width / 2, scene_.document.leaf.height / 2};
    const Length em = std::min(scene_.em, scene_.document.leaf.height / 5);
    if (content.is_void()) return write(at, middle, em, "VOID", {});
    if (content.is_blank()) return write(at, middle, em, say({"feuillet blanc", "blank leaf"}), {});
    const impose::BookletLeaf& shown = *leaf(slot);
    write(at, middle, em, fmt::format("{} · {}", *content.carnet + 1, shown.position + 1),
          page(shown, at.face).title);
    Placement placed = at.leaf;
    placed.origin = moved(placed.origin, corner_);
    marks_.push_back(look::head(placed, {middle.x, em / 4}, em));
  }

  // Two lines, read as the page is.
  void write(const Cell& at, Point middle, Length em, const std::string& first,
             const std::string& second) {
    const auto baseline = [&](Length below) {
      return at.leaf.after({{middle.x, middle.y + below}, Turn::none});
    };
    words(baseline(second.empty() ? em / 3 : em / 6), em * 5 / 4, first, look::ink, true);
    if (!second.empty()) words(baseline(em * 5 / 4), em * 3 / 4, second, look::ink);
  }

  void draw_finishes(std::uint32_t slot) {
    const impose::BookletLeaf* shown = leaf(slot);
    if (shown == nullptr) return;
    const Cell& at = cell(slot);
    for (const page::Finish& finish : page(*shown, at.face).finishes) {
      if (finish.kind == page::FinishKind::fold && is_between_leaves(finish)) continue;
      line(at.leaf(finish.from), at.leaf(finish.to), look::finish(finish.kind, scene_.em));
    }
  }

  // The fold of a spread, which is drawn once for both its leaves.
  bool is_between_leaves(const page::Finish& finish) const {
    const bool at_edge = finish.from.x == Length{} || finish.from.x == scene_.document.leaf.width;
    return layout_.piece == impose::Piece::spread && at_edge && finish.from.x == finish.to.x;
  }

  void draw_fold(std::uint32_t piece) {
    if (layout_.piece != impose::Piece::spread) return;
    const Rect trim = layout_.piece_trim(side_, piece);
    const Point middle{trim.left() + trim.size.width / 2, trim.top() + trim.size.height / 2};
    const Pen pen = look::finish(page::FinishKind::fold, scene_.em);
    if (trim.size.width > trim.size.height) {
      line({middle.x, trim.top()}, {middle.x, trim.bottom()}, pen);
    } else {
      line({trim.left(), middle.y}, {trim.right(), middle.y}, pen);
    }
  }

  const Scene& scene_;
  const impose::StockPlan& stock_;
  const impose::Layout& layout_;
  std::uint32_t sheet_;
  Side side_;
  Point corner_;
  std::vector<Mark>& marks_;
};

}  // namespace

namespace look {

Pen edge(Length em) {
  return {ink, em / 24, {}};
}

Pen margin(Length em) {
  return {faint, em / 24, {em / 3, em / 4}};
}

Pen finish(page::FinishKind kind, Length em) {
  switch (kind) {
    case page::FinishKind::perforation: return {red, em / 12, {em / 3, em / 4}};
    case page::FinishKind::fold: return {blue, em / 12, {em * 2 / 3, em / 4, em / 8, em / 4}};
    case page::FinishKind::crease: return {blue, em / 12, {em / 8, em / 5}};
    case page::FinishKind::staple: return {ink, em / 3, {}};
    case page::FinishKind::glue: return {green, em / 3, {}};
  }
  return {};
}

Shape head(const Placement& leaf, Point tip, Length em) {
  const Point left{tip.x - em / 2, tip.y + em * 2 / 3}, right{tip.x + em / 2, tip.y + em * 2 / 3};
  return {{leaf(tip), leaf(left), leaf(right)}, ink};
}

}  // namespace look

void draw_side(const Scene& scene, const impose::StockPlan& stock, std::uint32_t sheet,
               impose::Side side, Point corner, std::vector<Mark>& marks) {
  SideDrawer(scene, stock, sheet, side, corner, marks).draw();
}

}  // namespace imprimatur::drawing
