// What the content of a pdf_ua1 file is to whoever hears or feels it instead of seeing it.
//
// A tree of elements (PDF 1.6, 10.6), whose root is the document. Writer::add_element() makes them
// in reading order, Canvas::begin_element() says whose is what is drawn. All that is drawn under no
// element is an artifact, which no reader speaks of: never is content left without a tag
// (ISO 14289-1, 7.1).
#pragma once

#include "measure/measure.h"

#include <cstdint>
#include <optional>
#include <string>

namespace imprimatur::pdf {

// The standard structure types (PDF 1.6, 10.7.3) that the house writes, in the standard's order:
// Document, Sect, H1 … H3, P, Span, L, LI, LBody, Table, TR, TH, TD, Figure.
enum class Tag : std::uint8_t {
  document,
  section,
  heading1,  // of levels none is left out (ISO 14289-1, 7.4.2)
  heading2,
  heading3,
  paragraph,
  span,
  list,
  item,
  body,  // of an item
  table,
  row,
  header,  // a cell that names its row
  cell,
  figure
};

// Means nothing to another Writer.
struct ElementId {
  std::uint32_t index = 0;
  auto operator<=>(const ElementId&) const = default;
};

// Texts are UTF-8 in the file's language.
//
//   title      of a heading: its words, which become a bookmark
//   alternate  what is read out instead of the content; a figure is worth nothing without it
//   box        of a figure, and of a heading the place that its bookmark leads to: in the page's
//              coordinates
//   struck     a line is drawn through the words
struct Element {
  Tag tag = Tag::paragraph;
  std::string title = {};
  std::string alternate = {};
  std::optional<measure::Rect> box = std::nullopt;
  bool struck = false;
};

// What has nothing to say for itself (PDF 1.7, 14.8.2.2): lines and grounds, what each page repeats
// at its foot, a word across a page.
enum class Artifact : std::uint8_t { layout, footer, watermark };

}  // namespace imprimatur::pdf
