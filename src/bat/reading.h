// What a page of the product says, for whoever hears it.
#pragma once

#include "bat/paper.h"
#include "finding/finding.h"

#include <functional>
#include <string>
#include <vector>

namespace imprimatur::bat {

// A paragraph, a line of variable text, a logo or a symbol.
struct Passage {
  std::vector<std::size_t> marks;  // indices in Page::marks
  pdf::Element element;            // a paragraph; or a figure, its box in the page's coordinates
  std::string words;               // what it says; of a figure, what it shows
};

using ValueOf = std::function<std::string(const page::Field&)>;

// In the order of the marks, which is the template's. Lines are taken together where they follow
// each other as those of a paragraph do. Paths say nothing, nor does text so small that the eye
// takes it for a line.
std::vector<Passage> passages_of(const page::Document& document, const page::Page& page,
                                 const ValueOf& value, finding::Language language);

// All of it that begins in `part` (in the page's coordinates), behind the page's title: "Recto du
// pass : Valable du … ; Logo : …".
std::string description_of(const page::Document& document, const page::Page& page, const Rect& part,
                           const ValueOf& value, finding::Language language);

}  // namespace imprimatur::bat
