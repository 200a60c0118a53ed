#include "pdf/face.h"

#include "finding/failure.h"
#include "pdf/number.h"

#include <fmt/format.h>
#include <hb-ot.h>
#include <hb.h>

#include <array>

namespace imprimatur::pdf {
namespace {

constexpr hb_tag_t glyf = HB_TAG('g', 'l', 'y', 'f'), head = HB_TAG('h', 'e', 'a', 'd'),
                   os2 = HB_TAG('O', 'S', '/', '2'), post = HB_TAG('p', 'o', 's', 't');
// Offsets within tables (OpenType 1.9).
constexpr std::size_t head_box_at = 36, os2_weight_at = 4, os2_type_at = 8, post_fixed_at = 12;
constexpr unsigned restricted_licence = 2;

[[noreturn]] void refuse(std::string_view name, std::string_view fr, std::string_view en) {
  throw finding::Failure(
      {fmt::format("La police « {} » ne peut pas être incorporée : {}.", name, fr),
       fmt::format("The font \"{}\" cannot be embedded: {}.", name, en)},
      {"Prenez une police TrueType (.ttf) dont la licence permet l’incorporation.",
       "Choose a TrueType font (.ttf) whose licence allows embedding."});
}

int signed_at(std::string_view table, std::size_t at) {
  if (at + 2 > table.size()) return 0;
  const auto high = static_cast<std::uint8_t>(table[at]);
  const auto low = static_cast<std::uint8_t>(table[at + 1]);
  return static_cast<std::int16_t>(high << 8 | low);
}

std::string postscript_name(hb_face_t* face) {
  std::array<char, 64> buffer{};
  unsigned size = buffer.size();
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                      buffer.data());
  return {buffer.data(), size};
}

}  // namespace

void FaceDeleter::operator()(hb_face_t* face) const {
  hb_face_destroy(face);
}
void FaceDeleter::operator()(hb_font_t* font) const {
  hb_font_destroy(font);
}
void FaceDeleter::operator()(hb_blob_t* blob) const {
  hb_blob_destroy(blob);
}

Font::Face::Face(std::string_view name, std::string_view file) {
  const Held<hb_blob_t> blob(hb_blob_create(file.data(), static_cast<unsigned>(file.size()),
                                            HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  face.reset(hb_face_create(blob.get(), 0));
  font.reset(hb_font_create(face.get()));
  units_per_em = hb_face_get_upem(face.get());
  glyphs = hb_face_get_glyph_count(face.get());
  if (table(head).empty() || glyphs == 0)
    refuse(name, "le fichier est abîmé", "the file is damaged");
  if (table(glyf).empty())
    refuse(name, "elle n’a pas de contours TrueType", "it has no TrueType outlines");
  if ((signed_at(table(os2), os2_type_at) & 0xF) == restricted_licence)
    refuse(name, "sa licence l’interdit", "its licence forbids it");
}

std::string Font::Face::table(std::uint32_t tag) const {
  const Held<hb_blob_t> blob(hb_face_reference_table(face.get(), tag));
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob.get(), &size);
  return data ? std::string(data, size) : std::string();
}

FontFigures Font::Face::figures() const {
  const auto scaled = [&](int units) {
    return static_cast<int>(rounded_division(std::int64_t{units} * 1000, units_per_em));
  };
  const auto metric = [&](hb_ot_metrics_tag_t tag) {
    hb_position_t position = 0;
    hb_ot_metrics_get_position_with_fallback(font.get(), tag, &position);
    return scaled(position);
  };
  const std::string box = table(head);
  FontFigures figures{.postscript_name = postscript_name(face.get())};
  figures.left = scaled(signed_at(box, head_box_at));
  figures.bottom = scaled(signed_at(box, head_box_at + 2));
  figures.right = scaled(signed_at(box, head_box_at + 4));
  figures.top = scaled(signed_at(box, head_box_at + 6));
  figures.ascent = metric(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
  figures.descent = metric(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
  figures.cap_height = metric(HB_OT_METRICS_TAG_CAP_HEIGHT);
  figures.italic_angle = signed_at(table(post), 4);
  // No table holds the stem; printers' substitutes are chosen by it, embedded fonts ignore it.
  const int weight = signed_at(table(os2), os2_weight_at);
  figures.stem = 50 + weight * weight / 4225;
  figures.monospaced = signed_at(table(post), post_fixed_at + 2) != 0;
  return figures;
}

}  // namespace imprimatur::pdf
