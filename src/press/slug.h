// The line outside the product that names a sheet to whoever holds it. For the sources of this
// room.
#pragma once

#include "pdf/canvas.h"
#include "press/slot.h"

namespace imprimatur::press {

// "2026-0147 v2 | 3f2a9c01b2d4 | inner | sheet 12/150 | front | lift 1/2 | carnets 0002-0282 |
// serials 000 000 012-000 002 812": the first and the last on the sheet, never a code.
std::string slug_text(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet,
                      impose::Side side, const std::vector<Slot>& slots);

// Sets it along `strip`, in black alone, as large as the strip's depth and length allow; a strip
// without depth has no room for it.
void paint_slug(pdf::Canvas& canvas, const page::Alphabet& alphabet,
                const pdf::Materials& materials, const measure::Rect& strip, std::string_view text);

}  // namespace imprimatur::press
