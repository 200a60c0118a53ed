#include "picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <stdexcept>

namespace imprimatur::strangers {
namespace {

constexpr int eighth = 32;

std::size_t stride(const Picture& picture) {
  return static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.channels);
}

// Every channel lies between the least and the most of the nine pixels there, give or take an
// eighth.
bool is_near(const unsigned char* pixel, const Picture& other, int x, int y) {
  for (int c = 0; c < other.channels; ++c) {
    int least = 255, most = 0;
    for (int down = -1; down <= 1; ++down)
      for (int right = -1; right <= 1; ++right) {
        const int there = other.at(x + right, y + down)[c];
        least = std::min(least, there);
        most = std::max(most, there);
      }
    if (pixel[c] < least - eighth || pixel[c] > most + eighth) return false;
  }
  return true;
}

}  // namespace

const unsigned char* Picture::at(int x, int y) const {
  const auto column = static_cast<std::size_t>(std::clamp(x, 0, width - 1) * channels);
  const auto row = static_cast<std::size_t>(std::clamp(y, 0, height - 1));
  return reinterpret_cast<const unsigned char*>(bytes.data()) + row * stride(*this) + column;
}

Picture read_picture(const world::Path& file) {
  const std::string bytes = world::read_file(file);
  const std::string head = bytes.substr(0, 200);
  const std::regex plain(R"(^P([56])\s+(\d+)\s+(\d+)\s+255\s)");
  const std::regex pam(
      R"(^P7\nWIDTH (\d+)\nHEIGHT (\d+)\nDEPTH (\d)\nMAXVAL 255\nTUPLTYPE \w+\n(?:#[^\n]*\n)?ENDHDR\n)");
  Picture picture;
  std::smatch match;
  if (std::regex_search(head, match, plain)) {
    picture = {std::stoi(match[2]), std::stoi(match[3]), match[1] == "5" ? 1 : 3, {}};
  } else if (std::regex_search(head, match, pam)) {
    picture = {std::stoi(match[1]), std::stoi(match[2]), std::stoi(match[3]), {}};
  } else {
    throw std::runtime_error("not a picture: " + file.string());
  }
  picture.bytes = bytes.substr(static_cast<std::size_t>(match[0].length()));
  if (picture.bytes.size() != stride(picture) * static_cast<std::size_t>(picture.height))
    throw std::runtime_error("half a picture: " + file.string());
  return picture;
}

void write_grey(const Picture& picture, const world::Path& file) {
  world::write_file(file,
                    fmt::format("P5\n{} {}\n255\n", picture.width, picture.height) + picture.bytes);
}

int pixels(measure::Length length, double per_inch) {
  return static_cast<int>(std::lround(length.millimetres() * per_inch / 25.4));
}

Picture part(const Picture& picture, const measure::Rect& area, double per_inch) {
  const int left = pixels(area.left(), per_inch), top = pixels(area.top(), per_inch);
  Picture cut{
      pixels(area.size.width, per_inch), pixels(area.size.height, per_inch), picture.channels, {}};
  cut.bytes.reserve(stride(cut) * static_cast<std::size_t>(cut.height));
  for (int y = 0; y < cut.height; ++y)
    for (int x = 0; x < cut.width; ++x)
      cut.bytes.append(reinterpret_cast<const char*>(picture.at(left + x, top + y)),
                       static_cast<std::size_t>(picture.channels));
  return cut;
}

Picture turned_by_half(Picture picture) {
  Picture turned{picture.width, picture.height, picture.channels, {}};
  for (int y = picture.height - 1; y >= 0; --y)
    for (int x = picture.width - 1; x >= 0; --x)
      turned.bytes.append(reinterpret_cast<const char*>(picture.at(x, y)),
                          static_cast<std::size_t>(picture.channels));
  return turned;
}

std::size_t pixels_that_differ(const Picture& one, const Picture& other) {
  const auto count = static_cast<std::size_t>(one.width) * static_cast<std::size_t>(one.height);
  if (one.width != other.width || one.height != other.height || one.channels != other.channels)
    return count;
  std::size_t differ = 0;
  for (int y = 0; y < one.height; ++y)
    for (int x = 0; x < one.width; ++x)
      differ += !is_near(one.at(x, y), other, x, y) || !is_near(other.at(x, y), one, x, y);
  return differ;
}

}  // namespace imprimatur::strangers
