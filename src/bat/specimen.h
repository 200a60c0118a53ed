// What stands on the BAT where each pass will speak for itself: a code that never checks, and no
// serial that a pass has or could be told from a real one by.
#pragma once

#include "bat/album.h"
#include "bat/bat.h"
#include "codes/code.h"
#include "pdf/canvas.h"

#include <string>

namespace imprimatur::bat {

// Where the symbol's modules lie, without their quiet zone.
measure::Rect place_of(const page::Symbol& symbol);

class Specimen {
 public:
  Specimen(const Shown& shown, Values values);

  // What the field says. Values::widest goes by its alphabet: of the serial each digit is the
  // widest one, of the code each symbol, and of numbers counted in this order the one that is
  // longest when set. Where glyphs are equally wide it is as the others are.
  std::string value(const page::Field& field) const;

  pdf::Modules modules() const;

 private:
  const Shown& shown_;
  Values values_;
  codes::Code code_;

  std::string carnet(const page::Alphabet& alphabet) const;
  std::string rank(const page::Alphabet& alphabet) const;
};

}  // namespace imprimatur::bat
