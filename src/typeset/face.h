// One font of the house, ready to shape text.
//
// All measures are in millionths of the em, as in page::Alphabet: they come from the font's own
// units through HarfBuzz, never from a rasteriser, so they are the same on every machine and at
// every size.
#pragma once

#include "crypto/digest.h"
#include "measure/measure.h"
#include "page/page.h"
#include "world/files.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::typeset {

// All text is shaped at this size alone, in millionths of the em.
inline constexpr int em = 1'000'000;

// A glyph as it follows the one before: `advance` moves the pen to the right, `x` and `y` (upwards)
// offset this glyph alone. `at` is the byte of the text where its cluster begins. A `missing` glyph
// is a character that the font doesn't have.
struct ShapedGlyph {
  std::uint32_t id = 0;
  std::int32_t advance = 0, x = 0, y = 0;
  std::size_t at = 0;
  bool missing = false;
};

enum class Ligatures : std::uint8_t { allowed, refused };

struct FaceMetrics {
  std::int32_t cap_height = 0, x_height = 0, ascender = 0, descender = 0;  // descender < 0
};

class Face {
 public:
  // Throws finding::Failure if `bytes`, which are those of the file at `path`, are no font or one
  // whose licence bits (OpenType, OS/2 fsType) forbid embedding it in a document.
  Face(std::string name, world::Path path, std::string bytes);
  Face(Face&&) noexcept;
  Face& operator=(Face&&) noexcept;
  ~Face();

  const std::string& name() const { return name_; }  // the file's name without its ending
  const crypto::Digest& digest() const { return digest_; }
  const std::string& bytes() const { return bytes_; }
  const FaceMetrics& metrics() const { return metrics_; }

  // One line of text in the Latin script, left to right; kerning is always on. No other font is
  // ever tried. `text` is UTF-8 without line ends.
  std::vector<ShapedGlyph> shape(std::string_view text, Ligatures) const;

  // nullopt: the font doesn't have the character.
  std::optional<page::AlphabetGlyph> glyph(char32_t character) const;

 private:
  struct Body;
  std::string name_;
  crypto::Digest digest_;
  std::string bytes_;
  FaceMetrics metrics_;
  std::unique_ptr<Body> body_;
};

// Whether a new line may begin at each byte of `text` (Unicode line breaking, UAX #14, as Pango
// tailors it for French). Offset 0 is never such a place.
std::vector<bool> line_starts(std::string_view text);

}  // namespace imprimatur::typeset
