// The marks of a side that are the same on all its sheets. For the sources of this room.
#pragma once

#include "pdf/canvas.h"
#include "press/press.h"

#include <string>
#include <vector>

namespace imprimatur::press {

// Crop, perforation, fold and registration marks in /All, and the colour bars. `on_the_front`:
// front_pages() of the piece.
void paint_line_marks(pdf::Canvas& canvas, const Job& job, impose::Side side,
                      const std::vector<const page::Page*>& on_the_front);

// With fields of `spots` too.
void paint_colour_bars(pdf::Canvas& canvas, const Job& job, impose::Side side,
                       const std::vector<std::string>& spots);

// The sheet's name for cameras and hand scanners: "2026-0147;v2;inner;012;F": order, version,
// stock, sheet (from 1, as many digits as the run's last sheet has), F or B for its side. Never a
// code.
std::string sheet_code_text(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet,
                            impose::Side side);
// In the middle of `square`, its quiet zone included, in black alone.
void paint_sheet_code(pdf::Canvas& canvas, const measure::Rect& square, const std::string& text);

}  // namespace imprimatur::press
