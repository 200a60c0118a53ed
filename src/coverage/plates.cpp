#include "coverage/plates.h"

#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace imprimatur::coverage {
namespace {

constexpr std::uint32_t cmyk = 4;
constexpr std::uint32_t longest_side = 30'000;  // "Photoshop File Formats", File Header Section

[[noreturn]] void refuse_plates(const world::Path& file) {
  throw finding::Failure(
      {fmt::format("Ghostscript a laissé des séparations illisibles ({}).",
                   file.filename().string()),
       fmt::format("Ghostscript left separations that can't be read ({}).",
                   file.filename().string())},
      {"Vérifiez la place sur le disque et la version de Ghostscript (10.00 ou plus), puis "
       "relancez.",
       "Check the room on the disk and the version of Ghostscript (10.00 or later), then run "
       "again."});
}

// Numbers are big-endian.
class Bytes {
 public:
  Bytes(std::string_view bytes, const world::Path& file) : left_(bytes), file_(file) {}

  std::string_view take(std::size_t count) {
    if (count > left_.size()) refuse_plates(file_);
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char c : take(bytes)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  void skip_section() { take(number(4)); }
  std::string_view rest() const { return left_; }

 private:
  std::string_view left_;
  const world::Path& file_;
};

std::int64_t pixel_at(Length length) {
  constexpr std::int64_t one = 1000 / pixels_per_millimetre;  // micrometres
  const std::int64_t um = length.micrometres();
  return um < 0 ? -((one / 2 - um) / one) : (um + one / 2) / one;
}

// Pixels of the picture, along one of its sides, that lie in cells.
struct Span {
  std::int64_t origin = 0;  // of the first cell; before the picture if the area begins there
  std::size_t begin = 0, end = 0;

  Span() = default;
  Span(Length from, std::size_t cells, std::size_t size) : origin(pixel_at(from)) {
    const std::int64_t last = origin + static_cast<std::int64_t>(cells) * pixels_per_millimetre;
    begin = std::min(static_cast<std::size_t>(std::max<std::int64_t>(origin, 0)), size);
    end = std::min(static_cast<std::size_t>(std::max<std::int64_t>(last, 0)), size);
  }
  std::size_t cell_of(std::size_t pixel) const {
    return static_cast<std::size_t>(static_cast<std::int64_t>(pixel) - origin) /
           pixels_per_millimetre;
  }
};

// Takes the file as it comes, piece by piece, and keeps one row of it.
class Weighing {
 public:
  Weighing(const world::Path& file, const Grid& grid)
      : file_(file), grid_(grid), ink_{std::vector<std::uint32_t>(grid.cells()), {}} {}

  void take(std::string_view piece) {
    if (row_.empty()) piece = read_head(piece);
    while (!piece.empty()) {
      if (ink_.heaviest.size() == plates_) refuse_plates(file_);  // more than it said
      const std::size_t count = std::min(piece.size(), row_.size() - x_);
      if (y_ >= down_.begin && y_ < down_.end) add(piece.substr(0, count));
      piece.remove_prefix(count);
      x_ += count;
      if (x_ == row_.size()) end_row();
    }
  }

  PlateInk ink() && {
    if (row_.empty() || ink_.heaviest.size() != plates_) refuse_plates(file_);
    return std::move(ink_);
  }

 private:
  // It is a few hundred bytes, and pieces are larger.
  std::string_view read_head(std::string_view piece) {
    Bytes bytes(piece, file_);
    if (bytes.take(4) != "8BPS" || bytes.number(2) != 1) refuse_plates(file_);
    bytes.take(6);
    plates_ = bytes.number(2);
    height_ = bytes.number(4);
    const std::size_t width = bytes.number(4);
    if (bytes.number(2) != 8 || bytes.number(2) != cmyk) refuse_plates(file_);
    for (int section = 0; section < 3; ++section) bytes.skip_section();  // palette, names, layers
    if (bytes.number(2) != 0) refuse_plates(file_);                      // compressed
    if (plates_ < cmyk || width == 0 || height_ == 0 || width > longest_side ||
        height_ > longest_side)
      refuse_plates(file_);
    row_.resize(width);
    across_ = Span(grid_.area.left(), grid_.columns(), width);
    down_ = Span(grid_.area.top(), grid_.rows(), height_);
    return bytes.rest();
  }

  // Pixels of a row of cells are added up column by column first: that takes a fraction of the
  // time.
  void add(std::string_view pixels) {
    std::uint32_t* sums = row_.data() + x_;
    unsigned char lightest = 255;
    for (std::size_t i = 0; i < pixels.size(); ++i)
      sums[i] += 255u - static_cast<unsigned char>(pixels[i]);
    const std::size_t first = std::clamp(across_.begin, x_, x_ + pixels.size()) - x_,
                      last = std::clamp(across_.end, x_, x_ + pixels.size()) - x_;
    for (std::size_t i = first; i < last; ++i)
      lightest = std::min(lightest, static_cast<unsigned char>(pixels[i]));
    heaviest_ = std::max(heaviest_, static_cast<std::uint8_t>(255 - lightest));
  }

  void end_row() {
    const bool counted = y_ >= down_.begin && y_ < down_.end;
    if (counted && (y_ + 1 == down_.end || down_.cell_of(y_ + 1) != down_.cell_of(y_))) {
      std::uint32_t* cells = ink_.cells.data() + down_.cell_of(y_) * grid_.columns();
      for (std::size_t x = across_.begin; x < across_.end; ++x)
        cells[across_.cell_of(x)] += row_[x];
      std::ranges::fill(row_, 0);
    }
    x_ = 0;
    if (++y_ < height_) return;
    y_ = 0;
    ink_.heaviest.push_back(std::exchange(heaviest_, 0));
  }

  const world::Path& file_;
  const Grid& grid_;
  PlateInk ink_;
  std::size_t plates_ = 0, height_ = 0;
  std::vector<std::uint32_t> row_;  // ink of the columns in the row of cells so far
  Span across_, down_;
  std::size_t x_ = 0, y_ = 0;  // of the next pixel, in the plate after those of ink_.heaviest
  std::uint8_t heaviest_ = 0;
};

}  // namespace

PlateInk read_plates(const world::Path& file, const Grid& grid) {
  Weighing weighing(file, grid);
  world::read_pieces(file, [&](std::string_view piece) { weighing.take(piece); });
  return std::move(weighing).ink();
}

}  // namespace imprimatur::coverage
