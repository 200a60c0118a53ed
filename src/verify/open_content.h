// The parts of a page's content that differ from sheet to sheet: strings of text and modules of
// symbols, as `press` writes them, line by line. For this room's own sources.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::verify {

// The content with its open parts cut out. These are:
//
//   [<0013>93<0014>]TJ        at the start of a line, the characters in brackets;
//   q 1.8 0 0 -1.8 9 9 cm     lines of rectangles of whole numbers below 100, at least one, right
//   3 10 1 2 re               after a line that ends in `cm` and right before one that begins with
//   f Q                       `f Q`: so they are filled, and can't become a clip.
//
// Neither changes how anything else is painted. nullopt where that is not certain: the content
// holds an inline image, in which such lines would be pixels, or sets how text is rendered (Tr),
// which may be as a clip.
std::optional<std::string> without_open_parts(std::string_view content);

// The content with the modules of each symbol of 21 × 21 (none of its rectangles reaches beyond)
// turned to their opposites: what was painted isn't, what wasn't is. Of content that has a look.
std::string with_modules_inverted(std::string_view content);

}  // namespace imprimatur::verify
