#include "sheet_code.h"

#include "reader.h"

#define ZX_USE_UTF8 1
#include <ZXing/BarcodeFormat.h>
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)  // 2.2 and later; Debian 12 has 1.4
#include <ZXing/ReaderOptions.h>
#else
#include <ZXing/DecodeHints.h>
#endif

namespace imprimatur::press {

std::string read_sheet_code(const poppler::image& picture, const measure::Rect& box) {
  const auto pixel = [](measure::Length l) {
    return static_cast<int>(l.micrometres() * reader::resolution / 25'400);
  };
  const ZXing::ImageView whole(reinterpret_cast<const std::uint8_t*>(picture.const_data()),
                               picture.width(), picture.height(), ZXing::ImageFormat::Lum,
                               picture.bytes_per_row());
#if __has_include(<ZXing/ReaderOptions.h>)
  ZXing::ReaderOptions options;
#else
  ZXing::DecodeHints options;
#endif
  options.setFormats(ZXing::BarcodeFormat::DataMatrix).setTryHarder(true);
  const auto result =
      ZXing::ReadBarcode(whole.cropped(pixel(box.left()), pixel(box.top()), pixel(box.size.width),
                                       pixel(box.size.height)),
                         options);
  return result.isValid() ? result.text() : "";
}

}  // namespace imprimatur::press
