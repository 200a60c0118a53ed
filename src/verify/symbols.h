// The symbols of one side of a sheet. For this room's own sources.
#pragma once

#include "codes/matrix.h"
#include "verify/expected.h"
#include "verify/grid.h"
#include "verify/pdf_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::verify {

// An area of the page, quiet zone included, and the symbol that must be there, if any.
struct Sought {
  Rect area;
  std::optional<codes::Matrix> matrix;
};

// `clean`: it was read alone, with nothing in its quiet zone. `empty`: there is too little ink for
// any symbol.
struct SymbolReading {
  std::optional<std::string> text;
  bool clean = false;
  bool empty = false;
  Grid grid;
};

// One reading for each. What isn't as sought in a quick picture is looked at again with care.
std::vector<SymbolReading> read_symbols(const PdfReader& reader, const std::vector<Sought>& sought);

// The modules of each area, from quick pictures of these parts of the page, of which each area lies
// in one.
std::vector<Grid> read_grids(const PdfReader& reader, const std::vector<Rect>& areas,
                             const std::vector<Rect>& parts);

// What the modules say.
SymbolReading decoded(const Grid& grid);

// Whether any symbol can be read anywhere in the area, at any angle.
bool holds_symbol(const PdfReader& reader, const Rect& area);

// Poppler goes through the whole page for each picture it makes, but draws only what lies in it: an
// image beside the symbols isn't even unpacked, and logos are what costs most. So the areas that
// stand exactly above each other are taken as one strip, or those that stand exactly beside each
// other, whichever makes fewer.
std::vector<Rect> strips(const std::vector<Rect>& areas);

}  // namespace imprimatur::verify
