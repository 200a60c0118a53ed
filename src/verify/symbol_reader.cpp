// The one source that reads with ZXing-cpp, 1.4 (Debian 12) or 2.x (Debian 13).
#define ZX_USE_UTF8 1

#include "verify/symbol_reader.h"

#include "codes/matrix.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstdlib>

namespace imprimatur::verify {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

Options options_for(Search search) {
  const bool anywhere = search == Search::anywhere;
  Options options;
  options.setFormats(ZXing::BarcodeFormat::QRCode);
  options.setIsPure(!anywhere);
  options.setTryHarder(anywhere);
  options.setTryRotate(anywhere);
  options.setTryDownscale(false);
  options.setBinarizer(anywhere ? ZXing::Binarizer::LocalAverage
                                : ZXing::Binarizer::FixedThreshold);
  return options;
}

constexpr std::uint8_t threshold = 128;

struct Grey {
  const Picture& picture;
  bool is_dark(int x, int y) const { return picture.grey(x, y) < threshold; }
};

// All that is dark in a part, or nothing.
Part dark_box(const Grey& grey, const Part& part) {
  int left = part.left + part.width, top = part.top + part.height, right = 0, bottom = 0;
  for (int y = part.top; y < part.top + part.height; ++y) {
    for (int x = part.left; x < part.left + part.width; ++x) {
      if (!grey.is_dark(x, y)) continue;
      left = std::min(left, x), top = std::min(top, y);
      right = std::max(right, x + 1), bottom = std::max(bottom, y + 1);
    }
  }
  return right == 0 ? Part{} : Part{left, top, right - left, bottom - top};
}

// Whether a finder pattern (ISO/IEC 18004, 6.3.3) stands with its middle module in this column and
// row of the symbol. Some modules may be damaged.
bool has_finder(const Grey& grey, const Part& symbol, int column, int row) {
  constexpr int modules = codes::Matrix::size, tolerated = 8;
  int wrong = 0;
  for (int dy = -3; dy <= 3; ++dy) {
    for (int dx = -3; dx <= 3; ++dx) {
      const int x = symbol.left + symbol.width * (2 * (column + dx) + 1) / (2 * modules);
      const int y = symbol.top + symbol.height * (2 * (row + dy) + 1) / (2 * modules);
      const bool must = std::max(std::abs(dx), std::abs(dy)) != 2;
      if (grey.is_dark(x, y) != must) ++wrong;
    }
  }
  return wrong <= tolerated;
}

// By how many degrees a symbol alone is to be turned clockwise to stand upright, told by the corner
// that has no finder pattern; nullopt: these are no three patterns of a version 1 symbol. ZXing
// reads it upright only, and its 1.4 ended the program on some that were not.
std::optional<int> turn_upright(const Picture& picture, const Part& part) {
  const Grey grey{picture};
  const Part symbol = dark_box(grey, part);
  if (symbol.width < codes::Matrix::size || symbol.height < codes::Matrix::size)
    return std::nullopt;
  constexpr int near = 3, far = codes::Matrix::size - 4;
  const bool top_left = has_finder(grey, symbol, near, near);
  const bool top_right = has_finder(grey, symbol, far, near);
  const bool bottom_right = has_finder(grey, symbol, far, far);
  const bool bottom_left = has_finder(grey, symbol, near, far);
  if (top_left + top_right + bottom_right + bottom_left != 3) return std::nullopt;
  return !bottom_right ? 0 : !top_left ? 180 : !top_right ? 90 : 270;
}

}  // namespace

std::optional<std::string> read_symbol(const Picture& picture, const Part& part, Search search) {
  const int left = std::max(0, part.left), top = std::max(0, part.top);
  const int right = std::min(picture.width, part.left + part.width);
  const int bottom = std::min(picture.height, part.top + part.height);
  if (left >= right || top >= bottom) return std::nullopt;
  const ZXing::ImageView whole(picture.rows.data(), picture.width, picture.height,
                               ZXing::ImageFormat::Lum);
  const ZXing::ImageView view = whole.cropped(left, top, right - left, bottom - top);
  const auto turn = search == Search::anywhere
                        ? std::optional(0)
                        : turn_upright(picture, {left, top, right - left, bottom - top});
  if (!turn) return std::nullopt;
  const auto result = ZXing::ReadBarcode(view.rotated(*turn), options_for(search));
  return result.isValid() ? std::optional(result.text()) : std::nullopt;
}

}  // namespace imprimatur::verify
