// HarfBuzz's view of a font file. For font.cpp and face.cpp alone, which share it.
#pragma once

#include "pdf/font.h"

#include <memory>

struct hb_face_t;
struct hb_font_t;
struct hb_blob_t;

namespace imprimatur::pdf {

struct FaceDeleter {
  void operator()(hb_face_t* face) const;
  void operator()(hb_font_t* font) const;
  void operator()(hb_blob_t* blob) const;
};
template <typename T>
using Held = std::unique_ptr<T, FaceDeleter>;

// A font's figures in thousandths of the em (PDF 1.6, 5.7).
struct FontFigures {
  std::string postscript_name;
  int left = 0, bottom = 0, right = 0, top = 0;  // FontBBox
  int ascent = 0, descent = 0, cap_height = 0, italic_angle = 0, stem = 0;
  bool monospaced = false;
};

struct Font::Face {
  Held<hb_face_t> face;
  Held<hb_font_t> font;
  unsigned units_per_em = 0, glyphs = 0;

  Face(std::string_view name, std::string_view file);
  FontFigures figures() const;
  std::string table(std::uint32_t tag) const;
};

}  // namespace imprimatur::pdf
