// What a logo looks like where it lies, judged by its pixels. For the sources of this room.
#pragma once

#include "finding/finding.h"
#include "measure/measure.h"

#include <cstdint>
#include <string>

namespace imprimatur::flow {

// sRGB, RGBRGB… from the top-left corner.
struct Preview {
  std::uint32_t width = 0, height = 0;
  std::string rgb;
};

// Three pictures of one place and size: the logo on its ground, the ground without it, and the logo
// alone on white paper.
struct Sight {
  Preview seen;
  std::string ground, alone;  // RGBRGB… as `seen`
};

// The logo alone, on white paper.
Sight on_paper(Preview preview);

// Strips along the edges that are white or show the ground ("artwork-border": more than a tenth of
// a side, together); a drawing that hardly differs from the paper ("artwork-pale") or from another
// ground, in whole or in good part ("artwork-ground"); one more than ten times as long as wide
// ("artwork-aspect"): warnings and notes with their numbers. `size` is the placed one, which the
// pictures cover.
finding::Findings judge_look(const Sight& sight, const measure::Size& size, const std::string& name,
                             const finding::Place& place);

}  // namespace imprimatur::flow
