#include "artwork/worker/image.h"
#include "artwork/worker/raster.h"
#include "artwork/worker/read.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace imprimatur::artwork {
namespace {

// What libtiff reads from: the client's bytes, and where it is in them.
struct TiffBytes {
  std::string_view bytes;
  toff_t at = 0;
};

TiffBytes& source(thandle_t handle) {
  return *static_cast<TiffBytes*>(handle);
}

tsize_t read_tiff_bytes(thandle_t handle, void* into, tsize_t count) {
  TiffBytes& from = source(handle);
  if (count <= 0 || from.at >= from.bytes.size()) return 0;
  const auto left = from.bytes.size() - static_cast<std::size_t>(from.at);
  const std::size_t got = std::min(static_cast<std::size_t>(count), left);
  std::memcpy(into, from.bytes.data() + from.at, got);
  from.at += got;
  return static_cast<tsize_t>(got);
}

toff_t seek_tiff_bytes(thandle_t handle, toff_t offset, int whence) {
  TiffBytes& from = source(handle);
  const toff_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? from.at : from.bytes.size();
  return from.at = base + offset;
}

struct CloseTiff {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, CloseTiff>;

[[noreturn]] void refuse_tiff(const char* what) {
  throw Refused("artwork-damaged", what);
}

Tiff open_tiff(TiffBytes& bytes) {
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  Tiff tiff(TIFFClientOpen(
      "logo", "rm", &bytes, read_tiff_bytes, [](thandle_t, void*, tsize_t) { return tsize_t{0}; },
      seek_tiff_bytes, [](thandle_t) { return 0; },
      [](thandle_t handle) { return toff_t{source(handle).bytes.size()}; }, nullptr, nullptr));
  if (!tiff) refuse_tiff("TIFF");
  return tiff;
}

std::uint16_t tag(TIFF* tiff, std::uint32_t name) {
  std::uint16_t value = 0;
  TIFFGetFieldDefaulted(tiff, name, &value);
  return value;
}

// Pixels per inch (TIFF 6.0, ResolutionUnit: 2 is the inch, 3 the centimetre).
void take_tiff_density(TIFF* tiff, Picture& picture) {
  float across = 0, down = 0;
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &across) == 0 ||
      TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &down) == 0) {
    return;
  }
  const std::uint16_t unit = tag(tiff, TIFFTAG_RESOLUTIONUNIT);
  const double per_inch = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
  if (!is_density(across * per_inch, down * per_inch)) return;
  picture.across = across * per_inch;
  picture.down = down * per_inch;
}

std::string profile_in(TIFF* tiff) {
  std::uint32_t size = 0;
  void* profile = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &size, &profile) == 0 || profile == nullptr) return {};
  return {static_cast<const char*>(profile), size};
}

// What the file says of its samples (TIFF 6.0, sections 8, 11, 16 and 18).
struct TiffLayout {
  std::uint16_t photometric = 0, bits = 0, samples = 0, extras = 0;
  std::uint16_t extra = EXTRASAMPLE_UNSPECIFIED;  // the first channel beyond the colours
  std::size_t colours = 0;                        // channels of colour

  bool has_alpha() const {
    return extras > 0 && (extra == EXTRASAMPLE_ASSOCALPHA || extra == EXTRASAMPLE_UNASSALPHA);
  }
  bool is_grey() const {
    return photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
  }
};

// In words of TIFF's own: "TIFF, 32 bits, photometric 1".
[[noreturn]] void refuse(std::string_view rule, const TiffLayout& layout, std::string_view why) {
  throw Refused(rule, "TIFF, " + std::to_string(layout.bits) + " bits, photometric " +
                          std::to_string(layout.photometric) + ", " + std::string(why));
}

[[noreturn]] void refuse_kind(const TiffLayout& layout, std::string_view why) {
  refuse("artwork-picture-kind", layout, why);
}

TiffLayout layout_of(TIFF* tiff) {
  TiffLayout layout;
  if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric) == 0) refuse_tiff("Photometric");
  layout.bits = tag(tiff, TIFFTAG_BITSPERSAMPLE);
  layout.samples = tag(tiff, TIFFTAG_SAMPLESPERPIXEL);
  const std::uint16_t* kinds = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &layout.extras, &kinds) == 0) layout.extras = 0;
  if (layout.extras > 0) layout.extra = kinds[0];
  switch (layout.photometric) {
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_PALETTE: layout.colours = 1; break;
    case PHOTOMETRIC_RGB:
    case PHOTOMETRIC_YCBCR: layout.colours = 3; break;
    case PHOTOMETRIC_SEPARATED: layout.colours = 4; break;
    default: refuse_kind(layout, "colours");
  }
  // Signed and floating numbers have a scale that the file doesn't say.
  const std::uint16_t format = tag(tiff, TIFFTAG_SAMPLEFORMAT);
  if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID) refuse_kind(layout, "numbers");
  if (TIFFIsCODECConfigured(tag(tiff, TIFFTAG_COMPRESSION)) == 0)
    refuse_kind(layout, "compression");
  if (layout.samples < layout.colours + (layout.has_alpha() ? 1 : 0)) {
    refuse_tiff("SamplesPerPixel");
  }
  return layout;
}

// Bytes of a tile, or of a row or strip: what is set aside to decode one. A few bytes of file can
// claim gigabytes here, for a tile may reach far beyond the picture, and a pixel have 65 535
// samples; a whole picture of `most_pixels` in four samples keeps within the bound.
std::size_t block_size(tmsize_t size) {
  if (size <= 0 || size > tmsize_t{256} << 20) refuse_tiff("TIFF");
  return static_cast<std::size_t>(size);
}

// The samples of a picture of 8 or 16 bits as they are, from strips or tiles, all channels together
// or plane by plane. Of 16 bits the higher byte is taken; channels beyond colours and alpha are
// passed over.
class Blocks {
 public:
  Blocks(TIFF* tiff, const TiffLayout& layout, Picture& picture)
      : tiff_(tiff),
        layout_(layout),
        picture_(picture),
        tiled_(TIFFIsTiled(tiff) != 0),
        together_(tag(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_CONTIG) {
    width_ = picture.size.width;
    if (tiled_ &&
        (TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &width_) == 0 ||
         TIFFGetField(tiff, TIFFTAG_TILELENGTH, &height_) == 0 || width_ == 0 || height_ == 0)) {
      refuse_tiff("TileWidth");
    }
    const std::size_t size = block_size(tiled_ ? TIFFTileSize(tiff) : TIFFScanlineSize(tiff));
    const std::uint64_t row = std::uint64_t{width_} * layout.bits / 8 * channels();
    if (size / height_ < row) refuse_tiff("TIFF");
    block_.assign(size, '\0');
    stride_ = block_.size() / height_;
  }

  void read() {
    const std::size_t pixels = std::size_t{picture_.size.width} * picture_.size.height;
    picture_.colour.assign(pixels * layout_.colours, '\0');
    if (layout_.has_alpha()) picture_.alpha.assign(pixels, '\0');
    const std::size_t wanted = layout_.colours + (layout_.has_alpha() ? 1 : 0);
    for (std::size_t plane = 0; plane < (together_ ? 1 : wanted); ++plane) {
      for (std::uint32_t top = 0; top < picture_.size.height; top += height_) {
        for (std::uint32_t left = 0; left < picture_.size.width; left += width_) {
          fetch(left, top, static_cast<std::uint16_t>(plane));
          for (std::size_t k = 0; k < (together_ ? wanted : 1); ++k) {
            put(left, top, k, together_ ? k : plane);
          }
        }
      }
    }
  }

 private:
  std::size_t channels() const { return together_ ? layout_.samples : 1; }

  void fetch(std::uint32_t left, std::uint32_t top, std::uint16_t plane) {
    const bool read = tiled_ ? TIFFReadTile(tiff_, block_.data(), left, top, 0, plane) >= 0
                             : TIFFReadScanline(tiff_, block_.data(), top, plane) >= 0;
    if (!read) refuse_tiff("TIFF");
  }

  // Of the block at hand, one channel into the picture.
  void put(std::uint32_t left, std::uint32_t top, std::size_t channel, std::size_t sample) {
    const bool is_alpha = sample == layout_.colours;
    std::string& into = is_alpha ? picture_.alpha : picture_.colour;
    const std::size_t apart = is_alpha ? 1 : layout_.colours, offset = is_alpha ? 0 : sample;
    const std::size_t right = std::min(width_, picture_.size.width - left);
    const std::size_t bottom = std::min(height_, picture_.size.height - top);
    for (std::size_t y = 0; y < bottom; ++y) {
      char* to = into.data() + ((top + y) * picture_.size.width + left) * apart + offset;
      const char* row = block_.data() + y * stride_;
      for (std::size_t x = 0; x < right; ++x) to[x * apart] = at(row, x * channels() + channel);
    }
  }
  char at(const char* row, std::size_t sample) const {
    if (layout_.bits == 8) return row[sample];
    std::uint16_t value = 0;
    std::memcpy(&value, row + sample * 2, 2);  // libtiff has put it in this machine's order
    return static_cast<char>(value >> 8);
  }

  TIFF* tiff_;
  const TiffLayout& layout_;
  Picture& picture_;
  bool tiled_, together_;
  std::uint32_t width_ = 0, height_ = 1;  // of a tile, or of a row
  std::size_t stride_ = 0;
  std::string block_;
};

// Colours that the file holds multiplied by their alpha, as they are without.
void divide_by_alpha(Picture& picture, std::size_t colours) {
  for (std::size_t i = 0; i < picture.alpha.size(); ++i) {
    const unsigned alpha = static_cast<unsigned char>(picture.alpha[i]);
    for (std::size_t k = i * colours; k < (i + 1) * colours; ++k) {
      const unsigned colour = static_cast<unsigned char>(picture.colour[k]);
      picture.colour[k] =
          static_cast<char>(alpha == 0 ? 0 : std::min((colour * 255 + alpha / 2) / alpha, 255u));
    }
  }
}

void read_exactly(TIFF* tiff, const TiffLayout& layout, Picture& picture) {
  Blocks(tiff, layout, picture).read();
  if (layout.photometric == PHOTOMETRIC_MINISWHITE) {
    for (char& sample : picture.colour) sample = static_cast<char>(~sample);
  }
  if (layout.has_alpha() && layout.extra == EXTRASAMPLE_ASSOCALPHA) {
    divide_by_alpha(picture, layout.colours);
  }
}

// Palettes, YCC and pictures of 1 to 4 bits, by way of libtiff's RGBA, which knows them all.
void read_rgba(TIFF* tiff, const TiffLayout& layout, Picture& picture) {
  if (layout.has_alpha()) refuse_kind(layout, "alpha");
  block_size(TIFFIsTiled(tiff) != 0 ? TIFFTileSize(tiff) : TIFFStripSize(tiff));
  TIFFRGBAImage image{};
  std::array<char, 1024> why{};
  if (TIFFRGBAImageOK(tiff, why.data()) == 0 ||
      TIFFRGBAImageBegin(&image, tiff, 1, why.data()) == 0) {
    if (std::string_view(why.data()).starts_with("Missing")) refuse_tiff("TIFF");
    refuse_kind(layout, "bits");
  }
  const std::unique_ptr<TIFFRGBAImage, decltype(&TIFFRGBAImageEnd)> held(&image, TIFFRGBAImageEnd);
  image.req_orientation =
      tag(tiff, TIFFTAG_ORIENTATION);  // as it lies in the file: nothing is flipped
  const std::size_t pixels = std::size_t{picture.size.width} * picture.size.height;
  std::vector<std::uint32_t> raster(pixels);
  if (TIFFRGBAImageGet(&image, raster.data(), picture.size.width, picture.size.height) == 0) {
    refuse_tiff("TIFF");
  }
  picture.colour.reserve(pixels * (layout.is_grey() ? 1 : 3));
  for (const std::uint32_t pixel : raster) {
    picture.colour += static_cast<char>(TIFFGetR(pixel));
    if (layout.is_grey()) continue;
    picture.colour += static_cast<char>(TIFFGetG(pixel));
    picture.colour += static_cast<char>(TIFFGetB(pixel));
  }
}

// Inks are read as they are, or not at all: libtiff's own way to RGBA would lose them.
void read_samples(TIFF* tiff, const TiffLayout& layout, Picture& picture) {
  const bool inks = layout.photometric == PHOTOMETRIC_SEPARATED;
  const bool exact = inks || layout.photometric == PHOTOMETRIC_RGB || layout.is_grey();
  const bool premultiplied = layout.has_alpha() && layout.extra == EXTRASAMPLE_ASSOCALPHA;
  if (inks && tag(tiff, TIFFTAG_INKSET) != INKSET_CMYK) refuse_kind(layout, "inks");
  if (premultiplied && (inks || layout.photometric == PHOTOMETRIC_MINISWHITE)) {
    refuse("artwork-alpha", layout, "associated alpha");
  }
  picture.samples = inks ? Samples::cmyk : layout.is_grey() ? Samples::grey : Samples::rgb;
  if (exact && (layout.bits == 8 || layout.bits == 16)) return read_exactly(tiff, layout, picture);
  if (inks) refuse_kind(layout, "bits");
  read_rgba(tiff, layout, picture);
}

}  // namespace

page::Form read_tiff(Workshop& workshop, std::string_view bytes, std::uint32_t page,
                     std::optional<Pixels>& pixels) {
  TiffBytes from{bytes};
  const Tiff tiff = open_tiff(from);
  if (page > 1 && TIFFSetDirectory(tiff.get(), static_cast<tdir_t>(page - 1)) == 0) {
    throw Refused("artwork-no-page", std::to_string(page));
  }
  if (page == 0 && TIFFLastDirectory(tiff.get()) == 0) {
    workshop.remarks.add("artwork-pages", std::to_string(TIFFNumberOfDirectories(tiff.get())));
  }
  Picture picture;
  if (TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &picture.size.width) == 0 ||
      TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &picture.size.height) == 0 ||
      picture.size.width == 0 || picture.size.height == 0) {
    refuse_tiff("TIFF");
  }
  pixels = picture.size;
  check_size(picture.size);
  take_tiff_density(tiff.get(), picture);
  picture.profile = profile_in(tiff.get());
  picture.orientation = tag(tiff.get(), TIFFTAG_ORIENTATION);
  const TiffLayout layout = layout_of(tiff.get());
  const std::size_t seen = layout.colours + (layout.has_alpha() ? 1 : 0);
  if (layout.samples > seen) {
    workshop.remarks.add("artwork-channels", std::to_string(layout.samples - seen));
  }
  read_samples(tiff.get(), layout, picture);
  return picture_form(workshop, std::move(picture));
}

}  // namespace imprimatur::artwork
