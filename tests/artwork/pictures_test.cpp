// TIFF, WebP, and what a file says of its pixels: profile, orientation, more pixels than needed.
#include "artwork/fixture.h"
#include "catch/catch.h"

#include <tiffio.h>
#include <webp/encode.h>

#include <cstring>
#include <optional>

using namespace imprimatur;
using namespace imprimatur::artwork;

namespace {

struct TiffSpec {
  std::uint16_t photometric = PHOTOMETRIC_RGB, samples = 3, bits = 8;
  std::uint32_t width = 2;
  std::vector<std::string> rows{};
  std::uint16_t orientation = 1;
  std::string profile{};
  std::uint16_t planes = PLANARCONFIG_CONTIG;
  int pages = 1;
  std::optional<std::uint16_t> extra{};  // what the last channel is
  bool tiled = false;                    // of 16 × 16; rows are cut to the picture
  std::uint16_t format = SAMPLEFORMAT_UINT;
};

struct TiffMemory {
  std::string bytes;
  toff_t at = 0;
};

TiffMemory& memory(thandle_t handle) {
  return *static_cast<TiffMemory*>(handle);
}

void write_tiles(TIFF* writer, const TiffSpec& spec) {
  constexpr std::uint32_t side = 16;
  const std::size_t pixel = spec.samples * spec.bits / 8u;
  TIFFSetField(writer, TIFFTAG_TILEWIDTH, side);
  TIFFSetField(writer, TIFFTAG_TILELENGTH, side);
  for (std::uint32_t top = 0; top < spec.rows.size(); top += side) {
    for (std::uint32_t left = 0; left < spec.width; left += side) {
      std::string tile(side * side * pixel, '\0');
      for (std::uint32_t y = 0; y < side && top + y < spec.rows.size(); ++y) {
        const std::string row = spec.rows[top + y].substr(left * pixel, side * pixel);
        tile.replace(y * side * pixel, row.size(), row);
      }
      TIFFWriteTile(writer, tile.data(), left, top, 0, 0);
    }
  }
}

std::string made_tiff(const TiffSpec& spec) {
  TiffMemory out;
  TIFF* writer = TIFFClientOpen(
      "made", "w", &out,
      [](thandle_t handle, void* into, tsize_t count) {
        TiffMemory& from = memory(handle);
        std::memcpy(into, from.bytes.data() + from.at, static_cast<std::size_t>(count));
        from.at += static_cast<toff_t>(count);
        return count;
      },
      [](thandle_t handle, void* data, tsize_t count) {
        TiffMemory& to = memory(handle);
        const auto size = static_cast<std::size_t>(count);
        if (to.bytes.size() < to.at + size) to.bytes.resize(to.at + size);
        to.bytes.replace(to.at, size, static_cast<const char*>(data), size);
        to.at += size;
        return count;
      },
      [](thandle_t handle, toff_t offset, int whence) {
        TiffMemory& it = memory(handle);
        return it.at = offset + (whence == SEEK_CUR   ? it.at
                                 : whence == SEEK_END ? toff_t{it.bytes.size()}
                                                      : 0);
      },
      [](thandle_t) { return 0; },
      [](thandle_t handle) { return toff_t{memory(handle).bytes.size()}; }, nullptr, nullptr);
  for (int page = 0; page < spec.pages; ++page) {
    TIFFSetField(writer, TIFFTAG_IMAGEWIDTH, spec.width);
    TIFFSetField(writer, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(spec.rows.size()));
    TIFFSetField(writer, TIFFTAG_PHOTOMETRIC, spec.photometric);
    TIFFSetField(writer, TIFFTAG_SAMPLESPERPIXEL, spec.samples);
    TIFFSetField(writer, TIFFTAG_BITSPERSAMPLE, spec.bits);
    TIFFSetField(writer, TIFFTAG_PLANARCONFIG, spec.planes);
    TIFFSetField(writer, TIFFTAG_ORIENTATION, spec.orientation);
    TIFFSetField(writer, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(writer, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
    TIFFSetField(writer, TIFFTAG_XRESOLUTION, 20.0);
    TIFFSetField(writer, TIFFTAG_YRESOLUTION, 20.0);
    if (!spec.profile.empty()) {
      TIFFSetField(writer, TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(spec.profile.size()),
                   spec.profile.data());
    }
    TIFFSetField(writer, TIFFTAG_SAMPLEFORMAT, spec.format);
    if (spec.extra) TIFFSetField(writer, TIFFTAG_EXTRASAMPLES, 1, &*spec.extra);
    if (spec.tiled) {
      write_tiles(writer, spec);
      TIFFWriteDirectory(writer);
      continue;
    }
    for (std::uint16_t plane = 0; plane < (spec.planes == PLANARCONFIG_CONTIG ? 1 : spec.samples);
         ++plane) {
      for (std::uint32_t y = 0; y < spec.rows.size(); ++y) {
        std::string row = spec.rows[y];
        if (spec.planes != PLANARCONFIG_CONTIG) row = row.substr(plane * spec.width, spec.width);
        TIFFWriteScanline(writer, row.data(), y, plane);
      }
    }
    TIFFWriteDirectory(writer);
  }
  TIFFClose(writer);
  return out.bytes;
}

std::string webp(int width, int height, const std::string& rgba) {
  std::uint8_t* bytes = nullptr;
  const std::size_t size = WebPEncodeLosslessRGBA(
      reinterpret_cast<const std::uint8_t*>(rgba.data()), width, height, width * 4, &bytes);
  const std::string out(reinterpret_cast<char*>(bytes), size);
  WebPFree(bytes);
  return out;
}

// The samples of the form's one picture, which is its last object.
std::string samples_of(const Admission& admission) {
  const std::string words = words_of(admission);
  const std::size_t at = words.find("/FlateDecode >>\n");
  return at == std::string::npos ? words : words.substr(at + 16, words.size() - at - 17);
}

}  // namespace

TEST_CASE("a TIFF in CMYK keeps its numbers, together or plane by plane") {
  const std::vector<std::string> together{{"\x10\x20\x30\x40\x50\x60\x70\x7f"}};
  const Admission one = admitted(made_tiff({PHOTOMETRIC_SEPARATED, 4, 8, 2, together}));
  CHECK(rules(one).empty());
  CHECK(one.kind == Kind::tiff);
  CHECK(one.pixels == Pixels{2, 1});
  CHECK(holds(words_of(one), "/ColorSpace /DeviceCMYK"));
  CHECK(samples_of(one) == together[0]);
  REQUIRE(one.form);
  CHECK(one.form->natural.width.millimetres() == Approx(1).margin(0.01));
  const Admission planes = admitted(made_tiff({PHOTOMETRIC_SEPARATED,
                                               4,
                                               8,
                                               2,
                                               {"\x10\x50\x20\x60\x30\x70\x40\x7f"},
                                               1,
                                               {},
                                               PLANARCONFIG_SEPARATE}));
  CHECK(samples_of(planes) == together[0]);
}

TEST_CASE("a grey TIFF stays grey; one in white upon black is turned round") {
  CHECK(samples_of(admitted(made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 4, {"abcd"}}))) == "abcd");
  CHECK(samples_of(admitted(made_tiff({PHOTOMETRIC_MINISWHITE, 1, 8, 4, {"\x9e\x9d\x9c\x9b"}}))) ==
        "abcd");
}

TEST_CASE("of a TIFF of several pages the first is taken, or the one that is named") {
  const std::string two = made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 4, {"abcd"}, 1, {}, 1, 2});
  CHECK(rules(admitted(two)) == "artwork-pages");
  const auto page = [&](std::uint32_t number) {
    return rules(admit(real_door(), two, "logo", {}, condition(), number));
  };
  CHECK(page(2).empty());
  CHECK(page(3) == "!artwork-no-page");
}

TEST_CASE("a picture is set upright by the orientation that its file notes") {
  // Two rows, "ab" and "cd".
  const auto turned = [](std::uint16_t orientation) {
    return samples_of(
        admitted(made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 2, {"ab", "cd"}, orientation})));
  };
  CHECK(turned(1) == "abcd");
  CHECK(turned(2) == "badc");
  CHECK(turned(3) == "dcba");
  CHECK(turned(4) == "cdab");
  CHECK(turned(5) == "acbd");
  CHECK(turned(6) == "cadb");
  CHECK(turned(7) == "dbca");
  CHECK(turned(8) == "bdac");
}

TEST_CASE("a cut TIFF and one that says nonsense are damaged") {
  const std::string whole = made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 4, {"abcd"}});
  CHECK(rules(admitted(whole.substr(0, whole.size() / 2))) == "!artwork-damaged");
  CHECK(rules(admitted(std::string("II*\0\xff\xff\xff\x7f", 8))) == "!artwork-damaged");
}

TEST_CASE("a profile in an RGB picture says what its numbers mean") {
  const std::vector<std::string> green{{std::string("\0\xff\0\0\xff\0", 6)}};
  const std::string plain = samples_of(admitted(made_tiff({PHOTOMETRIC_RGB, 3, 8, 2, green})));
  const Admission swapped =
      admitted(made_tiff({PHOTOMETRIC_RGB, 3, 8, 2, green, 1, swapped_profile()}));
  CHECK(rules(swapped) == "artwork-rgb");
  const std::string red = samples_of(swapped);
  REQUIRE(red.size() >= 4);
  REQUIRE(plain.size() >= 4);
  // Magenta, where plain green has none.
  CHECK(static_cast<unsigned char>(red[1]) > 200);
  CHECK(static_cast<unsigned char>(plain[1]) < 30);
  CHECK(rules(admitted(made_tiff({PHOTOMETRIC_RGB, 3, 8, 2, green, 1, "no profile"}))) ==
        "artwork-profile-unusable artwork-rgb");
}

TEST_CASE("a profile in a CMYK picture changes no number, and is told") {
  CHECK(rules(admitted(made_tiff({PHOTOMETRIC_SEPARATED, 4, 8, 1, {"abcd"}, 1, "profile"}))) ==
        "artwork-profile-cmyk");
}

TEST_CASE("a WebP is read with its alpha; one cut short is damaged") {
  const std::string whole = webp(
      2, 2, std::string("\xc8\x10\x2e\xff\xc8\x10\x2e\x80\xc8\x10\x2e\xff\xc8\x10\x2e\xff", 16));
  const Admission admission = admitted(whole);
  CHECK(rules(admission) == "artwork-rgb");
  CHECK(admission.kind == Kind::webp);
  CHECK(admission.pixels == Pixels{2, 2});
  CHECK(holds(words_of(admission), "/SMask"));
  CHECK(rules(admitted(whole.substr(0, whole.size() - 8))) == "!artwork-damaged");
}

TEST_CASE("a WebP is set upright as its Exif says") {
  const auto number = [](std::size_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value & 0xff);
    return text;
  };
  const auto chunk = [&](const std::string& name, const std::string& data) {
    return name + number(data.size(), 4) + data + std::string(data.size() % 2, '\0');
  };
  const std::string exif("II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0", 26);
  const std::string plain = webp(3, 2, std::string(24, '\xff'));
  const auto with = [&](const std::string& block) {
    const std::string chunks = "WEBP" +
                               chunk("VP8X", number(0x08, 4) + number(2, 3) + number(1, 3)) +
                               plain.substr(12) + chunk("EXIF", block);
    return admitted("RIFF" + number(chunks.size(), 4) + chunks);
  };
  CHECK(rules(with(exif)) == "artwork-turned");
  CHECK(holds(words_of(with(exif)), "/Width 2 /Height 3 "));
  CHECK(rules(with(std::string("Exif\0\0", 6) + exif)) == "artwork-turned");
  CHECK(rules(with("Exif")).empty());
}

TEST_CASE("a TIFF whose tiles claim gigabytes is damaged, and no memory is set aside for them") {
  TiffSpec spec{PHOTOMETRIC_MINISBLACK, 1, 8, 20, {std::string(20, '\x40')}};
  spec.tiled = true;
  std::string bytes = made_tiff(spec);
  const std::size_t entry = bytes.find(std::string("\x42\x01\x03\0\1\0\0\0\x10\0", 10));
  REQUIRE(entry != std::string::npos);  // TileWidth, a number of 16 bits: 16
  REQUIRE(bytes.substr(entry + 12, 2) == "\x43\x01");
  for (const std::size_t side : {entry + 8, entry + 20}) bytes.replace(side, 2, "\xf0\xff");
  CHECK(rules(admitted(bytes)) == "!artwork-damaged");
}

TEST_CASE("a picture in tiles is the picture in rows") {
  TiffSpec spec{PHOTOMETRIC_SEPARATED, 4, 8, 20, {}};
  for (int y = 0; y < 18; ++y) {
    std::string row;
    for (int x = 0; x < 80; ++x) row += static_cast<char>(x * 3 + y);
    spec.rows.push_back(row);
  }
  const std::string in_rows = samples_of(admitted(made_tiff(spec)));
  spec.tiled = true;
  const Admission in_tiles = admitted(made_tiff(spec));
  CHECK(rules(in_tiles).empty());
  CHECK(samples_of(in_tiles) == in_rows);
}

TEST_CASE("the alpha of a TIFF is a mask; colours multiplied by it are divided again") {
  const auto made = [](std::uint16_t photometric, std::uint16_t samples, std::uint16_t extra,
                       const std::string& row, std::uint16_t planes = PLANARCONFIG_CONTIG) {
    TiffSpec spec{photometric, samples, 8, 2, {row}};
    spec.planes = planes;
    spec.extra = extra;
    return admitted(made_tiff(spec));
  };
  const std::string apart("\x40\x40\x40\x80\x60\x60\x60\xff", 8);
  const std::string multiplied("\x20\x20\x20\x80\x60\x60\x60\xff", 8);
  for (const Admission& rgb : {made(PHOTOMETRIC_RGB, 4, EXTRASAMPLE_UNASSALPHA, apart),
                               made(PHOTOMETRIC_RGB, 4, EXTRASAMPLE_ASSOCALPHA, multiplied),
                               made(PHOTOMETRIC_RGB, 4, EXTRASAMPLE_UNASSALPHA,
                                    "\x40\x60\x40\x60\x40\x60\x80\xff", PLANARCONFIG_SEPARATE)}) {
    CHECK(rules(rgb).empty());
    CHECK(holds(words_of(rgb), "\n\x40\x60\n"));
    CHECK(holds(words_of(rgb), "\n\x80\xff\n"));
  }
  for (const Admission& grey :
       {made(PHOTOMETRIC_MINISBLACK, 2, EXTRASAMPLE_UNASSALPHA, "\x40\x80\x60\xff"),
        made(PHOTOMETRIC_MINISBLACK, 2, EXTRASAMPLE_ASSOCALPHA, "\x20\x80\x60\xff"),
        made(PHOTOMETRIC_MINISWHITE, 2, EXTRASAMPLE_UNASSALPHA, "\xbf\x80\x9f\xff")}) {
    CHECK(rules(grey).empty());
    CHECK(holds(words_of(grey), "\n\x40\x60\n"));
    CHECK(holds(words_of(grey), "\n\x80\xff\n"));
  }
  const Admission inks = made(PHOTOMETRIC_SEPARATED, 5, EXTRASAMPLE_UNASSALPHA,
                              "abcd\x80"
                              "efgh\xff");
  CHECK(rules(inks).empty());
  CHECK(holds(words_of(inks), "\nabcdefgh\n"));
  CHECK(holds(words_of(inks), "\n\x80\xff\n"));
}

TEST_CASE(
    "inks that alpha is multiplied into are refused, with a way out that isn't what was sent") {
  const auto made = [](std::uint16_t photometric, std::uint16_t samples, const std::string& row) {
    TiffSpec spec{photometric, samples, 8, 2, {row}};
    spec.extra = EXTRASAMPLE_ASSOCALPHA;
    return admitted(made_tiff(spec));
  };
  for (const Admission& inks : {made(PHOTOMETRIC_SEPARATED, 5,
                                     "abcd\x80"
                                     "efgh\xff"),
                                made(PHOTOMETRIC_MINISWHITE, 2, "a\x80g\xff")}) {
    REQUIRE(rules(inks) == "!artwork-alpha");
    CHECK(holds(inks.findings.begin()->hint.en, "flattened onto white"));
    CHECK_FALSE(holds(inks.findings.begin()->hint.en, "TIFF"));
  }
}

TEST_CASE("a channel that is neither colour nor alpha is left out, and said") {
  TiffSpec spec{PHOTOMETRIC_MINISBLACK, 2, 8, 2, {std::string("a\0b\0", 4)}};
  spec.extra = EXTRASAMPLE_UNSPECIFIED;
  const Admission admission = admitted(made_tiff(spec));
  CHECK(rules(admission) == "artwork-channels");
  CHECK(samples_of(admission) == "ab");
}

TEST_CASE("TIFF of 1 to 16 bits is read; what isn't is no damage, and is said") {
  const auto grey = [](std::uint16_t bits, const std::string& row) {
    return admitted(made_tiff({PHOTOMETRIC_MINISBLACK, 1, bits, 2, {row}}));
  };
  CHECK(samples_of(grey(1, "\x40")) == std::string("\0\xff", 2));
  CHECK(samples_of(grey(2, "\x60")) == "\x55\xaa");
  CHECK(samples_of(grey(4, "\x3c")) == "\x33\xcc");
  CHECK(samples_of(grey(16, "aabb")) == "ab");
  const Admission deep = grey(32, "aaaabbbb");
  CHECK(rules(deep) == "!artwork-picture-kind");
  CHECK(holds(deep.findings.begin()->sentence.en, "TIFF, 32 bits"));
  CHECK(rules(admitted(made_tiff({PHOTOMETRIC_CIELAB, 3, 8, 2, {"abcdef"}}))) ==
        "!artwork-picture-kind");
  TiffSpec floating{PHOTOMETRIC_MINISBLACK, 1, 16, 2, {"aabb"}};
  floating.format = SAMPLEFORMAT_IEEEFP;
  CHECK(rules(admitted(made_tiff(floating))) == "!artwork-picture-kind");
}

TEST_CASE("more pixels than a press can show become as many as it can, of the same look and size") {
  const std::string row(4002, 'a');
  const Admission admission =
      admitted(made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 4002, std::vector<std::string>(40, row)}));
  CHECK(rules(admission) == "artwork-reduced");
  CHECK(holds(words_of(admission), "/Width 4000 /Height 40 "));
  REQUIRE(admission.form);
  CHECK(admission.form->natural.width.millimetres() == Approx(2001).margin(1));
  CHECK(samples_of(admission) == std::string(std::size_t{4000} * 40, 'a'));
}

TEST_CASE("a pixel of fewer is the mean of those that it covers") {
  std::string row;
  for (int x = 0; x < 6000; x += 3) row += std::string("\x30\x60\x90", 3);
  // Of the two halves of "30 60 90" in one and a half pixels each.
  const std::string samples = samples_of(
      admitted(made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 6000, std::vector<std::string>(60, row)})));
  REQUIRE(samples.size() == std::size_t{4000} * 40);
  CHECK(samples.substr(0, 4) == "\x40\x80\x40\x80");
}

TEST_CASE("a logo out of all proportion is told so, whatever it is") {
  const std::string row(6030, 'a');
  CHECK(rules(admitted(made_tiff({PHOTOMETRIC_MINISBLACK, 1, 8, 6030,
                                  std::vector<std::string>(30, row)}))) == "!artwork-dimensions");
  CHECK(rules(admitted("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 37800 4'>"
                       "<path d='M0 0H99V4'/></svg>")) == "!artwork-dimensions");
}

TEST_CASE("a PDF packed into PostScript is taken out of it") {
  const std::string packed =
      "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n" + pdf("0 0 9 9 re f") + "\nend\n%%EOF\n";
  const Admission admission = admitted(packed);
  CHECK(rules(admission).empty());
  CHECK(admission.kind == Kind::pdf);
  CHECK(rules(admitted("%!PS-Adobe-3.0 EPSF-3.0\n0 0 moveto\n%%EOF\n")) == "!artwork-kind");
}
