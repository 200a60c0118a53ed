// How much two pictures of the same leaf differ. For this room's own sources.
#pragma once

#include "verify/expected.h"
#include "verify/pdf_reader.h"

#include <optional>

namespace imprimatur::verify {

// What is the same size for both: `width` × `height` pixels, three colours each. Where `compared`
// is 0, nothing is looked at.
struct LeafPicture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
  std::vector<std::uint8_t> compared;
};

// The leaf out of the sheet, and the approved page, which was drawn turned, cut to lie alike.
LeafPicture leaf_on_sheet(const Colours& sheet, const Art& art);
LeafPicture leaf_as_approved(const Colours& page, const Art& art);

// In pixels that have no like in the other picture, neither sharp nor smoothed: see art_check.h.
std::size_t pixels_that_differ(const LeafPicture& sheet, const LeafPicture& approved);

// By how much the leaf on the sheet lies to the right of its place and below it, where that
// explains what differs: from 0.6 to 2 mm.
struct Moved {
  measure::Length right, down;
};
std::optional<Moved> moved(const LeafPicture& sheet, const LeafPicture& approved);

// Whether nearly all that should be inked is bare.
bool is_bare(const LeafPicture& sheet, const LeafPicture& approved);

}  // namespace imprimatur::verify
