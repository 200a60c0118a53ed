#include "paperwork/sheet_picture.h"

#include <fmt/format.h>

#include <algorithm>

namespace imprimatur::paperwork {
namespace {

using namespace measure::literals;
using impose::Face;
using measure::Length;
using measure::Placement;
using measure::Point;
using measure::Rect;
using measure::Size;
using measure::Turn;

constexpr Length around = 4_mm;  // for the name of the gripper's edge

class Picture {
 public:
  Picture(Document& document, const PictureOfSheet& of, impose::Side side, const Rect& box)
      : document_(document), of_(of), side_(side), sheet_(of.run.layout.sheet) {
    const Size room{box.size.width - 2 * around, box.size.height - 2 * around};
    const bool by_width = room.width.micrometres() * sheet_.height.micrometres() <=
                          room.height.micrometres() * sheet_.width.micrometres();
    paper_ = by_width ? room.width : room.height;
    real_ = by_width ? sheet_.width : sheet_.height;
    origin_ = {box.left() + (box.size.width - small(sheet_.width)) / 2, box.top() + around};
  }

  void draw() {
    draw_gripper();
    document_.frame(small(Rect{{}, sheet_}), 250_um, Tone::black);
    document_.frame(small(of_.run.layout.slug(side_)), 80_um, Tone::light);
    document_.frame(small(of_.run.layout.strip(side_)), 80_um, Tone::light);
    for (std::uint32_t slot = 0; slot < of_.run.layout.up(); ++slot) draw_slot(slot);
  }

 private:
  Document& document_;
  const PictureOfSheet& of_;
  impose::Side side_;
  Size sheet_;
  Length paper_, real_;  // so long on paper is so long in truth
  Point origin_;

  bool is_french() const { return of_.language == finding::Language::french; }
  Length small(Length length) const {
    return Length::from_micrometres(length.micrometres() * paper_.micrometres() /
                                    real_.micrometres());
  }
  Length large(Length length) const {
    return Length::from_micrometres(length.micrometres() * real_.micrometres() /
                                    paper_.micrometres());
  }
  Rect small(const Rect& r) const {
    return {{origin_.x + small(r.left()), origin_.y + small(r.top())},
            {small(r.size.width), small(r.size.height)}};
  }

  // The strip as it lies on either side: the press holds each by this edge.
  Rect gripper_strip() const {
    const Length depth = of_.shop.gripper.depth;
    switch (of_.shop.gripper.edge) {
      case shop::Edge::left: return {{}, {depth, sheet_.height}};
      case shop::Edge::top: return {{}, {sheet_.width, depth}};
      case shop::Edge::right: return {{sheet_.width - depth, {}}, {depth, sheet_.height}};
      case shop::Edge::bottom: return {{{}, sheet_.height - depth}, {sheet_.width, depth}};
    }
    return {};
  }

  void draw_gripper() {
    if (of_.shop.gripper.depth == Length{}) return;
    document_.fill(small(gripper_strip()), Tone::light);
    constexpr Style style{6_pt, Weight::regular, Tone::grey};
    const char* name = is_french() ? "pinces" : "gripper";
    const Length half = document_.width(name, style) / 2;
    const Rect all = small(Rect{{}, sheet_});
    const Point middle{all.left() + all.size.width / 2, all.top() + all.size.height / 2};
    switch (of_.shop.gripper.edge) {
      case shop::Edge::left:
        document_.turned_text({{all.left() - 1_mm, middle.y + half}, Turn::three_quarters}, name,
                              style);
        break;
      case shop::Edge::right:
        document_.turned_text({{all.right() + 1_mm, middle.y - half}, Turn::quarter}, name, style);
        break;
      case shop::Edge::top: document_.text({middle.x - half, all.top() - 1_mm}, name, style); break;
      case shop::Edge::bottom:
        document_.text({middle.x - half, all.bottom() + 2.5_mm}, name, style);
        break;
    }
  }

  void draw_slot(std::uint32_t slot) {
    const impose::Cell& cell = of_.run.layout.cells(side_)[slot];
    const Rect box = small(cell.trim);
    if (cell.face == Face::verso) document_.fill(box, Tone::pale);
    // The bar is at the head of the page, whichever way that lies.
    const bool lying = cell.leaf.turn == Turn::quarter || cell.leaf.turn == Turn::three_quarters;
    const Size page = lying ? cell.trim.size.turned() : cell.trim.size;
    document_.fill(
        small(cell.leaf(Rect{{}, {page.width, std::min(large(700_um), page.height / 12)}})),
        Tone::black);
    document_.frame(box, 150_um, Tone::black);
    const Point middle{box.left() + box.size.width / 2, box.top() + box.size.height / 2};
    const Size room{small(page.width) - 1_mm, small(page.height) - 1_mm};
    write({middle, cell.leaf.turn}, room, slot, cell.face);
  }

  // What it holds, and below it the pile and the face, as large as there is room for.
  void write(const Placement& at, const Size& room, std::uint32_t slot, Face face) {
    const impose::Content content = of_.reprint ? of_.reprint->at(of_.stock, of_.sheet, slot)
                                                : of_.stock.plan.at(of_.sheet, slot);
    const std::string holds = content.is_void()    ? "VOID"
                              : content.is_blank() ? (is_french() ? "blanc" : "blank")
                                                   : fmt::format("{}", *content.carnet + 1);
    line(at, room, holds, {12_pt, Weight::bold}, -200_um);
    std::string below = fmt::format("pile {}", slot / impose::leaves_of(of_.run.layout.piece) + 1);
    if (content.leaf && of_.run.layout.piece == impose::Piece::spread)
      below += fmt::format(" · {} {}", is_french() ? "feuillet" : "leaf",
                           of_.stock.booklet[*content.leaf].position + 1);
    below += face == Face::recto ? (is_french() ? " · recto" : " · front")
                                 : (is_french() ? " · verso" : " · back");
    line(at, room, below, {6.5_pt, Weight::regular, Tone::grey}, 3.2_mm);
  }

  // The baseline lies `below` the middle, as the page is read.
  void line(const Placement& at, const Size& room, const std::string& words, Style style,
            Length below) {
    style.size = std::min(style.size, room.height / 3);
    const Length width = document_.width(words, style);
    if (width > room.width)
      style.size = Length::from_micrometres(style.size.micrometres() * room.width.micrometres() /
                                            width.micrometres());
    const Point from{-document_.width(words, style) / 2, std::min(below, room.height * 2 / 5)};
    document_.turned_text({at(from), at.turn}, words, style);
  }
};

}  // namespace

void draw_sheet(Document& document, const PictureOfSheet& picture, impose::Side side,
                const Rect& box) {
  Picture(document, picture, side, box).draw();
}

}  // namespace imprimatur::paperwork
