// An XML element with everything in it, and its text. For the sources of this room.
//
// Elements are made of what a client may have typed, so the text is always well-formed XML 1.0:
// what ends a value is escaped, white space in attributes is kept (3.3.3), and what no XML document
// may hold (2.2: controls, noncharacters, bytes that are no UTF-8) becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imprimatur::press {

struct Element {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  // written in this order
  std::vector<Element> children;
  std::string text = {};  // stands before the children

  Element& add(Element child) {
    children.push_back(std::move(child));
    return children.back();
  }
  void set(std::string attribute, std::string value) {
    attributes.emplace_back(std::move(attribute), std::move(value));
  }
};

// A whole document: declaration, `root`, line feed; children are indented by two spaces.
std::string to_xml(const Element& root);

}  // namespace imprimatur::press
