#include "drawing/png.h"

#include "finding/failure.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <cassert>
#include <cstring>
#include <memory>
#include <numbers>

namespace imprimatur::drawing {
namespace {

template <auto destroy>
struct Destroy {
  template <typename T>
  void operator()(T* object) const {
    destroy(object);
  }
};
template <typename T, auto destroy>
using Owned = std::unique_ptr<T, Destroy<destroy>>;

[[noreturn]] void give_up() {
  throw finding::Failure({"Le dessin n’a pas pu être converti en pixels.",
                          "The drawing could not be made into pixels."},
                         {"Demandez-le en SVG (--svg).", "Ask for it as SVG (--svg)."});
}

// A font file opened for cairo; the face has to outlive what is drawn with it.
class Font {
 public:
  Font(FT_Library library, std::string_view bytes) {
    FT_Face face = nullptr;
    if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &face) != 0) {
      give_up();
    }
    face_.reset(face);
    font_.reset(cairo_ft_font_face_create_for_ft_face(face, 0));
  }
  cairo_font_face_t* get() const { return font_.get(); }

 private:
  Owned<FT_FaceRec_, FT_Done_Face> face_;
  Owned<cairo_font_face_t, cairo_font_face_destroy> font_;
};

class Fonts {
 public:
  explicit Fonts(const Faces& faces)
      : library_(opened()),
        regular_(library_.get(), faces.regular),
        bold_(library_.get(), faces.bold) {}
  cairo_font_face_t* of(const Words& words) const {
    return words.bold ? bold_.get() : regular_.get();
  }

 private:
  static FT_Library opened() {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) give_up();
    return library;
  }
  Owned<FT_LibraryRec_, FT_Done_FreeType> library_;
  Font regular_, bold_;
};

class Painter {
 public:
  Painter(cairo_t* cairo, const Fonts& fonts) : cairo_(cairo), fonts_(fonts) {}

  void operator()(const Area& area) const {
    const Rect& b = area.box;
    cairo_rectangle(cairo_, b.left().millimetres(), b.top().millimetres(),
                    b.size.width.millimetres(), b.size.height.millimetres());
    if (area.fill) {
      colour(*area.fill);
      cairo_fill_preserve(cairo_);
    }
    if (area.pen) stroke(*area.pen);
    cairo_new_path(cairo_);
  }
  void operator()(const Line& line) const {
    cairo_move_to(cairo_, line.from.x.millimetres(), line.from.y.millimetres());
    cairo_line_to(cairo_, line.to.x.millimetres(), line.to.y.millimetres());
    stroke(line.pen);
  }
  void operator()(const Shape& shape) const {
    for (const Point& p : shape.corners)
      cairo_line_to(cairo_, p.x.millimetres(), p.y.millimetres());
    cairo_close_path(cairo_);
    colour(shape.fill);
    cairo_fill(cairo_);
  }
  void operator()(const Words& words) const {
    cairo_save(cairo_);
    cairo_translate(cairo_, words.at.origin.x.millimetres(), words.at.origin.y.millimetres());
    cairo_rotate(cairo_, static_cast<int>(words.at.turn) * std::numbers::pi / 2);
    cairo_set_font_face(cairo_, fonts_.of(words));
    cairo_set_font_size(cairo_, words.size.millimetres());
    cairo_text_extents_t extents;
    cairo_text_extents(cairo_, words.text.c_str(), &extents);
    cairo_move_to(cairo_, -extents.x_advance * static_cast<int>(words.anchor) / 2, 0);
    colour(words.shade);
    cairo_show_text(cairo_, words.text.c_str());
    cairo_new_path(cairo_);
    cairo_restore(cairo_);
  }

 private:
  void colour(const Shade& shade) const {
    cairo_set_source_rgb(cairo_, shade.red / 255.0, shade.green / 255.0, shade.blue / 255.0);
  }
  void stroke(const Pen& pen) const {
    std::vector<double> dashes;
    for (const Length dash : pen.dashes) dashes.push_back(dash.millimetres());
    cairo_set_dash(cairo_, dashes.data(), static_cast<int>(dashes.size()), 0);
    cairo_set_line_width(cairo_, pen.width.millimetres());
    colour(pen.shade);
    cairo_stroke(cairo_);
  }

  cairo_t* cairo_;
  const Fonts& fonts_;
};

cairo_status_t take(void* into, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

std::string written(cairo_surface_t* surface) {
  std::string png;
  if (cairo_surface_write_to_png_stream(surface, take, &png) != CAIRO_STATUS_SUCCESS) give_up();
  return png;
}

}  // namespace

std::string to_png(const Picture& picture, int pixels_wide, const Faces& faces) {
  assert(pixels_wide >= 1 && pixels_wide <= 10'000);
  const double scale = pixels_wide / picture.size.width.millimetres();
  const Fonts fonts(faces);
  const Owned<cairo_surface_t, cairo_surface_destroy> surface(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, pixels_wide,
      static_cast<int>(picture.size.height.millimetres() * scale + 0.5)));
  const Owned<cairo_t, cairo_destroy> cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  cairo_scale(cairo.get(), scale, scale);
  const Painter painter(cairo.get(), fonts);
  for (const Mark& mark : picture.marks) std::visit(painter, mark);
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) give_up();
  return written(surface.get());
}

std::string to_png(std::string_view rgb, int width, int height) {
  const Owned<cairo_surface_t, cairo_surface_destroy> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  if (data == nullptr) give_up();
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  const auto sample = [&rgb](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(rgb[i])};
  };
  cairo_surface_flush(surface.get());
  for (std::size_t y = 0, i = 0; y < static_cast<std::size_t>(height); ++y) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x, i += 3) {
      const std::uint32_t pixel = sample(i) << 16 | sample(i + 1) << 8 | sample(i + 2);
      std::memcpy(data + y * stride + x * sizeof pixel, &pixel, sizeof pixel);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return written(surface.get());
}

}  // namespace imprimatur::drawing
