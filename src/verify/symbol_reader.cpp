// The one source that reads with ZXing-cpp, 1.4 (Debian 12) or 2.x (Debian 13).
#define ZX_USE_UTF8 1

#include "verify/symbol_reader.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <vector>

namespace imprimatur::verify {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

Options options_for(Look look) {
  const bool anywhere = look == Look::anywhere;
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

// A symbol alone is only found upright: what lies turned on its sheet is turned back.
std::vector<int> turns_for(Look look) {
  if (look == Look::anywhere) return {0};
  return {0, 180, 90, 270};
}

}  // namespace

std::optional<std::string> read_symbol(const Picture& picture, const Part& part, Look look) {
  const int left = std::max(0, part.left), top = std::max(0, part.top);
  const int right = std::min(picture.width, part.left + part.width);
  const int bottom = std::min(picture.height, part.top + part.height);
  if (left >= right || top >= bottom) return std::nullopt;
  const ZXing::ImageView whole(picture.grey.data(), picture.width, picture.height,
                               ZXing::ImageFormat::Lum);
  const ZXing::ImageView view = whole.cropped(left, top, right - left, bottom - top);
  for (const int degrees : turns_for(look)) {
    const auto result = ZXing::ReadBarcode(view.rotated(degrees), options_for(look));
    if (result.isValid()) return result.text();
  }
  return std::nullopt;
}

}  // namespace imprimatur::verify
