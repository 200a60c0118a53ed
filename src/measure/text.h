// Lengths and amounts as people write them in a file or on a command line.
#pragma once

#include "measure/measure.h"
#include "measure/money.h"

#include <optional>
#include <string_view>

namespace imprimatur::measure {

// "178 mm", "1.5mm", "9 pt", "250 um", "45 cm", "-3 mm". At most five digits before the point and
// three after it; a point, never a comma; the unit is never left out. Points are rounded to the
// nearest micrometre (1 pt = 1/72 inch, PDF 1.6, 4.2.1). nullopt for anything else.
std::optional<Length> length_from_text(std::string_view text);

// "10.00" or "10", up to nine digits of euros, and exactly two of cents if there are any: "10.5",
// "10.005", "1e3", "10,00", "+1", " 1" are nullopt, so that no cent is guessed or lost.
std::optional<Money> money_from_text(std::string_view text);

}  // namespace imprimatur::measure
