// What differs from the version before: facts and texts word by word, changed pages side by side.
#pragma once

#include "bat/bat.h"
#include "bat/paper.h"

#include <cstddef>
#include <vector>

namespace imprimatur::bat {

enum class Side : std::uint8_t { before, after };

// A page of one of the versions, small: the bleed of `page` fills `to`.
struct Picture {
  Side side = Side::after;
  std::size_t page = 0;   // index in that version's Document::pages
  std::size_t paper = 0;  // index in Changes::paper
  Rect to;
  std::vector<page::Mark> rings;  // around what differs, in the paper's coordinates
};

// The pictures lie on the paper.
struct Changes {
  Paper paper;
  std::vector<Picture> pictures;
};

// Of the second version and later ones. Where the version before can't be read back, it says that
// all of this one has to be read.
Changes tell_changes(const Proof& proof);

}  // namespace imprimatur::bat
