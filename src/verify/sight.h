// Pages of one file that look the same and must bear the same, read faster. For this room's own
// sources.
//
// The first page of a look (second_reader.h) that others share is read whole. What the others may
// have of their own is text and modules, which are read of each of them from a version of the file
// that has nothing else (SecondReading::open_parts); all else is as on the first, in the same order
// of painting. What lies below or above a symbol is therefore the same too, but its modules are
// not, and what covers a light module of the first page would cover a dark one of the next. So the
// first page is read a second time with every module turned to its opposite
// (SecondReading::inverted): each module has then been seen dark and light, and a page's own
// modules say, through what was seen, how it looks.
//
// Nothing is found wrong this way. A page that isn't, in every particular, as it must be is read
// whole like any other, and only that reading is judged.
#pragma once

#include "verify/sheet_check.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::verify {

// What the first page shows that isn't its own.
struct Ground {
  // By symbol of the side: what is dark where the page itself leaves it light.
  std::vector<Grid> symbols;
  std::vector<Character> characters;
  // Of each VOID place and blank leaf, by slot: what the page itself shows there, and the others
  // must show too.
  std::vector<Picture> places;
};

// The readers have been turned to the first page: `open_parts` and `inverted` are of these versions
// of the file. nullopt where the whole reading isn't as expected, or a module of a symbol was not
// seen both ways.
std::optional<Ground> ground_of(const SideReading& whole, const PdfReader& open_parts,
                                const PdfReader& inverted);

// `open_parts` has been turned to another page of the look. nullopt, and the slots are left, where
// anything isn't as expected.
std::optional<SideReading> read_on_ground(const PdfReader& open_parts, const Ground& ground,
                                          std::vector<Slot>& slots);

// Whether the page itself says something in a leaf beside the places for values.
bool says_more(const PdfReader& open_parts, const std::vector<Slot>& slots);

// What two pages of a file must bear alike, beside their look, to be a sight; without what each
// pass says.
std::string sight_of(const crypto::Digest& look, const std::vector<Slot>& slots);

}  // namespace imprimatur::verify
