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

// Poppler goes through the whole page for each picture it makes, but fills only the pixels that
// were asked for. So a quick look takes all areas in one rectangle (`whole`, none for no area), and
// a fine one, whose pixels are dear, takes strips: the areas that stand exactly above each other as
// one, or those that stand exactly beside each other, whichever makes fewer.
std::vector<Rect> whole(const std::vector<Rect>& areas);
std::vector<Rect> strips(const std::vector<Rect>& areas);

}  // namespace imprimatur::verify
