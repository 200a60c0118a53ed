#include "coverage/plates.h"

#include "finding/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace imprimatur::coverage {
namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{2} << 30;
constexpr std::uint32_t cmyk = 4;

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

struct Plates {
  std::size_t count = 0, width = 0, height = 0;
  std::string_view bytes;  // plate after plate, each in rows
};

Plates parse(std::string_view text, const world::Path& file) {
  Bytes bytes(text, file);
  Plates plates;
  if (bytes.take(4) != "8BPS" || bytes.number(2) != 1) refuse_plates(file);
  bytes.take(6);
  plates.count = bytes.number(2);
  plates.height = bytes.number(4);
  plates.width = bytes.number(4);
  if (bytes.number(2) != 8 || bytes.number(2) != cmyk) refuse_plates(file);
  for (int section = 0; section < 3; ++section) bytes.skip_section();  // palette, names, layers
  if (bytes.number(2) != 0) refuse_plates(file);                       // compressed
  plates.bytes = bytes.rest();
  if (plates.count < cmyk || plates.width == 0 || plates.height == 0 ||
      plates.bytes.size() / plates.width / plates.height != plates.count ||
      plates.bytes.size() % (plates.width * plates.height) != 0) {
    refuse_plates(file);
  }
  return plates;
}

std::size_t pixel_at(Length length) {
  const std::int64_t tenths = std::max<std::int64_t>(length.micrometres(), 0) / 100;
  return static_cast<std::size_t>((tenths * pixels_per_millimetre + 5) / 10);
}

// Adds one row of pixels to the row of cells that it belongs to.
void add_row(std::string_view pixels, std::size_t first, std::uint32_t* cells,
             std::size_t columns) {
  const std::size_t end =
      std::min(pixels.size(), first + columns * std::size_t{pixels_per_millimetre});
  for (std::size_t x = first; x < end; ++x) {
    cells[(x - first) / pixels_per_millimetre] += 255u - static_cast<unsigned char>(pixels[x]);
  }
}

}  // namespace

std::vector<std::uint32_t> read_plates(const world::Path& file, const Grid& grid) {
  const std::string text = world::read_file(file, most_bytes);
  const Plates plates = parse(text, file);
  std::vector<std::uint32_t> cells(grid.cells());
  const std::size_t left = pixel_at(grid.area.left()), top = pixel_at(grid.area.top());
  const std::size_t end =
      std::min(plates.height, top + grid.rows() * std::size_t{pixels_per_millimetre});
  for (std::size_t plate = 0; plate < plates.count; ++plate) {
    for (std::size_t y = top; y < end; ++y) {
      const std::string_view row =
          plates.bytes.substr((plate * plates.height + y) * plates.width, plates.width);
      add_row(row, left, cells.data() + (y - top) / pixels_per_millimetre * grid.columns(),
              grid.columns());
    }
  }
  return cells;
}

}  // namespace imprimatur::coverage
