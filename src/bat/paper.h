// Sheets of plain reading matter: text, rules and boxes from the top of a page to its foot, and on to the
// next page. The voices in which the proof speaks are all here.
#pragma once

#include "page/page.h"
#include "typeset/setter.h"
#include "typeset/shelf.h"

#include <cstdint>
#include <string_view>

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
inline constexpr ink::Process quiet{{}, {}, {}, ink::Tint::percent(65)};
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
  void add(page::Mark mark) { marks().push_back(std::move(mark)); }

 private:
  typeset::Type type(Voice voice, page::Align align) const;
  std::vector<page::Mark>& marks() { return document_.pages[page_].marks; }

  const typeset::FontShelf& shelf_;
  Size size_;
  page::Document document_;
  std::size_t page_ = 0;
  Length y_;
};

}  // namespace imprimatur::bat
