// Paper on which pages of the product are shown small or large, whole or in part.
#pragma once

#include "bat/paper.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace imprimatur::bat {

// Which version's pages: the one before, or the one that the proof is of.
enum class Side : std::uint8_t { before, after };

// What stands where each pass will speak for itself; serial and code are no pass's in all of them.
//   nobody  booklet 0000, pass 1
//   first   the first pass of the first booklet
//   last    the last pass of the last one
//   widest  whatever takes most room when it is set: see specimen.h
enum class Values : std::uint8_t { nobody, first, last, widest };

// A page of one of the versions: its part `from` (in page coordinates) fills `to`.
struct Picture {
  Side side = Side::after;
  Values values = Values::nobody;
  std::size_t page = 0;   // index in that version's Document::pages
  std::size_t paper = 0;  // index of the page of paper
  Rect from, to;
  std::vector<page::Mark> rings = {};  // over the picture, in the paper's coordinates
  NodeId figure = 0;                   // the paper's; 0: the picture comes last of what it says
};

// A page as it lies on a press sheet; `clip` is in the page's coordinates.
struct Laid {
  std::size_t page = 0;  // index in the document of the version that the proof is of
  measure::Placement at;
  Rect clip;
};

// One side of a press sheet, shown small: its pages, with the values of nobody, and marks, in the
// sheet's coordinates; `lines` over it in the paper's.
struct SheetPicture {
  std::size_t paper = 0;
  Size sheet;
  Rect to;
  std::vector<Laid> pages;
  std::vector<page::Path> marks, lines;
  NodeId figure = 0;  // the paper's
};

// The pictures lie on the paper.
struct Album {
  Paper paper;
  std::vector<Picture> pictures;
  std::vector<SheetPicture> sheets;

  // On the page of paper that is open, in a thin frame; heard where it is put, as what the page
  // says.
  void put(Picture picture) {
    paper.box(picture.to, std::nullopt, palette::line);
    picture.paper = paper.pages() - 1;
    picture.figure = paper.figure("", picture.to);
    pictures.push_back(std::move(picture));
  }
};

// As large as fits `most`, in the page's proportions.
inline Size fitted(const Size& size, const Size& most) {
  const Length high = size.height * most.width.micrometres() / size.width.micrometres();
  if (high <= most.height) return {most.width, high};
  return {size.width * most.height.micrometres() / size.height.micrometres(), most.height};
}

// Where a part of `from` comes to lie when `from` fills `to`.
inline Rect carried(const Rect& part, const Rect& from, const Rect& to) {
  const auto across = [&](Length x) {
    return to.size.width * x.micrometres() / from.size.width.micrometres();
  };
  return {
      {to.left() + across(part.left() - from.left()), to.top() + across(part.top() - from.top())},
      {across(part.size.width), across(part.size.height)}};
}

}  // namespace imprimatur::bat
