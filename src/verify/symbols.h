// The symbols of one side of a sheet. For this room's own sources.
#pragma once

#include "verify/expected.h"
#include "verify/pdf_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::verify {

// `clean`: it was read alone, with nothing in its quiet zone. `empty`: there is too little ink for
// any symbol.
struct SymbolReading {
  std::optional<std::string> text;
  bool clean = false;
  bool empty = false;
};

// One reading for each area (quiet zone included) of the page.
std::vector<SymbolReading> read_symbols(const PdfReader& reader, const std::vector<Rect>& areas);

// Poppler goes through the whole page for each picture it makes, but draws only what lies in it: an
// image beside the symbols isn't even unpacked, and logos are what costs most. So the areas that
// stand exactly above each other are taken as one strip, or those that stand exactly beside each
// other, whichever makes fewer.
std::vector<Rect> strips(const std::vector<Rect>& areas);

}  // namespace imprimatur::verify
