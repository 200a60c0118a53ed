#include "artwork/worker/svg_scan.h"

#include "artwork/worker/remarks.h"

#include <cctype>
#include <functional>

namespace imprimatur::artwork {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Everything up to and with `end`, or all there is.
void skip_past(std::string_view& rest, std::string_view end) {
  const std::size_t at = rest.find(end);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + end.size());
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Tag {
  std::string_view name;        // local
  std::string_view attributes;  // as written
};

// The next start tag; comments, instructions and end tags are passed over.
bool next_tag(std::string_view& rest, Tag& tag) {
  for (;;) {
    const std::size_t open = rest.find('<');
    if (open == std::string_view::npos) return false;
    rest.remove_prefix(open + 1);
    if (rest.starts_with("!--")) {
      skip_past(rest, "-->");
    } else if (rest.starts_with("?")) {
      skip_past(rest, "?>");
    } else if (!rest.empty() &&
               (std::isalpha(static_cast<unsigned char>(rest[0])) != 0 || rest[0] == '_')) {
      const std::string_view inside = rest.substr(0, rest.find('>'));
      const std::size_t end = inside.find_first_of(" \t\r\n/>");
      tag.name = local_name(inside.substr(0, end));
      tag.attributes = end == std::string_view::npos ? "" : inside.substr(end);
      return true;
    }
  }
}

// The values of every attribute with this local name.
void each_value(std::string_view attributes, std::string_view name,
                const std::function<void(std::string_view)>& take) {
  for (;;) {
    const std::size_t quote = attributes.find_first_of("\"'");
    if (quote == std::string_view::npos) return;
    std::string_view before = attributes.substr(0, quote);
    before = before.substr(0, before.find_last_not_of(std::string(blanks) + "=") + 1);
    before.remove_prefix(before.find_last_of(blanks) + 1);
    const std::size_t end = attributes.find(attributes[quote], quote + 1);
    if (end == std::string_view::npos) return;
    if (local_name(before) == name) take(attributes.substr(quote + 1, end - quote - 1));
    attributes.remove_prefix(end + 1);
  }
}

void check_references(const Tag& tag, Remarks& remarks) {
  if (tag.name == "a" || tag.name == "script") return;
  each_value(tag.attributes, "href", [&remarks](std::string_view target) {
    const std::size_t start = target.find_first_not_of(blanks);
    const std::string_view to = start == std::string_view::npos ? "" : target.substr(start);
    if (!to.empty() && to[0] != '#' && !to.starts_with("data:") && !to.starts_with('&')) {
      remarks.refuse("artwork-outside", to);
    }
  });
}

// url(…) that is not url(#…), in attributes and style sheets alike.
void check_urls(std::string_view svg, Remarks& remarks) {
  for (std::size_t at = svg.find("url("); at != std::string_view::npos;
       at = svg.find("url(", at + 4)) {
    std::string_view target = svg.substr(at + 4);
    target = target.substr(0, target.find(')'));
    for (const std::string_view quote : {"&quot;", "&apos;", "\"", "'", " "}) {
      if (target.starts_with(quote)) target.remove_prefix(quote.size());
    }
    if (!target.starts_with("#") && !target.starts_with("data:")) {
      remarks.refuse("artwork-outside", target);
    }
  }
}

}  // namespace

std::string_view root_element(std::string_view svg) {
  if (svg.starts_with("\xef\xbb\xbf")) svg.remove_prefix(3);
  const std::size_t first = svg.find_first_not_of(blanks);
  if (first == std::string_view::npos || svg[first] != '<') return {};
  Tag tag;
  return next_tag(svg, tag) ? tag.name : std::string_view{};
}

bool has_effects(std::string_view svg) {
  std::string_view rest = svg;
  for (Tag tag; next_tag(rest, tag);) {
    if (tag.name == "filter") return true;
  }
  for (const std::string_view effect :
       {"blur(", "drop-shadow(", "opacity(", "brightness(", "contrast(", "grayscale(",
        "hue-rotate(", "invert(", "saturate(", "sepia("}) {
    if (svg.find(effect) != std::string_view::npos) return true;
  }
  return false;
}

void scan_svg(std::string_view svg, Remarks& remarks) {
  std::string_view rest = svg;
  for (Tag tag; next_tag(rest, tag);) {
    if (tag.name == "text") remarks.refuse("artwork-text");
    if (tag.name == "foreignObject") remarks.refuse("artwork-unsupported", "foreignObject");
    check_references(tag, remarks);
  }
  check_urls(svg, remarks);
  if (svg.find("@import") != std::string_view::npos) remarks.refuse("artwork-outside", "@import");
  if (svg.find("<?xml-stylesheet") != std::string_view::npos) {
    remarks.refuse("artwork-outside", "xml-stylesheet");
  }
  const std::size_t entity = svg.find("<!ENTITY");
  if (entity != std::string_view::npos && svg.find("SYSTEM", entity) != std::string_view::npos) {
    remarks.refuse("artwork-outside", "ENTITY SYSTEM");
  }
}

}  // namespace imprimatur::artwork
