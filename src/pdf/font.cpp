#include "pdf/font.h"

#include "crypto/digest.h"
#include "finding/failure.h"
#include "pdf/face.h"
#include "pdf/number.h"
#include "pdf/syntax.h"

#include <fmt/format.h>
#include <hb-subset.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace imprimatur::pdf {
namespace {

// What a PDF reader needs of a TrueType program (PDF 1.6, 5.8); all else goes.
constexpr std::array kept{HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
                          HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                          HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p')};
constexpr std::size_t most_mappings = 100;  // in one bfchar block (Adobe technical note 5014)

struct DeleteInput {
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};

void drop_other_tables(hb_face_t* face, hb_subset_input_t* input) {
  hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  std::array<hb_tag_t, 64> tags{};
  unsigned count = tags.size();
  hb_face_get_table_tags(face, 0, &count, tags.data());
  for (unsigned i = 0; i < count; ++i)
    if (std::find(kept.begin(), kept.end(), tags[i]) == kept.end()) hb_set_add(dropped, tags[i]);
}

[[noreturn]] void refuse_glyph(std::string_view font, std::uint32_t glyph) {
  throw finding::Failure({fmt::format("La police « {} » n’a pas de glyphe {}.", font, glyph),
                          fmt::format("The font \"{}\" has no glyph {}.", font, glyph)},
                         {"Composez de nouveau la commande avec les polices installées.",
                          "Compose the order again with the installed fonts."});
}

// A page may say U+00A0 or U+202F with the very glyph of the space: for whoever searches they are
// one.
bool is_space(std::string_view text) {
  return text == " " || text == "\u00A0" || text == "\u202F" || text == "\u2009";
}

}  // namespace

Font::Font(std::string_view name, std::string_view file)
    : name_(name), file_(file), face_(std::make_unique<Face>(name, file)) {
  glyphs_.resize(face_->glyphs);
}
Font::Font(Font&&) noexcept = default;
Font::~Font() = default;

std::int64_t Font::advance(std::uint32_t glyph) {
  if (glyph == 0 || glyph >= glyphs_.size()) refuse_glyph(name_, glyph);
  std::int64_t& advance = glyphs_[glyph].advance;
  if (advance < 0)
    advance = rounded_division(
        std::int64_t{hb_font_get_glyph_h_advance(face_->font.get(), glyph)} * 100'000,
        face_->units_per_em);
  return advance;
}

bool Font::show(std::uint32_t glyph, std::string_view text) {
  advance(glyph);  // for the widths, and to refuse what the font doesn't have
  Shown& shown = glyphs_[glyph];
  shown.used = true;
  if (shown.text == text) return true;
  if (shown.text.empty()) {
    shown.text = is_space(text) ? " " : text;
    return true;
  }
  return shown.text == " " && is_space(text);
}

std::optional<std::uint32_t> Font::space() const {
  hb_codepoint_t glyph = 0;
  if (!hb_font_get_nominal_glyph(face_->font.get(), U' ', &glyph)) return std::nullopt;
  return glyph;
}

std::uint32_t Font::number(Objects& objects) {
  if (number_ == 0) number_ = objects.reserve();
  return number_;
}

std::string Font::subset() const {
  const std::unique_ptr<hb_subset_input_t, DeleteInput> input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (std::uint32_t glyph = 0; glyph < glyphs_.size(); ++glyph)
    if (glyphs_[glyph].used) hb_set_add(wanted, glyph);
  drop_other_tables(face_->face.get(), input.get());
  const Held<hb_face_t> made(hb_subset_or_fail(face_->face.get(), input.get()));
  if (!made)
    throw finding::Failure({fmt::format("La police « {} » ne se laisse pas réduire.", name_),
                            fmt::format("The font \"{}\" cannot be reduced to a subset.", name_)},
                           {"Vérifiez le fichier de la police ; il est sans doute abîmé.",
                            "Check the font file; it is probably damaged."});
  const Held<hb_blob_t> blob(hb_face_reference_blob(made.get()));
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob.get(), &size);
  return {data, size};
}

// Six letters that differ where the subset does (PDF 1.6, 5.5.3).
std::string Font::tag() const {
  std::string said;
  for (std::uint32_t glyph = 0; glyph < glyphs_.size(); ++glyph)
    if (glyphs_[glyph].used) append_integer(said += ' ', glyph);
  const crypto::Digest digest = crypto::sha256(name_ + said);
  std::string tag;
  for (std::size_t i = 0; i < 6; ++i) tag += static_cast<char>('A' + digest.bytes[i] % 26);
  return tag + "+";
}

std::string Font::descriptor(const std::string& base_font, std::uint32_t program) const {
  const FontFigures f = face_->figures();
  constexpr int fixed_pitch = 1, symbolic = 4, italic = 64;
  const int flags =
      symbolic | (f.monospaced ? fixed_pitch : 0) | (f.italic_angle != 0 ? italic : 0);
  return fmt::format(
      "<< /Type /FontDescriptor /FontName {} /Flags {} /FontBBox [{} {} {} {}] /ItalicAngle {} "
      "/Ascent {} /Descent {} /CapHeight {} /StemV {} /FontFile2 {} >>",
      base_font, flags, f.left, f.bottom, f.right, f.top, f.italic_angle, f.ascent, f.descent,
      f.cap_height, f.stem, reference(program));
}

std::string Font::widths() const {
  std::string out = "[";
  bool open = false;
  for (std::uint32_t glyph = 0; glyph < glyphs_.size(); ++glyph) {
    if (!glyphs_[glyph].used) {
      if (open) out += "]";
      open = false;
      continue;
    }
    if (!open) {
      append_integer(out += out.size() > 1 ? " " : "", glyph);
      out += " [";
    } else {
      out += ' ';
    }
    open = true;
    append_decimal(out, glyphs_[glyph].advance, 2);
  }
  return out + (open ? "]]" : "]");
}

std::string Font::to_unicode() const {
  std::vector<std::string> lines;
  for (std::uint32_t glyph = 0; glyph < glyphs_.size(); ++glyph)
    if (glyphs_[glyph].used && !glyphs_[glyph].text.empty())
      lines.push_back(fmt::format("<{:04X}> <{}>\n", glyph, utf16_hex(glyphs_[glyph].text)));
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  for (std::size_t at = 0; at < lines.size(); at += most_mappings) {
    const std::size_t end = std::min(at + most_mappings, lines.size());
    out += fmt::format("{} beginbfchar\n", end - at);
    for (std::size_t i = at; i < end; ++i) out += lines[i];
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

void Font::write(Objects& objects) {
  const std::string program = subset();
  const std::string family = face_->figures().postscript_name;
  const std::string base_font = name(tag() + (family.empty() ? name_ : family));
  const std::uint32_t file =
      objects.add_stream(fmt::format("/Length1 {}", program.size()), program, Objects::Kind::once);
  const std::uint32_t described = objects.add(descriptor(base_font, file));
  const std::uint32_t descendant = objects.add(fmt::format(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont {} /CIDSystemInfo << /Registry (Adobe) "
      "/Ordering (Identity) /Supplement 0 >> /FontDescriptor {} /CIDToGIDMap /Identity /W {} >>",
      base_font, reference(described), widths()));
  const std::uint32_t unicode = objects.add_stream("", to_unicode(), Objects::Kind::once);
  objects.write(number_,
                fmt::format("<< /Type /Font /Subtype /Type0 /BaseFont {} /Encoding /Identity-H "
                            "/DescendantFonts [{}] /ToUnicode {} >>",
                            base_font, reference(descendant), reference(unicode)));
}

}  // namespace imprimatur::pdf
