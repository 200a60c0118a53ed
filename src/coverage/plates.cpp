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
// Four square metres at our resolution: no paper is larger, and memory is taken for it at once.
constexpr std::size_t most_pixels = 100'000'000;

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

// Takes the file as it comes, piece by piece.
class Weighing {
 public:
  explicit Weighing(const world::Path& file) : file_(file) {}

  void take(std::string_view piece) {
    if (ink_.empty()) piece = read_head(piece);
    while (!piece.empty()) {
      if (heaviest_.size() == plates_) refuse_plates(file_);  // more than it said
      const std::size_t count = std::min(piece.size(), ink_.size() - at_);
      add(piece.substr(0, count));
      piece.remove_prefix(count);
    }
  }

  PageInk ink() && {
    if (ink_.empty() || heaviest_.size() != plates_) refuse_plates(file_);
    return {width_, std::move(ink_), std::move(heaviest_)};
  }

 private:
  // It is a few hundred bytes, and pieces are larger.
  std::string_view read_head(std::string_view piece) {
    Bytes bytes(piece, file_);
    if (bytes.take(4) != "8BPS" || bytes.number(2) != 1) refuse_plates(file_);
    bytes.take(6);
    plates_ = bytes.number(2);
    const std::size_t height = bytes.number(4);
    width_ = bytes.number(4);
    if (bytes.number(2) != 8 || bytes.number(2) != cmyk) refuse_plates(file_);
    for (int section = 0; section < 3; ++section) bytes.skip_section();  // palette, names, layers
    if (bytes.number(2) != 0) refuse_plates(file_);                      // compressed
    if (plates_ < cmyk || width_ == 0 || height == 0 || width_ > longest_side ||
        height > longest_side || width_ * height > most_pixels)
      refuse_plates(file_);
    ink_.resize(width_ * height);
    return bytes.rest();
  }

  void add(std::string_view pixels) {
    std::uint32_t* ink = ink_.data() + at_;
    unsigned char lightest = 255 - most_;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const auto pixel = static_cast<unsigned char>(pixels[i]);
      ink[i] += full_pixel - pixel;
      lightest = std::min(lightest, pixel);
    }
    most_ = 255 - lightest;
    at_ += pixels.size();
    if (at_ < ink_.size()) return;
    at_ = 0;
    heaviest_.push_back(std::exchange(most_, std::uint8_t{0}));
  }

  const world::Path& file_;
  std::size_t plates_ = 0, width_ = 0;
  std::vector<std::uint32_t> ink_;      // of all plates so far
  std::vector<std::uint8_t> heaviest_;  // of whole plates
  std::size_t at_ = 0;                  // the next pixel, in the plate after those
  std::uint8_t most_ = 0;               // of that plate
};

}  // namespace

PageInk read_plates(const world::Path& file) {
  Weighing weighing(file);
  world::read_pieces(file, [&](std::string_view piece) { weighing.take(piece); });
  return std::move(weighing).ink();
}

}  // namespace imprimatur::coverage
