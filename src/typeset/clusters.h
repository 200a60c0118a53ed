// A paragraph as a row of clusters: what set_text breaks into lines. Inside the room.
#pragma once

#include "typeset/setter.h"

namespace imprimatur::typeset {

// U+202F where the font lacks it, and the space between groups of figures: a sixth of the em.
constexpr std::int32_t thin_space = 166'667;

// Widths and offsets in millionths of the paragraph's em, even where `scale` (per mille of it) is
// less.
struct Cluster {
  std::string text;
  std::int64_t advance = 0;
  std::int32_t scale = 1000, rise = 0;
  bool space = false;       // without ink
  bool line_start = false;  // a line may begin here
  std::vector<ShapedGlyph> glyphs;
};

std::vector<Cluster> clusters_of(const Type& type, std::string_view paragraph, Missing& missing);

}  // namespace imprimatur::typeset
