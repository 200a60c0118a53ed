// The structure tree of a pdf_ua1 file, the tree that leads from its pages to it, and the bookmarks
// that its headings make. For this room's own sources.
#pragma once

#include "pdf/objects.h"
#include "pdf/tags.h"

#include <string>
#include <vector>

namespace imprimatur::pdf {

class Structure {
 public:
  // A file that is no PDF/UA has no structure, and no element may be added.
  explicit Structure(const DocumentFacts& facts);

  bool is_wanted() const { return wanted_; }
  // The last of its parent's children; the document's, where there is no parent.
  ElementId add(const Element& element, std::optional<ElementId> parent);

  // As the standard calls it.
  std::string_view type_of(ElementId element) const;

  // A page, about to be written under this number: whose its marked-content sequences are, by
  // number (MCID). What the page's dictionary has to say, nothing where the file has no structure.
  std::string take_page(std::uint32_t page, measure::Length height,
                        const std::vector<ElementId>& sequences);

  // All of it. What the catalog has to say.
  std::string write(Objects& objects);

 private:
  struct Page {
    std::uint32_t number = 0;
    measure::Length height;
    std::vector<ElementId> sequences;
  };
  // A marked-content sequence; without a page, a child element of that index.
  struct Kid {
    std::optional<std::size_t> page;  // index in pages_
    std::uint32_t index = 0;
  };
  struct Node {
    Element element;
    std::uint32_t number = 0;  // object; 0 until the end, and where nothing is to be written
    std::uint32_t parent = 0;  // index in nodes_
    std::vector<Kid> kids;
  };
  // Of the headings: nested as their levels are.
  struct Bookmark {
    std::size_t node = 0;
    int level = 0;
    std::uint32_t number = 0;
    std::size_t parent = 0;             // index; 0 is the root
    std::vector<std::size_t> children;  // indices
  };

  bool wanted_;
  std::vector<Node> nodes_;  // the first is the document
  std::vector<Page> pages_;

  void number_elements(Objects& objects);
  const Page* page_of(const Node& node) const;
  std::string written(const Node& node, const std::string& parent) const;
  std::string kids_of(const Node& node, const Page* page) const;
  std::string attributes_of(const Node& node, const Page* page) const;
  std::uint32_t write_parent_tree(Objects& objects) const;
  std::vector<Bookmark> bookmarks(Objects& objects) const;
  std::string write_bookmarks(Objects& objects) const;
};

}  // namespace imprimatur::pdf
