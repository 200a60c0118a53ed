#include "artwork/worker/svg_scan.h"

#include "artwork/worker/remarks.h"

#include <array>
#include <cctype>
#include <functional>
#include <optional>

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

// Pictures of other kinds are loaded by what is locked away, and would be missing in silence.
void check_pictures(const Tag& tag, Remarks& remarks) {
  if (tag.name != "image" && tag.name != "feImage") return;
  each_value(tag.attributes, "href", [&remarks](std::string_view target) {
    const std::size_t start = target.find_first_not_of(blanks);
    const std::string_view to = start == std::string_view::npos ? "" : target.substr(start);
    if (!to.starts_with("data:")) return;
    for (const std::string_view known : {"image/png", "image/jpeg", "image/jpg"}) {
      if (to.substr(5).starts_with(known)) return;
    }
    remarks.refuse("artwork-svg", to.substr(0, to.find_first_of(";,")));
  });
}

// What librsvg passes over without a word, so that something would be missing, black or elsewhere.
// Neither can stand in base64.
constexpr std::array passed_over_words = {"hwb(",          "lab(",
                                          "lch(",          "color-mix(",
                                          "light-dark(",   "device-cmyk(",
                                          "color(",        "var(",
                                          "circle(",       "ellipse(",
                                          "polygon(",      "inset(",
                                          "path(",         "@keyframes",
                                          "@container",    "@layer",
                                          "mask-image",    "transform-origin",
                                          "transform-box", "non-scaling-stroke"};
constexpr std::array passed_over_elements = {"meshgradient",  "meshGradient", "mesh",
                                             "hatch",         "animate",      "animateTransform",
                                             "animateMotion", "animateColor", "set"};

void check_elements(const Tag& tag, Remarks& remarks) {
  if (tag.name == "text" || tag.name == "flowRoot") remarks.refuse("artwork-text");
  // A program's own data, with a drawing for all others beside it.
  const bool optional = tag.attributes.find("requiredExtensions") != std::string_view::npos;
  if (tag.name == "foreignObject" && !optional) {
    remarks.refuse("artwork-unsupported", "foreignObject");
  }
  for (const std::string_view name : passed_over_elements) {
    if (tag.name == name) remarks.refuse("artwork-svg", name);
  }
  each_value(tag.attributes, "systemLanguage",
             [&remarks](std::string_view) { remarks.refuse("artwork-svg", "systemLanguage"); });
}

void check_words(std::string_view svg, Remarks& remarks) {
  for (const std::string_view word : passed_over_words) {
    if (svg.find(word) != std::string_view::npos) remarks.refuse("artwork-svg", word);
  }
  // Rules for a dark screen say nothing about paper.
  for (std::size_t at = svg.find("@media"); at != std::string_view::npos;
       at = svg.find("@media", at + 6)) {
    const std::string_view query = svg.substr(at, svg.find('{', at) - at);
    if (query.find("prefers-") == std::string_view::npos) remarks.refuse("artwork-svg", "@media");
  }
}

// Where a parenthesis that opens before `at` is closed; npos: nowhere.
std::size_t closing(std::string_view text, std::size_t at) {
  for (int depth = 1; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return at;
  }
  return std::string_view::npos;
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

std::string plainer(std::string_view svg) {
  std::string text(svg);
  const auto each = [&text](std::string_view word, const auto& instead) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      const std::size_t inside = at + word.size(), end = closing(text, inside);
      if (end == std::string::npos) return;
      const std::optional<std::string> by = instead(text.substr(inside, end - inside));
      if (!by) return;
      text.replace(at, end + 1 - at, *by);
    }
  };
  each("icc-color(", [](const std::string&) { return std::optional<std::string>(""); });
  each("var(", [svg](const std::string& given) -> std::optional<std::string> {
    const std::size_t comma = given.find(',');
    const std::string name = given.substr(0, given.find_first_of(", \t\r\n"));
    const bool set = svg.find(name + ':') != std::string_view::npos ||
                     svg.find(name + ' ') != std::string_view::npos;
    if (comma == std::string::npos || set || given.find("var(") != std::string::npos)
      return std::nullopt;
    return given.substr(comma + 1);
  });
  static constexpr std::string_view wrong = "data:image/jpg;", right = "data:image/jpeg;";
  for (std::size_t at = text.find(wrong); at != std::string::npos; at = text.find(wrong, at)) {
    text.replace(at, wrong.size(), right);
  }
  return text;
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
    check_elements(tag, remarks);
    check_references(tag, remarks);
    check_pictures(tag, remarks);
  }
  check_urls(svg, remarks);
  check_words(svg, remarks);
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
