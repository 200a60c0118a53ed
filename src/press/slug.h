// The two lines outside the product that name a sheet to whoever holds it. For the sources of this
// room.
#pragma once

#include "impose/places.h"
#include "pdf/canvas.h"
#include "press/slot.h"

namespace imprimatur::press {

struct Slug {
  std::string sheet, content;
};

// "2026-0147 v2 | 3f2a9c01b2d4 | inner | sheet 12/150 | front | lift 1/2" and "carnets 0002-0282 |
// serials 000 000 012-000 002 812 | gripper left | inks C M Y K": the first and the last on the
// sheet, never a code. On a sheet of a reprint the first line begins with "REPRINT 1 | ".
// `standing` is what the second line says on every sheet (standing_text).
Slug slug_of(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet, impose::Side side,
             const std::vector<Slot>& slots, const std::string& standing);

// " | gripper left | inks C M Y K PANTONE 287 C": the edge as the press sees it on either side.
std::string standing_text(const Job& job, const std::vector<std::string>& spots);

// Sets each line along its place, in black alone, as large as depth and length allow.
void paint_slug(pdf::Canvas& canvas, const page::Alphabet& alphabet,
                const pdf::Materials& materials, const impose::MarkPlaces& places,
                const Slug& slug);

}  // namespace imprimatur::press
