// Sheets of plain reading matter: text, rules and boxes from the top of a page to its foot, and on
// to the next page. The voices in which the proof speaks are all here.
//
// What is written is tagged for whoever hears it (pdf/tags.h), in the order of writing and by its
// voice: a title is a heading of level 1, a subtitle of level 2, a heading of level 2, or of 3
// below a subtitle; all else is a paragraph. A label that is written at the left margin names a row
// of a table, and what is set beside it, from label_column on, is the row's cell. A paragraph that
// begins with a bullet is an item of a list. Rules, boxes and drawings say nothing.
#pragma once

#include "page/page.h"
#include "pdf/tags.h"
#include "typeset/setter.h"
#include "typeset/shelf.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur::bat {

using measure::Length;
using measure::Point;
using measure::Rect;
using measure::Size;
using namespace measure::literals;

constexpr Size a4{210_mm, 297_mm};
constexpr Length margin = 18_mm;
constexpr Length label_column = 46_mm;  // beside which what is labelled stands

namespace palette {
inline constexpr ink::Process text{{}, {}, {}, ink::Tint::percent(100)};
// 5.3 : 1 on paper and 4.7 : 1 on the wash, in the sample condition: WCAG 2.1, 1.4.3 asks for 4.5.
inline constexpr ink::Process quiet{{}, {}, {}, ink::Tint::percent(72)};
inline constexpr ink::Process line{{}, {}, {}, ink::Tint::percent(25)};
inline constexpr ink::Process accent{ink::Tint::percent(100), ink::Tint::percent(70), {},
                                     ink::Tint::percent(20)};
inline constexpr ink::Process wash{ink::Tint::percent(8), ink::Tint::percent(4), {}, {}};
inline constexpr ink::Process alert{ink::Tint::percent(10), ink::Tint::percent(95),
                                    ink::Tint::percent(90), {}};
}  // namespace palette

enum class Voice : std::uint8_t {
  title,
  subtitle,
  lead,  // as a subtitle looks, but it names nothing
  heading,
  label,
  body,
  strong,
  small,
  fine,
  code,
  gone,
  bold
};

// What a paper says is a tree; its first node is the whole paper, which is its own parent.
using NodeId = std::size_t;
struct Node {
  pdf::Element element;
  NodeId parent = 0;
};

// Whose a mark is.
using Owner = std::variant<pdf::Artifact, NodeId>;

class Paper {
 public:
  Paper(const typeset::FontShelf& shelf, Size size);

  // The pages so far, as a document of fonts and pages alone.
  const page::Document& document() const { return document_; }
  Size size() const { return size_; }
  Length width() const { return size_.width - 2 * margin; }

  // A fresh page; what follows is drawn there.
  void new_page();
  // The pen's height on the page, from its top.
  Length y() const { return y_; }
  void move_to(Length y) { y_ = y; }
  void skip(Length height) { y_ += height; }
  // Room for so much, on the next page if need be.
  void need(Length height);
  Length bottom() const { return size_.height - margin; }
  // Goes back to a page that was left, to write its foot.
  void turn_to(std::size_t page) { page_ = page; }
  std::size_t pages() const { return document_.pages.size(); }

  typeset::Block set(Voice voice, std::string_view text, Length column) const;
  void draw(const typeset::Block& block, Voice voice, Point at);
  // Sets and draws; gives the height.
  Length write(Voice voice, std::string_view text, Point at, Length column,
               page::Align align = page::Align::left);
  // The same at the pen, which moves down; long text runs on over further pages, line by line.
  void flow(Voice voice, std::string_view text, Length x, Length column);

  // The name of what follows, ruled off; on the next page where less than `room` is left.
  void heading(std::string_view words, Length room = 22_mm);

  void rule(Point from, Length width, const ink::Process& colour, Length weight);
  void box(const Rect& rect, const std::optional<ink::Process>& fill,
           const std::optional<ink::Process>& stroke);
  void add(page::Mark mark, Owner owner = pdf::Artifact::layout);

  // What is written until end() stands in this node. In a list each text is an item, in a paragraph
  // or a span the texts are one.
  NodeId begin(const pdf::Element& element);
  void end();
  // A figure: its marks are added in its name, or drawn by others. `alternate` says what it shows.
  NodeId figure(std::string alternate, const Rect& box);
  void describe(NodeId figure, std::string alternate);
  // What is written until end_artifact() is read out to nobody.
  void begin_artifact(pdf::Artifact kind) { artifact_ = kind; }
  void end_artifact() { artifact_.reset(); }

  const std::vector<Node>& tree() const { return tree_; }
  // One of each mark of the page.
  const std::vector<Owner>& owners(std::size_t page) const { return owners_[page]; }

 private:
  typeset::Type type(Voice voice, page::Align align) const;
  std::vector<page::Mark>& marks() { return document_.pages[page_].marks; }

  const typeset::FontShelf& shelf_;
  Size size_;
  page::Document document_;
  std::size_t page_ = 0;
  Length y_;

  std::vector<Node> tree_;
  std::vector<std::vector<Owner>> owners_;  // by page
  std::vector<NodeId> open_{0};             // from the whole paper inwards
  std::size_t by_itself_ = 0;               // of these, those that no begin() opened
  std::optional<pdf::Artifact> artifact_;
  bool has_subtitle_ = false;

  enum class Manner : std::uint8_t { set, flowing };
  Owner owner_of(Voice voice, const typeset::Block& block, Point at, Manner manner);
  NodeId add_node(const pdf::Element& element);
  void open(pdf::Tag tag);
  void close_rows();
  bool is_open(pdf::Tag tag) const { return tree_[open_.back()].element.tag == tag; }
  void paint(const typeset::Block& block, Point at, const typeset::Type& look, Owner owner);
};

}  // namespace imprimatur::bat
