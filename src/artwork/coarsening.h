// A logo's drawing with its pictures as fine as a screen shows them: for documents that are looked
// at, never for what is pressed.
//
// The same locked program does it as reads clients' files: it is their pictures that are opened
// again.
#pragma once

#include "artwork/door.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::artwork {

// Pixels a metre at the drawing's natural size. `coarsest` is that of its coarsest picture; 0: not
// known, and a picture is taken to fill the drawing.
struct Detail {
  std::uint32_t coarsest = 0, wanted = 0;
};

// A serialised page::Form in which every picture has become smaller by one whole number, by the
// mean of its pixels, so that the coarsest still has `wanted`. Palettes and pictures of one bit
// stay as they are, as does what would not become shorter. nullopt where nothing would, and where
// the worker can't do it, or answers with another drawing: the drawing as it is will do.
std::optional<std::string> coarser(const Door& door, std::string_view form, const Detail& detail);

// What the two sides say to each other; the answer is the form alone.
struct Coarsening {
  Detail detail;
  std::string_view form;
};
std::string to_text(const Coarsening& request);
std::optional<Coarsening> read_coarsening(std::string_view text);

}  // namespace imprimatur::artwork
