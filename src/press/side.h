// One side of a sheet, drawn. For the sources of this room.
#pragma once

#include "pdf/canvas.h"
#include "press/slot.h"

#include <map>
#include <vector>

namespace imprimatur::press {

// Draws the sheets of one stock into one file. What is the same on all sheets of a kind (pages,
// crop marks, perforation ticks) is written once, as the form `ground`; a sheet adds what differs.
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
  struct Ground {
    const page::Page* page = nullptr;
    const page::Page* front = nullptr;  // of the same leaf: its finishes are the paper's
    pdf::FormId leaf, whole;
    std::vector<const page::Field*> fields;
    std::vector<const page::Symbol*> symbols;
  };
  struct Kind {
    Ground front, back;
  };

  const Job& job_;
  const impose::StockPlan& stock_;
  pdf::Materials materials_;
  std::map<std::uint32_t, Kind> kinds_;  // by index in Document::leaves

  Ground make_ground(const page::Leaf& leaf, impose::Side side, pdf::Writer& writer) const;
  void paint_leaves(pdf::Canvas& canvas, const Ground& ground, impose::Side side,
                    std::size_t how_many) const;
  void paint_marks(pdf::Canvas& canvas, const Ground& ground, impose::Side side) const;
  void paint_values(pdf::Canvas& canvas, const Ground& ground, const Slot& slot,
                    const measure::Placement& at) const;
  void paint_void(pdf::Canvas& canvas, const impose::Cell& cell) const;
};

}  // namespace imprimatur::press
