// QR symbols out of pictures, by ZXing. For this room's own sources.
#pragma once

#include "verify/pdf_reader.h"

#include <optional>
#include <string>

namespace imprimatur::verify {

// Part of a picture, in pixels; cut at its edges.
struct Part {
  int left = 0, top = 0, width = 0, height = 0;
};

// How hard to look. `alone`: the part holds nothing but one version 1 symbol, turned by any number
// of quarters, as it must where one is expected, and reading it proves that its quiet zone is free.
// `anywhere`: any symbol at any angle, with ink around it.
enum class Search : std::uint8_t { alone, anywhere };

// What the symbol says in a fine picture; nullopt where none can be decoded.
std::optional<std::string> read_symbol(const Picture& picture, const Part& part, Search search);

}  // namespace imprimatur::verify
