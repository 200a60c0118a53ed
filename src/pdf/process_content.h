// Content streams in which spot inks become process inks. For process_only.cpp.
#pragma once

#include "pdf/function.h"

#include <functional>
#include <string>
#include <string_view>

namespace imprimatur::pdf {

// What a colour space's name stands for in a content stream.
struct SpaceInContent {
  enum class Kind { other, spot, pattern_of_spot };
  Kind kind = Kind::other;
  Function inks;  // of a tint; none for `other`
};

// `space_of` is asked with the name as it stands ("/CS0"). Everything but colours of spot spaces
// stays as it is. Inline images and unbalanced strings are finding::Failure (the door lets none
// in).
std::string content_in_process_inks(
    std::string_view content, const std::function<SpaceInContent(const std::string&)>& space_of);

// A share of full ink, 0 to 1, with as many decimals as ink has.
void append_ink(std::string& out, double ink);

}  // namespace imprimatur::pdf
