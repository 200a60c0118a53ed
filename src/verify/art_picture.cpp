#include "verify/art_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace imprimatur::verify {
namespace {

using measure::Length;
using measure::Point;

constexpr int tint = 26;  // a tenth of the scale
constexpr int pixel_micrometres = 1000 / Colours::per_millimetre;

int pixel_of(Length length) {
  const auto pixel = static_cast<double>(length.micrometres()) / pixel_micrometres;
  return static_cast<int>(std::floor(pixel));
}

// Paper beyond the picture's edge.
std::uint8_t value(const Colours& picture, int x, int y, int colour) {
  if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return 255;
  return picture.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                      static_cast<std::size_t>(x)) *
                         3 +
                     static_cast<std::size_t>(colour)];
}

std::size_t index(const LeafPicture& picture, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
         static_cast<std::size_t>(x);
}

Point middle(const Rect& seen, int x, int y) {
  const auto at = [](Length from, int pixel) {
    return from + Length::from_micrometres(pixel * pixel_micrometres + pixel_micrometres / 2);
  };
  return {at(seen.left(), x), at(seen.top(), y)};
}

LeafPicture empty_picture(const Rect& seen) {
  LeafPicture picture{pixel_of(seen.size.width), pixel_of(seen.size.height), {}, {}};
  const auto pixels =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  picture.rgb.resize(pixels * 3);
  picture.compared.assign(pixels, 1);
  return picture;
}

void smooth(LeafPicture& picture) {
  const std::vector<std::uint8_t> sharp = picture.rgb;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      for (std::size_t colour = 0; colour < 3; ++colour) {
        int sum = 0;
        for (int dy = -1; dy <= 1; ++dy)
          for (int dx = -1; dx <= 1; ++dx)
            sum += sharp[index(picture, std::clamp(x + dx, 0, picture.width - 1),
                               std::clamp(y + dy, 0, picture.height - 1)) *
                             3 +
                         colour];
        picture.rgb[index(picture, x, y) * 3 + colour] = static_cast<std::uint8_t>(sum / 9);
      }
}

// `where`: which place of the picture a point of the sheet is.
template <typename Where>
LeafPicture taken(const Colours& from, const Rect& seen, Where where) {
  LeafPicture picture = empty_picture(seen);
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) {
      const Point at = where(middle(seen, x, y));
      for (int colour = 0; colour < 3; ++colour)
        picture.rgb[index(picture, x, y) * 3 + static_cast<std::size_t>(colour)] =
            value(from, pixel_of(at.x), pixel_of(at.y), colour);
    }
  smooth(picture);
  return picture;
}

bool has_like(const LeafPicture& one, const LeafPicture& other, int x, int y) {
  for (std::size_t colour = 0; colour < 3; ++colour) {
    int least = 255, most = 0;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const int near = other.rgb[index(other, std::clamp(x + dx, 0, other.width - 1),
                                         std::clamp(y + dy, 0, other.height - 1)) *
                                       3 +
                                   colour];
        least = std::min(least, near), most = std::max(most, near);
      }
    const int own = one.rgb[index(one, x, y) * 3 + colour];
    if (own < least - tint || own > most + tint) return false;
  }
  return true;
}

bool differ(const LeafPicture& one, std::size_t a, const LeafPicture& other, std::size_t b) {
  for (std::size_t colour = 0; colour < 3; ++colour)
    if (std::abs(one.rgb[a * 3 + colour] - other.rgb[b * 3 + colour]) > tint) return true;
  return false;
}

// Every second pixel of every second row, the leaf taken `dx` and `dy` beside its place.
std::size_t misses(const LeafPicture& sheet, const LeafPicture& approved, int dx, int dy) {
  std::size_t count = 0;
  constexpr int reach = 10;
  for (int y = reach; y < sheet.height - reach; y += 2)
    for (int x = reach; x < sheet.width - reach; x += 2) {
      const std::size_t there = index(approved, x - dx, y - dy), here = index(sheet, x, y);
      if (sheet.compared[here] != 0 && approved.compared[there] != 0)
        count += differ(sheet, here, approved, there);
    }
  return count;
}

bool is_inked(const LeafPicture& picture, std::size_t i) {
  return std::min({picture.rgb[i * 3], picture.rgb[i * 3 + 1], picture.rgb[i * 3 + 2]}) <
         255 - tint / 2;
}

}  // namespace

LeafPicture leaf_on_sheet(const Colours& sheet, const Art& art) {
  LeafPicture leaf = taken(sheet, art.seen, [](const Point& at) { return at; });
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
  const measure::Placement back = art.at.inverted();
  return taken(page, art.seen, [&](const Point& at) { return back(at); });
}

std::size_t pixels_that_differ(const LeafPicture& sheet, const LeafPicture& approved) {
  std::size_t count = 0;
  for (int y = 0; y < sheet.height; ++y)
    for (int x = 0; x < sheet.width; ++x)
      if (sheet.compared[index(sheet, x, y)] != 0)
        count += !has_like(sheet, approved, x, y) || !has_like(approved, sheet, x, y);
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
  if (fewest * 3 > unmoved) return std::nullopt;
  return Moved{Length::from_micrometres(right * pixel_micrometres),
               Length::from_micrometres(down * pixel_micrometres)};
}

bool is_bare(const LeafPicture& sheet, const LeafPicture& approved) {
  std::size_t must = 0, there = 0;
  for (std::size_t i = 0; i < sheet.compared.size(); ++i) {
    if (sheet.compared[i] == 0 || !is_inked(approved, i)) continue;
    ++must;
    there += is_inked(sheet, i);
  }
  return there * 20 < must;
}

}  // namespace imprimatur::verify
