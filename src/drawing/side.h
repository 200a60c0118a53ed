// One side of one sheet. For the sources of this room.
#pragma once

#include "drawing/picture.h"
#include "finding/finding.h"
#include "impose/run.h"

namespace imprimatur::drawing {

// What is drawn alike on every side, and the legend's samples of it.
namespace look {
inline constexpr Shade ink{38, 50, 64}, faint{150, 160, 170}, white{255, 255, 255};
inline constexpr Shade recto{222, 235, 247}, verso{252, 238, 214}, empty{228, 228, 228};
inline constexpr Shade gripper{246, 196, 180}, strip{226, 220, 240}, red{196, 40, 40};
inline constexpr Shade blue{30, 90, 200}, green{20, 130, 90};
// `em` is the size of the drawing's words.
Pen edge(Length em);  // of leaves and sheets
Pen margin(Length em);
Pen finish(page::FinishKind kind, Length em);
Shape head(const Placement& leaf, Point tip, Length em);  // points up the page, at `tip`
}  // namespace look

struct Scene {
  const page::Document& document;
  const shop::Shop& shop;
  const impose::Run& run;
  finding::Language language;
  Length em;
};

// The sheet `sheet` of a stock (from 0), its top-left corner at `corner`.
void draw_side(const Scene& scene, const impose::StockPlan& stock, std::uint32_t sheet,
               impose::Side side, Point corner, std::vector<Mark>& marks);

}  // namespace imprimatur::drawing
