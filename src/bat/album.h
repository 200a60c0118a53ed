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
enum class Values : std::uint8_t { nobody, first, last };

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

// The pictures lie on the paper.
struct Album {
  Paper paper;
  std::vector<Picture> pictures;

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

}  // namespace imprimatur::bat
