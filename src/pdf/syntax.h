// Strings, names and dates as a PDF spells them.
#pragma once

#include "measure/measure.h"
#include "world/world.h"

#include <string>
#include <string_view>

namespace imprimatur::pdf {

// Any text for people: "(plain)" where it is ASCII, UTF-16 in hexadecimal otherwise
// (PDF 1.6, 3.8.1). What is not UTF-8 becomes U+FFFD.
std::string text_string(std::string_view utf8);

// "/PANTONE#20287#20C" (PDF 1.6, 3.2.4).
std::string name(std::string_view text);

// "(D:20261123120000Z)" (PDF 1.6, 3.8.3) and "2026-11-23T12:00:00Z" (XMP).
std::string date_string(world::Instant instant);
std::string xmp_date(world::Instant instant);

// UTF-16BE as upper-case hexadecimal digits, without a byte-order mark.
std::string utf16_hex(std::string_view utf8);
std::string hex(std::string_view bytes);

// "[0 0 595.28 841.89]": the rectangle turned over on a page of that height.
std::string rectangle(const measure::Rect& rect, measure::Length height);

// "12 0 R".
std::string reference(std::uint32_t number);

}  // namespace imprimatur::pdf
