// Logos of one zone in a row: equal gaps, and heights that look equal.
#include "typeset/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace imprimatur::typeset {
namespace {

using measure::Length;
using measure::Size;

double aspect(const Logo& logo) {
  return static_cast<double>(logo.natural.width.micrometres()) /
         static_cast<double>(std::max<std::int64_t>(logo.natural.height.micrometres(), 1));
}

// Between equal heights (k = 0, where a long word mark shouts down an emblem) and equal areas
// (k = 1/2, where it shrinks to a thread): height ∝ aspect^(-1/4). Square roots are exact to the
// last bit on every machine (IEEE 754), so the row is the same everywhere.
double relative_height(const Logo& logo) {
  return 1.0 / std::sqrt(std::sqrt(aspect(logo)));
}

Length rounded_length(double um) {
  return Length::from_micrometres(static_cast<std::int64_t>(um + 0.5));
}

// The sizes of the row: as large as the box allows.
std::vector<Size> sizes_of(const std::vector<const Logo*>& row, const Size& box, Length gap) {
  double tallest = 0, width = 0;
  for (const auto* logo : row) {
    tallest = std::max(tallest, relative_height(*logo));
    width += relative_height(*logo) * aspect(*logo);
  }
  const Length gaps = gap * static_cast<std::int64_t>(row.size() - 1);
  const double by_height = static_cast<double>(box.height.micrometres()) / tallest;
  const double by_width =
      static_cast<double>(std::max<std::int64_t>((box.width - gaps).micrometres(), 1)) / width;
  const double unit = std::min(by_height, by_width);
  std::vector<Size> sizes;
  for (const auto* logo : row) {
    const double height = unit * relative_height(*logo);
    sizes.push_back({rounded_length(height * aspect(*logo)), rounded_length(height)});
  }
  return sizes;
}

page::ArtworkId artwork_in(page::Document& document, const Logo& logo) {
  const page::Artwork artwork{logo.file_name, logo.alternate, logo.natural, logo.form};
  const auto found = std::ranges::find(document.artworks, artwork);
  const auto index = static_cast<std::uint32_t>(found - document.artworks.begin());
  if (found == document.artworks.end()) document.artworks.push_back(artwork);
  return {index};
}

void check_fineness(Workbench& bench, const Logo& logo, const Size& size) {
  if (size.width <= Length{} || logo.natural.width <= Length{}) return;
  for (const finding::Finding& finding :
       page::judge(page::scaled(logo.fineness, logo.natural.width, size.width), logo.file_name,
                   logo.place)) {
    add_once(bench.findings, finding);
  }
}

Length row_left(const templates::ImageItem& item, Length width) {
  switch (item.align) {
    case page::Align::left: return item.box.left();
    case page::Align::centre: return item.box.left() + (item.box.size.width - width) / 2;
    case page::Align::right: return item.box.right() - width;
  }
  return item.box.left();
}

}  // namespace

void draw(Workbench& bench, const templates::ImageItem& item, const finding::Place&,
          page::Page& page) {
  page.zones.push_back({item.zone, item.box});
  std::vector<const Logo*> row;
  for (const auto& logo : bench.logos) {
    if (logo.zone == item.zone) row.push_back(&logo);
  }
  if (row.empty()) return;
  const auto sizes = sizes_of(row, item.box.size, item.gap);
  Length width = item.gap * static_cast<std::int64_t>(row.size() - 1), height;
  for (const auto& size : sizes) width += size.width, height = std::max(height, size.height);
  const Length middle = top_left(item.box, height, item.vertical).y + height / 2;
  Length x = row_left(item, width);
  for (std::size_t i = 0; i < row.size(); ++i) {
    check_fineness(bench, *row[i], sizes[i]);
    page.marks.emplace_back(page::PlacedArtwork{artwork_in(bench.document, *row[i]),
                                                {{x, middle - sizes[i].height / 2}, sizes[i]}});
    x += sizes[i].width + item.gap;
  }
}

}  // namespace imprimatur::typeset
