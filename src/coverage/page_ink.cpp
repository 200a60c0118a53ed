#include "coverage/page_ink.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace imprimatur::coverage {
namespace {

std::size_t pixel_at(Length length, std::size_t most) {
  constexpr std::int64_t one = 1000 / pixels_per_millimetre;  // micrometres
  const std::int64_t um = std::max<std::int64_t>(length.micrometres(), 0);
  return std::min(static_cast<std::size_t>((um + one / 2) / one), most);
}

}  // namespace

PageInk::PageInk(std::size_t width, std::vector<std::uint32_t> pixels,
                 std::vector<std::uint8_t> plates)
    : width_(width), height_(pixels.size() / width), plates_(std::move(plates)) {
  assert(width > 0 && pixels.size() == width_ * height_);
  sums_.resize((width_ + 1) * (height_ + 1));
  for (std::size_t y = 0; y < height_; ++y) {
    const std::uint32_t* above = sums_.data() + y * (width_ + 1);
    std::uint32_t* below = sums_.data() + (y + 1) * (width_ + 1);
    std::uint32_t row = 0;
    for (std::size_t x = 0; x < width_; ++x) {
      row += pixels[y * width_ + x];
      below[x + 1] = above[x + 1] + row;
    }
  }
}

std::uint32_t PageInk::in(const Rect& area) const {
  const std::size_t left = pixel_at(area.left(), width_), right = pixel_at(area.right(), width_);
  const std::size_t top = pixel_at(area.top(), height_), bottom = pixel_at(area.bottom(), height_);
  if (left >= right || top >= bottom) return 0;
  const auto at = [this](std::size_t x, std::size_t y) { return sums_[y * (width_ + 1) + x]; };
  return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}

}  // namespace imprimatur::coverage
