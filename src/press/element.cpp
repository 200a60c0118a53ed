#include "press/element.h"

#include <cstddef>

namespace imprimatur::press {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool is_utf8 = false;
};

// The character at the front of `text`, which is not empty. Overlong forms are none.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) return {byte(0), 1, true};
  const std::size_t length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : 2;
  if (byte(0) < 0xC2 || byte(0) > 0xF4 || text.size() < length) return {};
  char32_t code = byte(0) & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length]) return {};
  return {code, length, true};
}

// XML 1.0, production 2.
bool is_xml(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

std::string_view escape_of(char32_t c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return {};
  }
}

void write_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const Character next = first_character(text);
    if (!next.is_utf8 || !is_xml(next.code)) {
      out += "\uFFFD";
    } else if (const std::string_view escape = escape_of(next.code); !escape.empty()) {
      out += escape;
    } else {
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
}

void write_element(std::string& out, const Element& element, std::size_t depth) {
  const std::string indent(2 * depth, ' ');
  out += indent + '<' + element.name;
  for (const auto& [name, value] : element.attributes) {
    out += ' ' + name + "=\"";
    write_escaped(out, value);
    out += '"';
  }
  if (element.children.empty() && element.text.empty()) {
    out += "/>\n";
    return;
  }
  out += '>';
  write_escaped(out, element.text);
  if (!element.children.empty()) {
    out += '\n';
    for (const Element& child : element.children) write_element(out, child, depth + 1);
    out += indent;
  }
  out += "</" + element.name + ">\n";
}

}  // namespace

std::string to_xml(const Element& root) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  write_element(out, root, 0);
  return out;
}

}  // namespace imprimatur::press
