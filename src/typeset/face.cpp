// The one source that knows Pango, fontconfig and HarfBuzz (Pango 1.50 on Debian 12, 1.56 on 13).
#include "typeset/face.h"

#include "finding/failure.h"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

namespace imprimatur::typeset {
namespace {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* held) const {
    release(held);
  }
};
template <class T, auto release>
using Held = std::unique_ptr<T, Releaser<release>>;

using Config = Held<FcConfig, FcConfigDestroy>;
using Pattern = Held<FcPattern, FcPatternDestroy>;
using Description = Held<PangoFontDescription, pango_font_description_free>;
using Attributes = Held<PangoAttrList, pango_attr_list_unref>;
using Glyphs = Held<PangoGlyphString, pango_glyph_string_free>;
using FontMap = Held<PangoFontMap, g_object_unref>;
using Context = Held<PangoContext, g_object_unref>;
using HarfBuzzBlob = Held<hb_blob_t, hb_blob_destroy>;
using HarfBuzzFace = Held<hb_face_t, hb_face_destroy>;
using HarfBuzzFont = Held<hb_font_t, hb_font_destroy>;

finding::Failure unusable(const std::string& name, const char* fr, const char* en) {
  return {{fmt::format("La police «\u00a0{}\u00a0» {}.", name, fr),
           fmt::format("The font \"{}\" {}.", name, en)},
          {"Remettez le dossier fonts/ dans l’état où il a été livré.",
           "Restore the folder fonts/ as it was delivered."}};
}

// A font map over a private configuration that holds this one file, so that whatever Pango asks
// for, this font answers and none of the machine's can.
FontMap map_of(const std::string& name, const world::Path& path) {
  Config config{FcConfigCreate()};
  const std::string file = path.string();
  if (!FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(file.c_str()))) {
    throw unusable(name, "n’est pas lisible", "can't be read");
  }
  FontMap map{pango_ft2_font_map_new()};
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
  return map;
}

Context context_of(PangoFontMap* map, const std::string& name, const world::Path& path) {
  int faces = 0;
  const std::string file = path.string();
  const Pattern pattern{
      FcFreeTypeQuery(reinterpret_cast<const FcChar8*>(file.c_str()), 0, nullptr, &faces)};
  if (!pattern) throw unusable(name, "n’est pas lisible", "can't be read");
  const Description description{pango_fc_font_description_from_pattern(pattern.get(), FALSE)};
  pango_font_description_set_absolute_size(description.get(), em);
  Context context{pango_font_map_create_context(map)};
  pango_context_set_font_description(context.get(), description.get());
  pango_context_set_language(context.get(), pango_language_from_string("fr"));
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

Attributes attributes(Ligatures ligatures) {
  Attributes list{pango_attr_list_new()};
  pango_attr_list_insert(list.get(), pango_attr_fallback_new(FALSE));
  if (ligatures == Ligatures::refused) {
    pango_attr_list_insert(list.get(), pango_attr_font_features_new("liga=0,clig=0,calt=0"));
  }
  return list;
}

// OpenType 1.9, OS/2: bits 0 to 3 of fsType are 2 where embedding needs a permission we don't have.
bool may_be_embedded(hb_face_t* face) {
  const HarfBuzzBlob table{hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'))};
  unsigned length = 0;
  const char* bytes = hb_blob_get_data(table.get(), &length);
  return length >= 10 && (bytes[9] & 0x0F) != 2;
}

void append(std::vector<ShapedGlyph>& line, const PangoItem& item, const PangoGlyphString& glyphs) {
  for (int i = 0; i < glyphs.num_glyphs; ++i) {
    const auto& info = glyphs.glyphs[i];
    line.push_back({.id = info.glyph,
                    .advance = info.geometry.width,
                    .x = info.geometry.x_offset,
                    .y = -info.geometry.y_offset,
                    .at = static_cast<std::size_t>(item.offset + glyphs.log_clusters[i]),
                    .missing = (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0});
  }
}

}  // namespace

struct Face::Body {
  FontMap map;
  Context context;
  HarfBuzzFace face;
  HarfBuzzFont font;
};

Face::Face(std::string name, world::Path path, std::string bytes)
    : name_(std::move(name)), digest_(crypto::sha256(bytes)), bytes_(std::move(bytes)) {
  const HarfBuzzBlob blob{hb_blob_create(bytes_.data(), static_cast<unsigned>(bytes_.size()),
                                         HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr)};
  HarfBuzzFace face{hb_face_create(blob.get(), 0)};
  if (hb_face_get_glyph_count(face.get()) == 0) {
    throw unusable(name_, "n’est pas une police", "is not a font");
  }
  if (!may_be_embedded(face.get())) {
    throw unusable(name_, "interdit son incorporation dans un document",
                   "forbids its embedding in a document");
  }
  HarfBuzzFont font{hb_font_create(face.get())};
  hb_font_set_scale(font.get(), em, em);
  hb_ot_metrics_get_position(font.get(), HB_OT_METRICS_TAG_CAP_HEIGHT, &metrics_.cap_height);
  hb_ot_metrics_get_position(font.get(), HB_OT_METRICS_TAG_X_HEIGHT, &metrics_.x_height);
  hb_ot_metrics_get_position(font.get(), HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &metrics_.ascender);
  hb_ot_metrics_get_position(font.get(), HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER,
                             &metrics_.descender);
  auto map = map_of(name_, path);
  auto context = context_of(map.get(), name_, path);
  body_ =
      std::make_unique<Body>(std::move(map), std::move(context), std::move(face), std::move(font));
}

Face::Face(Face&&) noexcept = default;
Face& Face::operator=(Face&&) noexcept = default;
Face::~Face() = default;

std::vector<ShapedGlyph> Face::shape(std::string_view text, Ligatures ligatures) const {
  std::vector<ShapedGlyph> line;
  if (text.empty()) return line;
  const std::string words{text};
  const int length = static_cast<int>(words.size());
  const auto list = attributes(ligatures);
  GList* items = pango_itemize(body_->context.get(), words.c_str(), 0, length, list.get(), nullptr);
  for (GList* node = items; node; node = node->next) {
    auto* item = static_cast<PangoItem*>(node->data);
    const Glyphs glyphs{pango_glyph_string_new()};
    pango_shape_with_flags(words.c_str() + item->offset, item->length, words.c_str(), length,
                           &item->analysis, glyphs.get(), PANGO_SHAPE_NONE);
    append(line, *item, *glyphs);
    pango_item_free(item);
  }
  g_list_free(items);
  return line;
}

std::optional<page::AlphabetGlyph> Face::glyph(char32_t character) const {
  hb_codepoint_t id = 0;
  if (!hb_font_get_nominal_glyph(body_->font.get(), character, &id)) return std::nullopt;
  return page::AlphabetGlyph{id, hb_font_get_glyph_h_advance(body_->font.get(), id)};
}

std::vector<bool> line_starts(std::string_view text) {
  std::vector<bool> starts(text.size() + 1, false);
  const std::string words{text};
  const auto characters =
      static_cast<std::size_t>(g_utf8_strlen(words.c_str(), static_cast<gssize>(words.size())));
  std::vector<PangoLogAttr> attributes(characters + 1);
  pango_get_log_attrs(words.c_str(), static_cast<int>(words.size()), 0,
                      pango_language_from_string("fr"), attributes.data(),
                      static_cast<int>(attributes.size()));
  const char* at = words.c_str();
  for (std::size_t i = 0; i < characters; ++i, at = g_utf8_next_char(at)) {
    starts[static_cast<std::size_t>(at - words.c_str())] = i > 0 && attributes[i].is_line_break;
  }
  return starts;
}

}  // namespace imprimatur::typeset
