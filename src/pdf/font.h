// One TrueType font as the file embeds it: which of its glyphs were shown, what they say, how wide
// they are. For this room's own sources.
//
// A CIDFontType2 with Identity-H (PDF 1.6, 5.6): a glyph's code is its id in the font file, two
// bytes, and the subset keeps the ids, so that content leaves before the subset is made.
#pragma once

#include "pdf/objects.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::pdf {

class Font {
 public:
  // `file` outlives the font. Throws finding::Failure where it is no TrueType font with outlines
  // (table glyf), or its licence bits forbid embedding (OS/2 fsType 2).
  Font(std::string_view name, std::string_view file);
  Font(Font&&) noexcept;
  ~Font();

  // In hundredths of a thousandth of the em, exactly as /W will say. Throws for .notdef and for ids
  // the font does not have.
  std::int64_t advance(std::uint32_t glyph);

  // The glyph is shown, standing for `text` (UTF-8; may be empty). False where the font's ToUnicode
  // already says something else of it, so that the content must speak (ActualText).
  bool show(std::uint32_t glyph, std::string_view text);

  // The glyph of U+0020, if there is one.
  std::optional<std::uint32_t> space() const;

  bool is_used() const { return number_ != 0; }
  // The object that pages refer to; reserved at the first call.
  std::uint32_t number(Objects& objects);
  // Subset, descriptor, widths, ToUnicode. Only for a used font.
  void write(Objects& objects);

 private:
  struct Face;
  struct Shown {
    std::int64_t advance = -1;  // not yet asked
    bool used = false;
    std::string text;
  };
  std::string name_;
  std::string_view file_;
  std::unique_ptr<Face> face_;
  std::vector<Shown> glyphs_;
  std::uint32_t number_ = 0;

  std::string subset() const;
  std::string tag() const;
  std::string descriptor(const std::string& base_font, std::uint32_t program) const;
  std::string widths() const;
  std::string to_unicode() const;
};

}  // namespace imprimatur::pdf
