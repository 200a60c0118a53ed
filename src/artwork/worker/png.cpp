#include "artwork/worker/raster.h"
#include "artwork/worker/read.h"
#include "artwork/worker/syntax.h"

#include <png.h>

namespace imprimatur::artwork {
namespace {

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// What libpng's simplified interface does not tell: the density (PNG, 11.3.5.3) and the colour
// profile that stands in the file (11.3.3.3).
struct Chunks {
  double across = 0, down = 0;  // pixels per inch
  std::string profile;
  bool has_end = false;
};

// A name, a zero, the method 0, then the profile, deflated. Empty where it can't be inflated.
std::string profile_in(std::string_view chunk) {
  constexpr std::size_t most = 16u << 20;
  const std::size_t zero = chunk.find('\0');
  if (zero == std::string_view::npos || zero + 2 > chunk.size()) return {};
  return inflated(chunk.substr(zero + 2), most);
}

// Calls use(name, data, the whole chunk) for each; a cut one at the end is left out.
template <typename Use>
void each_chunk(std::string_view png, Use&& use) {
  for (std::size_t at = 8; at + 12 <= png.size();) {
    const std::size_t length = big_endian(png.substr(at));
    if (length > png.size() - at - 12) break;
    use(png.substr(at + 4, 4), png.substr(at + 8, length), png.substr(at, length + 12));
    at += 12 + length;
  }
}

Chunks chunks_of(std::string_view png) {
  Chunks chunks;
  each_chunk(png, [&](std::string_view name, std::string_view data, std::string_view) {
    if (name == "pHYs" && data.size() == 9 && data[8] == 1) {
      chunks.across = big_endian(data) * 0.0254;
      chunks.down = big_endian(data.substr(4)) * 0.0254;
    }
    if (name == "IEND") chunks.has_end = true;
    if (name == "iCCP") chunks.profile = profile_in(data);
  });
  return chunks;
}

// Where a profile is followed, what else the file says of its colours is not (PNG, 11.3.3.3), or
// they would be corrected twice.
std::string without_gamma(std::string_view png) {
  std::string out(png.substr(0, 8));
  each_chunk(png, [&](std::string_view name, std::string_view, std::string_view whole) {
    if (name != "gAMA" && name != "cHRM" && name != "sRGB") out.append(whole);
  });
  return out;
}

class PngDecoder {
 public:
  explicit PngDecoder(std::string_view png) {
    image_.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image_, png.data(), png.size()) == 0) fail();
  }
  PngDecoder(const PngDecoder&) = delete;
  PngDecoder& operator=(const PngDecoder&) = delete;
  ~PngDecoder() { png_image_free(&image_); }

  Pixels size() const { return {image_.width, image_.height}; }
  bool is_colour() const { return (image_.format & PNG_FORMAT_FLAG_COLOR) != 0; }
  bool has_alpha() const { return (image_.format & PNG_FORMAT_FLAG_ALPHA) != 0; }

  // Grey or RGB, with alpha where the file has some, eight bits a sample, not premultiplied, in
  // sRGB whatever gamma the file declares.
  std::string samples() {
    image_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    image_.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
    std::string bytes(PNG_IMAGE_SIZE(image_), '\0');
    if (png_image_finish_read(&image_, nullptr, bytes.data(), 0, nullptr) == 0) fail();
    return bytes;
  }

 private:
  [[noreturn]] void fail() const { throw Refused("artwork-damaged", image_.message); }
  png_image image_{};
};

}  // namespace

page::Form read_png(Workshop& workshop, std::string_view bytes, std::optional<Pixels>& pixels) {
  Chunks chunks = chunks_of(bytes);
  const bool is_followed = !chunks.profile.empty() && !is_srgb(chunks.profile);
  const std::string followed = is_followed ? without_gamma(bytes) : std::string();
  PngDecoder decoder(is_followed ? std::string_view(followed) : bytes);
  pixels = decoder.size();
  check_size(*pixels);
  Picture picture;
  picture.size = *pixels;
  picture.samples = decoder.is_colour() ? Samples::rgb : Samples::grey;
  const std::size_t channels = decoder.is_colour() ? 3 : 1;
  std::string samples = decoder.samples();
  if (!chunks.has_end) throw Refused("artwork-damaged", "IEND");
  if (decoder.has_alpha()) {
    split(std::move(samples), channels, picture);
  } else {
    picture.colour = std::move(samples);
  }
  if (is_density(chunks.across, chunks.down)) {
    picture.across = chunks.across;
    picture.down = chunks.down;
  }
  picture.profile = std::move(chunks.profile);
  return picture_form(workshop, std::move(picture));
}

}  // namespace imprimatur::artwork
