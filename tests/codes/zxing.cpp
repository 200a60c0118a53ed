#include "codes/zxing.h"

#define ZX_USE_UTF8 1
#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)  // 2.2 and later; Debian 12 has 1.4
#include <ZXing/ReaderOptions.h>
#else
#include <ZXing/DecodeHints.h>
#endif

#include <vector>

namespace imprimatur::codes {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

constexpr int scale = 3;

// Drawn with a quiet zone of so many modules, and read.
template <typename Symbol>
ZXing::Result read(const Symbol& symbol, int modules, int quiet, ZXing::BarcodeFormat format) {
  const int edge = (modules + 2 * quiet) * scale;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(edge * edge), 255);
  for (int y = 0; y < modules * scale; ++y) {
    for (int x = 0; x < modules * scale; ++x) {
      if (!symbol(x / scale, y / scale)) continue;
      pixels[static_cast<std::size_t>((y + quiet * scale) * edge + x + quiet * scale)] = 0;
    }
  }
  const ZXing::ImageView image(pixels.data(), edge, edge, ZXing::ImageFormat::Lum);
  Options options;
  options.setFormats(format).setIsPure(true);
  return ZXing::ReadBarcode(image, options);
}

}  // namespace

Read read_by_zxing(const Matrix& matrix) {
  const auto result = read([&](int x, int y) { return matrix.dark(x, y); }, Matrix::size, 4,
                           ZXing::BarcodeFormat::QRCode);
  if (!result.isValid()) return {};
  return {result.text(), result.ecLevel()};
}

std::string read_by_zxing(const DataMatrix& matrix) {
  const auto dark = [&](int x, int y) {
    return matrix.dark(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y));
  };
  const auto result =
      read(dark, static_cast<int>(matrix.size()), 1, ZXing::BarcodeFormat::DataMatrix);
  return result.isValid() ? result.text() : "";
}

Matrix written_by_zxing(const std::string& text) {
  ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
  writer.setMargin(0).setEccLevel(5);  // of 0…8, which ZXing maps to L, M, Q and H by pairs
  const ZXing::BitMatrix bits = writer.encode(text, 0, 0);
  Matrix matrix;
  if (bits.width() != Matrix::size) return matrix;
  for (int y = 0; y < Matrix::size; ++y) {
    for (int x = 0; x < Matrix::size; ++x) {
      if (bits.get(x, y)) matrix.rows[static_cast<std::size_t>(y)] |= 1u << x;
    }
  }
  return matrix;
}

}  // namespace imprimatur::codes
