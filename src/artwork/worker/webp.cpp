#include "artwork/worker/raster.h"
#include "artwork/worker/read.h"

#include <webp/decode.h>

namespace imprimatur::artwork {
namespace {

const std::uint8_t* as_bytes(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

// A chunk of the RIFF file: a name, its length in four bytes, the lowest first, and so many bytes,
// padded to an even number (WebP container specification).
std::string webp_chunk(std::string_view webp, std::string_view name) {
  for (std::size_t at = 12; at + 8 <= webp.size();) {
    std::size_t length = 0;
    for (std::size_t i = 4; i > 0; --i) {
      length = length << 8 | static_cast<unsigned char>(webp[at + 3 + i]);
    }
    if (length > webp.size() - at - 8) break;
    if (webp.substr(at, 4) == name) return std::string(webp.substr(at + 8, length));
    at += 8 + length + length % 2;
  }
  return {};
}

}  // namespace

page::Form read_webp(Workshop& workshop, std::string_view bytes, std::optional<Pixels>& pixels) {
  WebPBitstreamFeatures features{};
  if (WebPGetFeatures(as_bytes(bytes), bytes.size(), &features) != VP8_STATUS_OK) {
    throw Refused("artwork-damaged", "WebP");
  }
  Picture picture;
  picture.size = {static_cast<std::uint32_t>(features.width),
                  static_cast<std::uint32_t>(features.height)};
  pixels = picture.size;
  check_size(picture.size);
  if (features.has_animation != 0) throw Refused("artwork-picture-kind", "WebP, ANIM");
  picture.profile = webp_chunk(bytes, "ICCP");
  const std::string exif = webp_chunk(bytes, "EXIF");
  constexpr std::string_view marker("Exif\0\0", 6);  // some writers copy JPEG's name for it too
  picture.orientation =
      orientation_in(std::string_view(exif).substr(exif.starts_with(marker) ? marker.size() : 0));
  const std::size_t count = std::size_t{picture.size.width} * picture.size.height;
  std::string rgba(count * 4, '\0');
  if (WebPDecodeRGBAInto(as_bytes(bytes), bytes.size(),
                         reinterpret_cast<std::uint8_t*>(rgba.data()), rgba.size(),
                         features.width * 4) == nullptr) {
    throw Refused("artwork-damaged", "WebP");
  }
  split(std::move(rgba), 3, picture);
  return picture_form(workshop, std::move(picture));
}

}  // namespace imprimatur::artwork
