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

// "2026-0147 v2 | 3f2a9c01b2d4 | inner | feuille 12/150 | recto | levée 1/2" and "carnets 0002-0282
// | pass 000 000 012-000 002 812 | pinces : gauche | encres C M J N": the first and the last on the
// sheet, never a code; loose passes have no carnets. On a sheet of a reprint the first line begins
// with "RETIRAGE 1 | ". In ISO 8859-1, as the alphabet of slugs is.
// `standing` is what the second line says on every sheet (standing_text).
Slug slug_of(const Job& job, const impose::StockPlan& stock, std::uint32_t sheet, impose::Side side,
             const std::vector<Slot>& slots, const std::string& standing);

// Of page `number` (from 0) of finishing-STOCK.pdf: "2026-0147 v2 | 3f2a9c01b2d4 | inner |
// façonnage 1/2" and "recto | pièces 1, 3-10 sur 12".
Slug finishing_slug(const Job& job, const impose::StockPlan& stock, std::string_view pieces,
                    std::size_t number, std::size_t of);

// " | pinces : gauche | encres C M J N, PANTONE 287 C": the edge as the press sees it on either
// side.
std::string standing_text(const Job& job, const std::vector<std::string>& spots);

// Sets each line along its place, in black alone, as large as depth and length allow.
void paint_slug(pdf::Canvas& canvas, const page::Alphabet& alphabet,
                const pdf::Materials& materials, const impose::MarkPlaces& places,
                const Slug& slug);

}  // namespace imprimatur::press
