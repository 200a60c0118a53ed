// What a logo looks like on paper, judged by its preview. For the sources of this room.
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

// White or transparent strips along the edges ("artwork-border": more than a tenth of a side,
// together), a drawing that hardly differs from the paper ("artwork-pale"), and one more than ten
// times as long as wide ("artwork-aspect"): warnings and notes at file `name`. `size` is the
// placed one, which the preview covers.
finding::Findings judge_look(const Preview& preview, const measure::Size& size,
                             const std::string& name);

}  // namespace imprimatur::flow
