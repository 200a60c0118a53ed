// Spot colour spaces in the values of a detached drawing. For this room's own sources.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace imprimatur::pdf {

// Behind the array that opens at `open`.
std::size_t end_of_array(std::string_view text, std::size_t open);

// The spot whose colour space the array at `open` is ("[ /Separation /Gold …"), or empty: for any
// other array, and for /None, which leaves no ink.
std::string spot_of_space(std::string_view text, std::size_t open);

}  // namespace imprimatur::pdf
