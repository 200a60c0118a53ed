// The product's pages at 100 %, each in a frame that shows where it will be cut, torn and folded.
#pragma once

#include "bat/bat.h"
#include "bat/paper.h"

#include <cstddef>
#include <vector>

namespace imprimatur::bat {

// Where a page of the document comes to lie: its trimmed corner, on which sheet of reading matter.
struct Frame {
  std::size_t page = 0;   // index in Document::pages
  std::size_t paper = 0;  // index in Frames::captions
  Point origin;
  NodeId said = 0;    // of the captions: the section that the page's content goes on with
  NodeId guides = 0;  // of the guides: what they name on it
};

// `captions` lie under the product's pages, `guides` over them: papers of the same size and number.
struct Frames {
  Paper captions;
  Paper guides;
  std::vector<Frame> list;
};

// A4, or as large as one page of the product with its bleed needs.
Size paper_for(const page::Document& document);

// How a finishing line is drawn, and what it is called.
page::Stroke stroke_of(page::FinishKind kind);
const finding::Sentence& name_of(page::FinishKind kind);

// The box in which something of the order's stands.
page::Path zone_outline(const Rect& box);

// Where the paper is cut.
page::Path trim_outline(const Rect& trim);

Frames frame_pages(const Proof& proof);

}  // namespace imprimatur::bat
