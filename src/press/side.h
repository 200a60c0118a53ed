// One side of a sheet, drawn. For the sources of this room.
#pragma once

#include "impose/places.h"
#include "pdf/canvas.h"
#include "press/slot.h"
#include "press/steps.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::press {

// The boxes of every page of the run: MediaBox is the paper, TrimBox what the shop wants.
pdf::PageBoxes boxes_of(const Job& job, impose::Side side);

// Draws the sheets of one stock into one file, from below to above: pages, what each slot says for
// itself, processing steps, marks. What is the same on all sheets of a piece is written once, as
// forms; a sheet adds what differs. The lines of finishing stand on fronts alone, so that no
// machine takes them for two; the areas of symbols and codes on both sides.
class SidePainter {
 public:
  // `writer` outlives the painter. Throws finding::Failure where a page wants of its leaf what only
  // a pass has.
  SidePainter(const Job& job, const impose::StockPlan& stock, pdf::Writer& writer);

  // The canvas is as high as the sheet. `slots` are those of `sheet`, counted from 0.
  void paint(pdf::Canvas& canvas, std::uint32_t sheet, impose::Side side,
             const std::vector<Slot>& slots);

  // The inks beside the process inks that have plates on these sheets.
  const std::vector<std::string>& spots() const { return spots_; }
  // Those of finishing lines, which no press prints.
  std::vector<std::string> finishing_inks() const {
    return steps_ ? steps_->inks_in_use() : std::vector<std::string>();
  }

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
  // Of one side of a piece; `areas` and `lines` only where finishing is drawn in this file.
  struct Sight {
    std::vector<Showing> shown;  // by slot
    pdf::FormId pages, marks;
    std::optional<pdf::FormId> lines, areas;
  };
  // Two pieces that show the same share their forms.
  struct Piece {
    Sight front, back;
    Sight& on(impose::Side side) { return side == impose::Side::front ? front : back; }
  };

  const Job& job_;
  const impose::StockPlan& stock_;
  pdf::Materials materials_;
  std::map<std::uint32_t, Kind> kinds_;  // by index in Document::leaves
  std::vector<std::string> spots_;       // that these sheets print with
  std::optional<StepPainter> steps_;     // where they belong in this file
  std::string standing_;                 // of the slug
  impose::MarkPlaces front_places_, back_places_;
  std::vector<Piece> pieces_;  // of the booklet

  Ground make_ground(const page::Leaf& leaf, impose::Face face, pdf::Writer& writer) const;
  std::vector<std::string> spots_in_use(const pdf::Writer& writer) const;
  Piece make_piece(std::uint32_t number, pdf::Writer& writer);
  std::vector<Showing> showing(std::uint32_t piece, impose::Side side) const;
  pdf::FormId make_pages(const Sight& sight, impose::Side side, pdf::Writer& writer) const;
  pdf::FormId make_marks(std::uint32_t piece, impose::Side side, pdf::Writer& writer) const;
  void make_steps(std::uint32_t number, Piece& piece, pdf::Writer& writer);
  std::vector<CodeArea> areas_of(const Sight& sight, impose::Side side,
                                 const std::vector<Slot>* slots) const;
  bool look_alike(std::uint32_t piece, std::uint32_t other) const;

  void paint_leaf(pdf::Canvas& canvas, const Showing& shown, const impose::Cell& cell) const;
  void paint_pages(pdf::Canvas& canvas, const Sight& sight, impose::Side side,
                   const std::vector<Slot>& slots) const;
  void paint_steps(pdf::Canvas& canvas, const Sight& sight, impose::Side side,
                   const std::vector<Slot>& slots);
  void paint_marks(pdf::Canvas& canvas, const Sight& sight, impose::Side side, std::uint32_t sheet,
                   const std::vector<Slot>& slots) const;
  void paint_values(pdf::Canvas& canvas, const Ground& ground, const Slot& slot,
                    const measure::Placement& at) const;
  void paint_void(pdf::Canvas& canvas, const impose::Cell& cell) const;
};

}  // namespace imprimatur::press
