#include "artwork/worker/image.h"
#include "artwork/worker/raster.h"
#include "artwork/worker/read.h"

#include <tiffio.h>

#include <algorithm>
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

// One of 8 or 16 bits, whose higher byte is taken.
char high_byte(const std::string& row, std::size_t sample, std::uint16_t bits) {
  if (bits == 8) return row[sample];
  std::uint16_t value = 0;
  std::memcpy(&value, row.data() + sample * 2, 2);  // libtiff has put it in this machine's order
  return static_cast<char>(value >> 8);
}

// What the file says of its first channel beyond the colours; nullopt: nothing.
std::optional<std::uint16_t> extra_of(TIFF* tiff) {
  std::uint16_t count = 0;
  const std::uint16_t* kinds = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) == 0 || count == 0)
    return std::nullopt;
  return kinds[0];
}

// libtiff's own way to RGBA would lose the inks. A fifth channel is opacity where the file says so;
// another (a saved selection, a varnish) is no part of the picture.
void read_inks(TIFF* tiff, Picture& picture) {
  const std::uint16_t bits = tag(tiff, TIFFTAG_BITSPERSAMPLE);
  const std::size_t samples = tag(tiff, TIFFTAG_SAMPLESPERPIXEL);
  const bool together = tag(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_CONTIG;
  if (tag(tiff, TIFFTAG_INKSET) != INKSET_CMYK || samples < 4 || samples > 5 ||
      (bits != 8 && bits != 16) || TIFFIsTiled(tiff) != 0) {
    throw Refused("artwork-unsupported", "TIFF CMYK");
  }
  const auto extra = extra_of(tiff);
  if (samples == 5 && extra == EXTRASAMPLE_ASSOCALPHA)
    throw Refused("artwork-unsupported", "TIFF CMYK");  // inks multiplied by it
  const bool alpha = samples == 5 && extra == EXTRASAMPLE_UNASSALPHA;
  const std::size_t width = picture.size.width, height = picture.size.height;
  const auto stride = static_cast<std::size_t>(TIFFScanlineSize(tiff));
  if (stride < width * bits / 8 * (together ? samples : 1)) refuse_tiff("TIFF");
  std::string row(stride, '\0');
  picture.colour.assign(width * height * 4, '\0');
  if (alpha) picture.alpha.assign(width * height, '\0');
  const std::size_t planes = together ? 1 : samples;
  for (std::size_t plane = 0; plane < planes; ++plane) {
    for (std::size_t y = 0; y < height; ++y) {
      if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y),
                           static_cast<std::uint16_t>(plane)) < 0) {
        refuse_tiff("TIFF");
      }
      for (std::size_t x = 0; x < width; ++x) {
        for (std::size_t k = 0; k < (together ? samples : 1); ++k) {
          const std::size_t sample = together ? k : plane;
          const char value = high_byte(row, together ? x * samples + k : x, bits);
          if (sample < 4) {
            picture.colour[(y * width + x) * 4 + sample] = value;
          } else if (alpha) {
            picture.alpha[y * width + x] = value;
          }
        }
      }
    }
  }
}

// Takes back a multiplication by alpha, which libtiff makes of RGB whatever the file says, and of
// grey never.
unsigned char divided(unsigned colour, unsigned alpha) {
  return static_cast<unsigned char>(
      alpha == 0 ? 0 : std::min((colour * 255 + alpha / 2) / alpha, 255u));
}

// Every other kind of TIFF, by way of libtiff's RGBA.
void read_rgba(TIFF* tiff, Picture& picture, bool grey) {
  const std::size_t pixels = std::size_t{picture.size.width} * picture.size.height;
  std::vector<std::uint32_t> raster(pixels);
  // Asked for as it lies in the file, so that nothing is flipped here.
  if (TIFFReadRGBAImageOriented(tiff, picture.size.width, picture.size.height, raster.data(),
                                tag(tiff, TIFFTAG_ORIENTATION), 1) == 0) {
    refuse_tiff("TIFF");
  }
  const bool multiplied = !grey || extra_of(tiff) == EXTRASAMPLE_ASSOCALPHA;
  picture.colour.reserve(pixels * (grey ? 1 : 3));
  picture.alpha.reserve(pixels);
  for (const std::uint32_t pixel : raster) {
    const unsigned alpha = TIFFGetA(pixel);
    const unsigned by = multiplied ? alpha : 255;
    picture.colour += static_cast<char>(divided(TIFFGetR(pixel), by));
    if (!grey) {
      picture.colour += static_cast<char>(divided(TIFFGetG(pixel), alpha));
      picture.colour += static_cast<char>(divided(TIFFGetB(pixel), alpha));
    }
    picture.alpha += static_cast<char>(alpha);
  }
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
  const std::uint16_t photometric = tag(tiff.get(), TIFFTAG_PHOTOMETRIC);
  if (photometric == PHOTOMETRIC_SEPARATED) {
    picture.samples = Samples::cmyk;
    read_inks(tiff.get(), picture);
  } else {
    const bool grey =
        photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
    picture.samples = grey ? Samples::grey : Samples::rgb;
    read_rgba(tiff.get(), picture, grey);
  }
  return picture_form(workshop, std::move(picture));
}

}  // namespace imprimatur::artwork
