#include "typeset/outline.h"

#include <hb-ot.h>
#include <hb.h>

#include <cassert>
#include <cmath>
#include <memory>

namespace imprimatur::typeset {
namespace {

using measure::Length;
using measure::Point;

template <auto Destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* handle) const {
    Destroy(handle);
  }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Destroyer<hb_font_destroy>>;
using DrawFuncs = std::unique_ptr<hb_draw_funcs_t, Destroyer<hb_draw_funcs_destroy>>;

// Where the pen stands in the text, and how the text's own units become places on the page.
struct Pen {
  page::Path* path;
  double x = 0, y = 0;  // of the current glyph's origin, in millionths of the em
  Point from;
  double cosine = 1, sine = 0;  // times micrometres per millionth of the em

  Point at(double dx, double dy) const {
    const double along = x + dx, up = y + dy;
    return {from.x + Length::from_micrometres(std::llround(along * cosine + up * sine)),
            from.y + Length::from_micrometres(std::llround(along * sine - up * cosine))};
  }
};

Pen& pen_of(void* data) {
  return *static_cast<Pen*>(data);
}

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  pen_of(data).path->segments.emplace_back(page::MoveTo{pen_of(data).at(x, y)});
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  pen_of(data).path->segments.emplace_back(page::LineTo{pen_of(data).at(x, y)});
}
// Quadratic curves come here too: HarfBuzz raises them where no function of their own is set.
void curve_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float ax, float ay, float bx,
              float by, float x, float y, void*) {
  const Pen& pen = pen_of(data);
  pen.path->segments.emplace_back(page::CurveTo{pen.at(ax, ay), pen.at(bx, by), pen.at(x, y)});
}
void close_path(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  pen_of(data).path->segments.emplace_back(page::ClosePath{});
}

DrawFuncs draw_funcs() {
  DrawFuncs funcs(hb_draw_funcs_create());
  hb_draw_funcs_set_move_to_func(funcs.get(), move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(funcs.get(), line_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(funcs.get(), curve_to, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(funcs.get(), close_path, nullptr, nullptr);
  return funcs;
}

HbFont font_of(const Face& face) {
  const Blob blob(hb_blob_create(face.bytes().data(), static_cast<unsigned>(face.bytes().size()),
                                 HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  const HbFace shape(hb_face_create(blob.get(), 0));
  HbFont font(hb_font_create(shape.get()));
  hb_font_set_scale(font.get(), em, em);
  return font;
}

void draw(hb_font_t* font, std::uint32_t glyph, hb_draw_funcs_t* funcs, Pen& pen) {
#if HB_VERSION_ATLEAST(7, 0, 0)
  hb_font_draw_glyph(font, glyph, funcs, &pen);
#else
  hb_font_get_glyph_shape(font, glyph, funcs, &pen);
#endif
}

}  // namespace

page::Path outline_along(const Face& face, std::string_view text, Point from, Point to,
                         const ink::Colour& fill) {
  const std::vector<ShapedGlyph> glyphs = face.shape(text, Ligatures::refused);
  double advance = 0;
  for (const ShapedGlyph& glyph : glyphs) advance += glyph.advance;
  const double dx = static_cast<double>((to.x - from.x).micrometres());
  const double dy = static_cast<double>((to.y - from.y).micrometres());
  assert(advance > 0 && (dx != 0 || dy != 0));

  page::Path path;
  path.fill = fill;
  Pen pen{&path, 0, 0, from, dx / advance, dy / advance};
  const HbFont font = font_of(face);
  const DrawFuncs funcs = draw_funcs();
  double x = 0;
  for (const ShapedGlyph& glyph : glyphs) {
    pen.x = x + glyph.x;
    pen.y = glyph.y;
    if (!glyph.missing) draw(font.get(), glyph.id, funcs.get(), pen);
    x += glyph.advance;
  }
  return path;
}

}  // namespace imprimatur::typeset
