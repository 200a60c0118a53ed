// Finished PDFs as strangers send them, and imposed sheets as an outside reader sees them.
#pragma once

#include <string>
#include <vector>

namespace imprimatur::flow {

// In points. Every page has a ground that fills its bleed, an L in red, its number in six squares,
// and one picture that all of them share: no page looks like another, or like itself turned or seen
// in a mirror.
struct Flyer {
  int pages = 2;
  double width = 144, height = 216;    // trimmed
  double bleed = 9;                    // 0: there is no BleedBox
  int first = 1;                       // the number on the first page
  std::string page{};                  // more entries of each page
  std::string catalog{};               // more entries of the catalog
  std::string resources{};             // more entries of the resources that all pages share
  std::string before{}, after{};       // round the content of each page
  bool split = false;                  // the content is two streams
  int last_page_wider = 0;             // by so many points
  std::vector<std::string> objects{};  // from number 5 on
};
std::string pdf_of(const Flyer& flyer);

// What a reader sees of each trimmed place, row by row from the top-left, a space between: the
// number of the page of `originals` that it is, with 'r', 'u' or 'l' after it where it is turned
// clockwise by one, two or three quarters; '.' where it is white, '?' where it is none of them.
// Places are those of TrimBox, `gutter` points apart; the originals are looked at with so many
// points to their `unit`.
std::string seen_on(const std::string& imposed, int page, int columns, int rows,
                    const std::string& originals, double gutter = 18, double unit = 1);

int pages_of(const std::string& pdf);

// Whether what lies `beyond` points outside the trim of the block's left edge is not white.
bool has_ground_left_of(const std::string& imposed, int page, double beyond);

// Whether there is a mark over the middle of the block, `beyond` points outside its trim.
bool has_mark_over_middle(const std::string& imposed, int page, double beyond);

// Whether anything farther out than `beyond` points is of a solid cyan.
bool has_cyan_outside(const std::string& imposed, int page, double beyond);

}  // namespace imprimatur::flow
