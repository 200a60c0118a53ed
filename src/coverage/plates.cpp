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

std::int64_t pixel_at(Length length) {
  constexpr std::int64_t one = 1000 / pixels_per_millimetre;  // micrometres
  const std::int64_t um = length.micrometres();
  return um < 0 ? -((one / 2 - um) / one) : (um + one / 2) / one;
}

// Pixels of the picture, along one of its sides, that lie in cells.
struct Span {
  std::int64_t origin;  // of the first cell; before the picture if the area begins there
  std::size_t begin, end;

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

}  // namespace

PlateInk read_plates(const world::Path& file, const Grid& grid) {
  const std::string text = world::read_file(file, most_bytes);
  const Plates plates = parse(text, file);
  PlateInk ink{std::vector<std::uint32_t>(grid.cells()), {}};
  const Span across(grid.area.left(), grid.columns(), plates.width);
  const Span down(grid.area.top(), grid.rows(), plates.height);
  for (std::size_t plate = 0; plate < plates.count; ++plate) {
    unsigned heaviest = 0;
    for (std::size_t y = down.begin; y < down.end; ++y) {
      const char* pixels = plates.bytes.data() + (plate * plates.height + y) * plates.width;
      std::uint32_t* row = ink.cells.data() + down.cell_of(y) * grid.columns();
      for (std::size_t x = across.begin; x < across.end; ++x) {
        const unsigned amount = 255u - static_cast<unsigned char>(pixels[x]);
        row[across.cell_of(x)] += amount;
        heaviest = std::max(heaviest, amount);
      }
    }
    ink.heaviest.push_back(static_cast<std::uint8_t>(heaviest));
  }
  return ink;
}

}  // namespace imprimatur::coverage
