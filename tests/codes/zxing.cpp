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

constexpr int quiet = 4, scale = 3, edge = (Matrix::size + 2 * quiet) * scale;

std::vector<std::uint8_t> drawn(const Matrix& matrix) {
  std::vector<std::uint8_t> pixels(edge * edge, 255);
  for (int y = 0; y < Matrix::size * scale; ++y) {
    for (int x = 0; x < Matrix::size * scale; ++x) {
      if (!matrix.dark(x / scale, y / scale)) continue;
      pixels[static_cast<std::size_t>((y + quiet * scale) * edge + x + quiet * scale)] = 0;
    }
  }
  return pixels;
}

}  // namespace

Read read_by_zxing(const Matrix& matrix) {
  const auto pixels = drawn(matrix);
  const ZXing::ImageView image(pixels.data(), edge, edge, ZXing::ImageFormat::Lum);
#if __has_include(<ZXing/ReaderOptions.h>)
  ZXing::ReaderOptions options;
#else
  ZXing::DecodeHints options;
#endif
  options.setFormats(ZXing::BarcodeFormat::QRCode).setIsPure(true);
  const auto result = ZXing::ReadBarcode(image, options);
  if (!result.isValid()) return {};
  return {result.text(), result.ecLevel()};
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
