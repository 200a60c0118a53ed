// The parts of a page's content that differ from sheet to sheet: strings of text and modules of
// symbols. For this room's own sources.
//
// Only of content as `press` writes it, line by line; there are few kinds of lines:
//
//   0 0 0 1 k    /S0 cs 1 scn       a colour, K, CS and SCN too
//   /G1 gs    1 w    0 J 0 j    [3 1] 0 d
//   9 9 m                           lines that end in m, l, c or h, then one that is S: no filling
//   q 1 0 0 1 0 0 cm /X0 Do Q       a form, and with a clip: q 9 9 9 9 re W n 1 0 … Do Q
//   /OC /L0 BDC … EMC               a layer, not in another
//   BT /F0 9 Tf 9 9 Td              a text in plain black (0 0 0 1 k), of one string; also without
//   [<0013>93<0014>]TJ              Tf, or with Tm
//   ET
//   q 1.8 0 0 -1.8 9 9 cm           a block of modules in plain black: rectangles of whole numbers
//   3 10 1 2 re                     below 100, at least one, none of them empty
//   f Q
//
// Any line that is none of these, or stands elsewhere, and the content isn't understood. So nothing
// can be a clip, be drawn as a pixel or stand for another text (ActualText), and what is dark in a
// picture of the open parts is all that they paint.
#pragma once

#include "measure/measure.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::verify {

// From the top-left corner of the page.
struct Block {
  measure::Rect painted;  // by the rectangles, all together
  measure::Rect square;   // the 21 × 21 modules from where it begins
};

struct OpenContent {
  // The content with the strings and the rectangles cut out.
  std::string shared;
  std::vector<Block> blocks;
};

// Of a page of this height whose MediaBox begins at zero; nullopt where it isn't understood.
std::optional<OpenContent> open_content_of(std::string_view content, measure::Length height);

// Of content that is understood: the same with empty strings, and the modules of each block that
// lies within 21 × 21 turned to their opposites: what was painted isn't, what wasn't is.
std::string opposite_of(std::string_view content);

}  // namespace imprimatur::verify
