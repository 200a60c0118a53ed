// One side of a sheet, drawn. For the sources of this room.
#pragma once

#include "pdf/canvas.h"
#include "press/slot.h"

#include <map>
#include <vector>

namespace imprimatur::press {

// Draws the sheets of one stock into one file. What is the same on all sheets of a piece (pages,
// crop marks, perforation ticks) is written once, as a form; a sheet adds what differs.
class SidePainter {
 public:
  // `writer` outlives the painter. Throws finding::Failure where a page wants of its leaf what only
  // a pass has.
  SidePainter(const Job& job, const impose::StockPlan& stock, pdf::Writer& writer);

  // The canvas is as high as the sheet. `slots` are those of `sheet`, counted from 0.
  void paint(pdf::Canvas& canvas, std::uint32_t sheet, impose::Side side,
             const std::vector<Slot>& slots) const;
  pdf::PageBoxes boxes(impose::Side side) const;

 private:
  // A page of a leaf, as all its slots show it.
  struct Ground {
    const page::Page* page = nullptr;
    pdf::FormId form;
    std::vector<const page::Field*> fields;
    std::vector<const page::Symbol*> symbols;
  };
  struct Kind {
    Ground recto, verso;
  };
  // What a slot has whatever the sheet: nothing where the leaf is blank.
  struct Showing {
    const impose::BookletLeaf* leaf = nullptr;
    const Ground* ground = nullptr;
  };
  // By slot; two pieces that show the same share one form.
  struct Piece {
    std::vector<Showing> front, back;
    pdf::FormId front_form, back_form;
  };

  const Job& job_;
  const impose::StockPlan& stock_;
  pdf::Materials materials_;
  std::map<std::uint32_t, Kind> kinds_;  // by index in Document::leaves
  std::vector<Piece> pieces_;            // of the booklet

  Ground make_ground(const page::Leaf& leaf, impose::Face face, pdf::Writer& writer) const;
  Piece make_piece(std::uint32_t number, pdf::Writer& writer) const;
  std::vector<Showing> showing(std::uint32_t piece, impose::Side side) const;
  pdf::FormId make_form(const Piece& piece, impose::Side side, pdf::Writer& writer) const;
  bool look_alike(std::uint32_t piece, std::uint32_t other) const;

  void paint_leaf(pdf::Canvas& canvas, const Showing& shown, const impose::Cell& cell) const;
  void paint_marks(pdf::Canvas& canvas, const Piece& piece, impose::Side side) const;
  void paint_values(pdf::Canvas& canvas, const Ground& ground, const Slot& slot,
                    const measure::Placement& at) const;
  void paint_void(pdf::Canvas& canvas, const impose::Cell& cell) const;
};

}  // namespace imprimatur::press
