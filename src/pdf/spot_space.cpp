#include "pdf/spot_space.h"

#include <charconv>
#include <cstdint>

namespace imprimatur::pdf {
namespace {

// The name at the front of `text` ("/PANTONE#20287"), decoded.
std::string decoded_name(std::string_view text) {
  std::string out;
  text = text.substr(1, text.find_first_of(" <[]/@", 1) - 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::uint8_t byte = static_cast<std::uint8_t>(text[i]);
    if (text[i] == '#' && i + 2 < text.size()) {
      std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
      i += 2;
    }
    out += static_cast<char>(byte);
  }
  return out;
}

}  // namespace

std::size_t end_of_array(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
    if (depth == 0) return i + 1;
  }
  return text.size();
}

std::string spot_of_space(std::string_view text, std::size_t open) {
  constexpr std::string_view family = "/Separation";
  const std::size_t word = text.find_first_not_of(' ', open + 1);
  if (text[open] != '[' || word == text.npos || !text.substr(word).starts_with(family)) return {};
  const std::size_t ink = text.find_first_not_of(' ', word + family.size());
  if (ink == text.npos || text[ink] != '/') return {};
  const std::string name = decoded_name(text.substr(ink));
  return name == "None" ? std::string() : name;
}

}  // namespace imprimatur::pdf
