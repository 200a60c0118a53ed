// Pages of one file that look the same and must bear the same, read faster. For this room's own
// sources.
//
// The first page of a look (second_reader.h) that others share is read whole. What the others may
// have of their own is text and modules, which are read of each of them from a version of the file
// that has nothing else (SecondReading::open_parts); all else is as on the first, in the same order
// of painting. What lies below or above a symbol is therefore the same too, but its modules are
// not, and what covers a light module of the first page would cover a dark one of the next. So the
// first page is read with every module turned to its opposite too, with all else and without: each
// module has then been seen dark and light both ways, and a page's own modules say, through what
// was seen, how it looks.
//
// Nothing is found wrong this way. A page that isn't, in every particular, as it must be is read
// whole like any other, and only that reading is judged.
#pragma once

#include "verify/second_reader.h"
#include "verify/sheet_check.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::verify {

// The versions of a file that a SecondReading has.
struct Versions {
  PdfReader open_parts, opposite, opposite_open_parts;
};

// What a page of a look shows of its own.
struct OpenParts {
  std::vector<Grid> symbols;  // of the side, in their order
  std::vector<Character> characters;
  // Of each VOID place and blank leaf, by slot; nothing of the others.
  std::vector<Picture> places;
  // Of what is seen where the artwork is compared. Pages of a look that agree in this bear the same
  // artwork.
  crypto::Digest ink;
  PageBoxes boxes;
};

// `open_parts` has been turned to the page. nullopt where it says anything in a leaf beside the
// places for values, or has a block of modules there that is no symbol in a place for one, or the
// second in it.
std::optional<OpenParts> read_open_parts(const PdfReader& open_parts,
                                         const std::vector<Block>& blocks,
                                         const std::vector<Slot>& slots);

// What the first page shows that isn't its own.
struct Ground {
  // By symbol of the side: what is dark where the page itself leaves it light.
  std::vector<Grid> symbols;
  std::vector<Character> characters;
  // What the others must show alike of their own.
  std::vector<Picture> places;
  crypto::Digest ink;
};

// The versions have been turned to the first page. nullopt where the whole reading isn't as
// expected, or a module of a symbol was not seen both ways.
std::optional<Ground> ground_of(const SideReading& whole, const OpenParts& own,
                                const Versions& versions);

// Of another page of the look. nullopt, and the slots are left, where anything isn't as expected.
std::optional<SideReading> read_on_ground(const OpenParts& own, const Ground& ground,
                                          std::vector<Slot>& slots);

// What two pages of a file must bear alike, beside their look, to be a sight; without what each
// pass says.
std::string sight_of(const crypto::Digest& look, const std::vector<Slot>& slots);

}  // namespace imprimatur::verify
