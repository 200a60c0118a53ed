// How fine a content stream draws, in units of its own space.
#pragma once

#include <algorithm>
#include <limits>

namespace imprimatur::artwork {

// The smallest and the largest factor by which something is placed.
struct Scales {
  double least = std::numeric_limits<double>::infinity(), most = 0;
  void add(double factor) {
    least = std::min(least, factor);
    most = std::max(most, factor);
  }
};

// The least of each; infinite where there is none. A factor is the square root of what a matrix
// does to areas: turned or skewed things keep it, and factors of nested forms multiply.
struct Gauge {
  double line = std::numeric_limits<double>::infinity();     // a stroke's width
  double text = std::numeric_limits<double>::infinity();     // the em
  double density = std::numeric_limits<double>::infinity();  // of pictures, pixels a unit

  void take(const Gauge& part, const Scales& placed) {
    if (!(placed.most > 0)) return;
    line = std::min(line, part.line * placed.least);
    text = std::min(text, part.text * placed.least);
    density = std::min(density, part.density / placed.most);
  }
};

}  // namespace imprimatur::artwork
