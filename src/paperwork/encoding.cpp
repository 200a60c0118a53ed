#include "paperwork/encoding.h"

#include "wording/unicode.h"

#include <array>
#include <optional>

namespace imprimatur::paperwork {
namespace {

// 0x80 to 0x9F; 0 where the encoding has nothing.
constexpr std::array<char32_t, 32> upper_controls = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t nearest(char32_t c) {
  switch (c) {
    case 0x2007:
    case 0x2009:
    case 0x202F: return 0xA0;
    case 0x2010:
    case 0x2011: return '-';
    case 0x2212: return 0x2013;
    default: return c;
  }
}

std::optional<char> byte_for(char32_t given) {
  const char32_t c = nearest(given);
  if ((0x20 <= c && c <= 0x7E) || (0xA0 <= c && c <= 0xFF)) return static_cast<char>(c);
  for (std::size_t i = 0; i < upper_controls.size(); ++i)
    if (c != 0 && upper_controls[i] == c) return static_cast<char>(0x80 + i);
  return std::nullopt;
}

}  // namespace

std::string to_windows_1252(std::string_view text) {
  std::string bytes;
  for (const char32_t c : wording::decoded(text)) bytes += byte_for(c).value_or('?');
  return bytes;
}

std::u32string outside_windows_1252(std::string_view text) {
  std::u32string outside;
  for (const char32_t c : wording::decoded(text))
    if (!byte_for(c) && outside.find(c) == std::u32string::npos) outside += c;
  return outside;
}

}  // namespace imprimatur::paperwork
