#include "pdf/structure.h"

#include "pdf/number.h"
#include "pdf/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace imprimatur::pdf {
namespace {

std::string_view name_of(Tag tag) {
  constexpr std::array<std::string_view, 15> types{"Document", "Sect", "H1", "H2", "H3",
                                                   "P",        "Span", "L",  "LI", "LBody",
                                                   "Table",    "TR",   "TH", "TD", "Figure"};
  return types[static_cast<std::size_t>(tag)];
}

// 0: no heading.
int level_of(Tag tag) {
  switch (tag) {
    case Tag::heading1: return 1;
    case Tag::heading2: return 2;
    case Tag::heading3: return 3;
    default: return 0;
  }
}

}  // namespace

Structure::Structure(const DocumentFacts& facts)
    : wanted_(facts.conformance == Conformance::pdf_ua1) {
  if (wanted_) nodes_.push_back({{.tag = Tag::document}, 0, 0, {}});
}

ElementId Structure::add(const Element& element, std::optional<ElementId> parent) {
  assert(wanted_);
  const ElementId id{static_cast<std::uint32_t>(nodes_.size())};
  const std::uint32_t above = parent ? parent->index : 0;
  nodes_.at(above).kids.push_back({std::nullopt, id.index});
  nodes_.push_back({element, 0, above, {}});
  return id;
}

std::string_view Structure::type_of(ElementId element) const {
  return name_of(nodes_.at(element.index).element.tag);
}

std::string Structure::take_page(std::uint32_t page, measure::Length height,
                                 const std::vector<ElementId>& sequences) {
  if (!wanted_) return {};
  for (std::uint32_t i = 0; i < sequences.size(); ++i)
    nodes_.at(sequences[i].index).kids.push_back({pages_.size(), i});
  pages_.push_back({page, height, sequences});
  // /Tabs: fields and links, if ever, are walked through as the tree has them (ISO
  // 14289-1, 7.18.3).
  return fmt::format(" /StructParents {} /Tabs /S", pages_.size() - 1);
}

// The page of its first content.
const Structure::Page* Structure::page_of(const Node& node) const {
  for (const Kid& kid : node.kids)
    if (kid.page) return &pages_[*kid.page];
  return nullptr;
}

std::string Structure::kids_of(const Node& node, const Page* page) const {
  std::string kids;
  for (const Kid& kid : node.kids) {
    if (!kid.page && nodes_[kid.index].number == 0) continue;
    if (!kids.empty()) kids += ' ';
    if (!kid.page) {
      kids += reference(nodes_[kid.index].number);
    } else if (&pages_[*kid.page] == page) {
      append_integer(kids, kid.index);
    } else {
      kids += fmt::format("<< /Type /MCR /Pg {} /MCID {} >>", reference(pages_[*kid.page].number),
                          kid.index);
    }
  }
  return kids;
}

std::string Structure::attributes_of(const Node& node, const Page* page) const {
  const Element& element = node.element;
  if (element.tag == Tag::header) return " /A << /O /Table /Scope /Row >>";
  if (element.tag == Tag::figure && element.box && page != nullptr)
    return " /A << /O /Layout /BBox " + rectangle(*element.box, page->height) + " >>";
  if (element.struck) return " /A << /O /Layout /TextDecorationType /LineThrough >>";
  return {};
}

std::string Structure::written(const Node& node, const std::string& parent) const {
  const Element& element = node.element;
  const Page* page = page_of(node);
  std::string out = fmt::format("<< /Type /StructElem /S /{} /P {}", name_of(element.tag), parent);
  if (page != nullptr) out += " /Pg " + reference(page->number);
  if (!element.alternate.empty()) out += " /Alt " + text_string(element.alternate);
  out += attributes_of(node, page);
  return out + " /K [" + kids_of(node, page) + "] >>";
}

// From a page's key and a sequence's number to the element (PDF 1.6, 10.6.4).
std::uint32_t Structure::write_parent_tree(Objects& objects) const {
  std::string tree = "<< /Nums [";
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    std::string owners = "[";
    for (const ElementId owner : pages_[i].sequences)
      owners += (owners.size() > 1 ? " " : "") + reference(nodes_[owner.index].number);
    tree += fmt::format("{}{} {}", i == 0 ? "" : " ", i, reference(objects.add(owners + "]")));
  }
  return objects.add(tree + "] >>");
}

std::vector<Structure::Bookmark> Structure::bookmarks(Objects& objects) const {
  std::vector<Bookmark> marks(1);
  std::size_t last = 0;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Element& element = nodes_[i].element;
    const int level = level_of(element.tag);
    if (level == 0 || element.title.empty() || page_of(nodes_[i]) == nullptr) continue;
    while (last != 0 && marks[last].level >= level) last = marks[last].parent;
    marks[last].children.push_back(marks.size());
    marks.push_back({i, level, objects.reserve(), last, {}});
    last = marks.size() - 1;
  }
  if (marks.size() > 1) marks.front().number = objects.reserve();
  return marks;
}

// PDF 1.6, 8.2.2. All are open.
std::string Structure::write_bookmarks(Objects& objects) const {
  const std::vector<Bookmark> marks = bookmarks(objects);
  if (marks.size() == 1) return {};
  std::vector<std::size_t> below(marks.size());  // all that a bookmark shows when open
  for (std::size_t i = marks.size() - 1; i > 0; --i) below[marks[i].parent] += below[i] + 1;
  const auto children = [&](std::size_t i) {
    const std::vector<std::size_t>& of = marks[i].children;
    return of.empty()
               ? std::string()
               : fmt::format(" /First {} /Last {} /Count {}", reference(marks[of.front()].number),
                             reference(marks[of.back()].number), below[i]);
  };
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::vector<std::size_t>& siblings = marks[i].children;
    for (std::size_t at = 0; at < siblings.size(); ++at) {
      const Bookmark& mark = marks[siblings[at]];
      const Node& node = nodes_[mark.node];
      const Page& page = *page_of(node);
      std::string item = fmt::format("<< /Title {} /Parent {}", text_string(node.element.title),
                                     reference(marks[i].number));
      if (at > 0) item += " /Prev " + reference(marks[siblings[at - 1]].number);
      if (at + 1 < siblings.size()) item += " /Next " + reference(marks[siblings[at + 1]].number);
      std::string top = "null";
      if (node.element.box) {
        top.clear();
        append_length(top, page.height - node.element.box->top());
      }
      item += fmt::format("{} /Dest [{} /XYZ null {} null] /SE {} >>", children(siblings[at]),
                          reference(page.number), top, reference(node.number));
      objects.write(mark.number, item);
    }
  }
  objects.write(marks.front().number, "<< /Type /Outlines" + children(0) + " >>");
  return " /Outlines " + reference(marks.front().number);
}

// Elements that came to hold nothing are left out, but for cells: rows stay equally long.
void Structure::number_elements(Objects& objects) {
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    Node& node = nodes_[i];
    const Tag tag = node.element.tag;
    const bool holds = std::ranges::any_of(
        node.kids, [&](const Kid& kid) { return kid.page || nodes_[kid.index].number != 0; });
    if (holds || tag == Tag::document || tag == Tag::cell || tag == Tag::header)
      node.number = objects.reserve();
  }
}

std::string Structure::write(Objects& objects) {
  if (!wanted_) return {};
  const std::uint32_t root = objects.reserve();
  number_elements(objects);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    const std::uint32_t parent = i == 0 ? root : nodes_[node.parent].number;
    if (node.number != 0) objects.write(node.number, written(node, reference(parent)));
  }
  objects.write(root, fmt::format("<< /Type /StructTreeRoot /K {} /ParentTree {} "
                                  "/ParentTreeNextKey {} >>",
                                  reference(nodes_.front().number),
                                  reference(write_parent_tree(objects)), pages_.size()));
  return " /MarkInfo << /Marked true >> /StructTreeRoot " + reference(root) +
         write_bookmarks(objects);
}

}  // namespace imprimatur::pdf
