#include "verify/art_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace imprimatur::verify {
namespace {

using measure::Length;

constexpr int tint = 26;  // a tenth of the scale
constexpr int pixel_micrometres = 1000 / Colours::per_millimetre;

int pixel_of(Length length) {
  const auto pixel = static_cast<double>(length.micrometres()) / pixel_micrometres;
  return static_cast<int>(std::lround(pixel));
}

std::size_t index(const LeafPicture& picture, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
         static_cast<std::size_t>(x);
}

// Paper beyond the picture's edge.
LeafPicture cut_out(const Colours& from, int left, int top, const Rect& seen) {
  LeafPicture picture{pixel_of(seen.size.width), pixel_of(seen.size.height), {}, {}};
  const auto pixels =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  picture.rgb.assign(pixels * 3, 255);
  picture.compared.assign(pixels, 1);
  const int first = std::max(0, -left), last = std::min(picture.width, from.width - left);
  for (int y = std::max(0, -top); y < std::min(picture.height, from.height - top); ++y) {
    if (first >= last) break;
    const auto start = (std::ptrdiff_t{y + top} * from.width + left + first) * 3;
    std::copy_n(from.rgb.begin() + start, std::ptrdiff_t{last - first} * 3,
                picture.rgb.begin() + (std::ptrdiff_t{y} * picture.width + first) * 3);
  }
  return picture;
}

// Of one colour over 3 × 3 pixels.
int smoothed(const LeafPicture& picture, int x, int y, std::size_t colour) {
  int sum = 0;
  for (int row = y - 1; row <= y + 1; ++row)
    for (int column = x - 1; column <= x + 1; ++column)
      sum += picture.rgb[index(picture, std::clamp(column, 0, picture.width - 1),
                               std::clamp(row, 0, picture.height - 1)) *
                             3 +
                         colour];
  return sum / 9;
}

bool differ(const LeafPicture& one, std::size_t a, const LeafPicture& other, std::size_t b) {
  const std::uint8_t* own = one.rgb.data() + a * 3;
  const std::uint8_t* its = other.rgb.data() + b * 3;
  return std::abs(own[0] - its[0]) > tint || std::abs(own[1] - its[1]) > tint ||
         std::abs(own[2] - its[2]) > tint;
}

int sharp(const LeafPicture& picture, int x, int y, std::size_t colour) {
  return picture.rgb[index(picture, std::clamp(x, 0, picture.width - 1),
                           std::clamp(y, 0, picture.height - 1)) *
                         3 +
                     colour];
}

// Within the range of the other's pixels around this place. `look` at them sharp or smoothed.
template <typename Look>
bool is_within(const LeafPicture& one, const LeafPicture& other, int x, int y, int reach,
               Look look) {
  for (std::size_t colour = 0; colour < 3; ++colour) {
    int least = 255, most = 0;
    for (int row = y - reach; row <= y + reach; ++row)
      for (int column = x - reach; column <= x + reach; ++column) {
        const int near = look(other, column, row, colour);
        least = std::min(least, near), most = std::max(most, near);
      }
    // Poppler makes a hairline one pixel wide or two, as it falls.
    const int slack = tint + most - least;
    const int own = look(one, x, y, colour);
    if (own < least - slack || own > most + slack) return false;
  }
  return true;
}

template <typename Look>
bool are_like(const LeafPicture& one, const LeafPicture& other, int x, int y, int reach,
              Look look) {
  return is_within(one, other, x, y, reach, look) && is_within(other, one, x, y, reach, look);
}

// Every third pixel of every third row, the leaf taken `dx` and `dy` beside its place.
std::size_t misses(const LeafPicture& sheet, const LeafPicture& approved, int dx, int dy) {
  std::size_t count = 0;
  constexpr int reach = 10;
  for (int y = reach; y < sheet.height - reach; y += 3)
    for (int x = reach; x < sheet.width - reach; x += 3) {
      const std::size_t there = index(approved, x - dx, y - dy), here = index(sheet, x, y);
      if (sheet.compared[here] != 0 && approved.compared[there] != 0)
        count += differ(sheet, here, approved, there);
    }
  return count;
}

bool has_ink(const LeafPicture& picture, std::size_t i) {
  return std::min({picture.rgb[i * 3], picture.rgb[i * 3 + 1], picture.rgb[i * 3 + 2]}) <
         255 - tint / 2;
}

}  // namespace

LeafPicture leaf_on_sheet(const Colours& sheet, const Art& art) {
  LeafPicture leaf = cut_out(sheet, pixel_of(art.seen.left()), pixel_of(art.seen.top()), art.seen);
  for (const Rect& mask : art.masks) {
    const int left = std::max(0, pixel_of(mask.left() - art.seen.left()));
    const int top = std::max(0, pixel_of(mask.top() - art.seen.top()));
    const int right = std::min(leaf.width, pixel_of(mask.right() - art.seen.left()) + 1);
    const int bottom = std::min(leaf.height, pixel_of(mask.bottom() - art.seen.top()) + 1);
    for (int y = top; y < bottom; ++y)
      for (int x = left; x < right; ++x) leaf.compared[index(leaf, x, y)] = 0;
  }
  return leaf;
}

LeafPicture leaf_as_approved(const Colours& page, const Art& art) {
  return cut_out(page, pixel_of(art.seen.left()) - pixel_of(art.box.left()),
                 pixel_of(art.seen.top()) - pixel_of(art.box.top()), art.seen);
}

std::size_t pixels_that_differ(const LeafPicture& sheet, const LeafPicture& approved) {
  std::size_t count = 0;
  for (int y = 0; y < sheet.height; ++y)
    for (int x = 0; x < sheet.width; ++x) {
      const std::size_t i = index(sheet, x, y);
      if (sheet.compared[i] != 0 && differ(sheet, i, approved, i))
        count +=
            !are_like(sheet, approved, x, y, 1, sharp) && !are_like(sheet, approved, x, y, 2, smoothed);
    }
  return count;
}

std::optional<Moved> moved(const LeafPicture& sheet, const LeafPicture& approved) {
  constexpr int reach = 10;
  const std::size_t unmoved = misses(sheet, approved, 0, 0);
  std::size_t fewest = unmoved;
  int right = 0, down = 0;
  for (int dy = -reach; dy <= reach; ++dy)
    for (int dx = -reach; dx <= reach; ++dx) {
      const std::size_t count = misses(sheet, approved, dx, dy);
      if (count < fewest) fewest = count, right = dx, down = dy;
    }
  if (fewest * 3 > unmoved || std::max(std::abs(right), std::abs(down)) < 3) return std::nullopt;
  return Moved{Length::from_micrometres(right * pixel_micrometres),
               Length::from_micrometres(down * pixel_micrometres)};
}

bool is_bare(const LeafPicture& sheet, const LeafPicture& approved) {
  std::size_t must = 0, there = 0;
  for (std::size_t i = 0; i < sheet.compared.size(); ++i) {
    if (sheet.compared[i] == 0 || !has_ink(approved, i)) continue;
    ++must;
    there += has_ink(sheet, i);
  }
  return there * 20 < must;
}

}  // namespace imprimatur::verify
