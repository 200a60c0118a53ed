#include "artwork/fixture.h"
#include "catch/catch.h"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>

using namespace imprimatur;
using namespace imprimatur::artwork;

namespace {

// A picture of four equal rows.
struct Row {
  int colour_type = PNG_COLOR_TYPE_RGB;
  int depth = 8;
  std::uint32_t width = 1;
  std::string samples;
  std::uint32_t per_metre = 0;
  std::string profile{};
  double gamma = 0;  // of the file, as PNG counts: 1 is linear light
};

std::string png(Row row) {
  std::string out;
  png_structp writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(writer);
  png_set_write_fn(
      writer, &out,
      [](png_structp to, png_bytep data, std::size_t size) {
        static_cast<std::string*>(png_get_io_ptr(to))->append(reinterpret_cast<char*>(data), size);
      },
      [](png_structp) {});
  png_set_IHDR(writer, info, row.width, 4, row.depth, row.colour_type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const png_color palette[2] = {{255, 0, 0}, {0, 0, 255}};
  const png_byte alpha[2] = {255, 128};
  if (row.colour_type == PNG_COLOR_TYPE_PALETTE) {
    png_set_PLTE(writer, info, palette, 2);
    png_set_tRNS(writer, info, alpha, 2, nullptr);
  }
  if (row.per_metre != 0) {
    png_set_pHYs(writer, info, row.per_metre, row.per_metre, PNG_RESOLUTION_METER);
  }
  if (!row.profile.empty()) {
    png_set_iCCP(writer, info, "own", PNG_COMPRESSION_TYPE_BASE,
                 reinterpret_cast<png_const_bytep>(row.profile.data()),
                 static_cast<png_uint_32>(row.profile.size()));
  }
  if (row.gamma != 0) png_set_gAMA(writer, info, row.gamma);
  png_write_info(writer, info);
  for (int y = 0; y < 4; ++y) {
    png_write_row(writer, reinterpret_cast<png_bytep>(row.samples.data()));
  }
  png_write_end(writer, info);
  png_destroy_write_struct(&writer, &info);
  return out;
}

// `coding` is how the file has it, where not as usual; `exif` goes into a marker of its own.
std::string jpeg(int components, J_COLOR_SPACE space, std::string pixel,
                 J_COLOR_SPACE coding = JCS_UNKNOWN, const std::string& exif = {}) {
  jpeg_compress_struct writer{};
  jpeg_error_mgr errors{};
  writer.err = jpeg_std_error(&errors);
  jpeg_create_compress(&writer);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&writer, &bytes, &size);
  writer.image_width = writer.image_height = 16;
  writer.input_components = components;
  writer.in_color_space = space;
  jpeg_set_defaults(&writer);
  if (coding != JCS_UNKNOWN) jpeg_set_colorspace(&writer, coding);
  jpeg_set_quality(&writer, 100, TRUE);
  writer.density_unit = 1;
  writer.X_density = writer.Y_density = 600;
  jpeg_start_compress(&writer, TRUE);
  if (!exif.empty()) {
    jpeg_write_marker(&writer, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif.data()),
                      static_cast<unsigned>(exif.size()));
  }
  std::string row;
  for (int x = 0; x < 16; ++x) row += pixel;
  for (int y = 0; y < 16; ++y) {
    JSAMPROW at = reinterpret_cast<JSAMPROW>(row.data());
    jpeg_write_scanlines(&writer, &at, 1);
  }
  jpeg_finish_compress(&writer);
  jpeg_destroy_compress(&writer);
  const std::string out(reinterpret_cast<char*>(bytes), size);
  std::free(bytes);
  return out;
}

}  // namespace

TEST_CASE("an RGB PNG becomes a CMYK picture at its own density") {
  const Admission admission = admitted(
      png({PNG_COLOR_TYPE_RGB, 8, 30, std::string("\xc8\x10\x2e") + std::string(87, 'a'), 23622}));
  CHECK(rules(admission) == "artwork-rgb");
  CHECK(admission.kind == Kind::png);
  CHECK(admission.pixels == Pixels{30, 4});
  REQUIRE(admission.form);
  CHECK(admission.form->natural.width.millimetres() == Approx(30 * 25.4 / 600).margin(0.001));
  CHECK(holds(words_of(admission), "/ColorSpace /DeviceCMYK"));
}

TEST_CASE("a PNG without a density is taken at 300 pixels per inch") {
  const Admission admission = admitted(png({PNG_COLOR_TYPE_GRAY, 8, 30, std::string(30, 'a')}));
  REQUIRE(admission.form);
  CHECK(admission.form->natural.width.micrometres() == 2540);
}

TEST_CASE("grey stays grey, and so does RGB that is grey throughout") {
  const Admission grey = admitted(png({PNG_COLOR_TYPE_GRAY, 8, 2, "ab"}));
  CHECK(rules(grey).empty());
  CHECK(holds(words_of(grey), "/ColorSpace /DeviceGray"));
  const Admission neutral = admitted(png({PNG_COLOR_TYPE_RGB, 8, 2, "aaabbb"}));
  CHECK(rules(neutral).empty());
  CHECK(holds(words_of(neutral), "/Filter /FlateDecode >>\nabab"));
}

TEST_CASE("alpha becomes a soft mask; where all is opaque there is none") {
  const std::string mixed =
      words_of(admitted(png({PNG_COLOR_TYPE_RGBA, 8, 2, "\xff\1\1\x80\1\1\1\xff"})));
  CHECK(holds(mixed, "/SMask @2@"));
  CHECK(holds(mixed, "/Group << /Type /Group /S /Transparency /CS /DeviceCMYK"));
  const std::string opaque =
      words_of(admitted(png({PNG_COLOR_TYPE_RGBA, 8, 2, "\xff\1\1\xff\1\1\1\xff"})));
  CHECK_FALSE(holds(opaque, "/SMask"));
  CHECK(rules(admitted(png({PNG_COLOR_TYPE_RGBA, 8, 1, std::string("abc\0", 4)}))) ==
        "!artwork-blank");
}

TEST_CASE("colours that nobody sees don't make a black picture one of four inks") {
  const Admission black =
      admitted(png({PNG_COLOR_TYPE_RGBA, 8, 2, std::string("\0\0\0\xff\xff\0\0\0", 8)}));
  CHECK(rules(black).empty());
  CHECK(holds(words_of(black), "/ColorSpace /DeviceGray"));
  CHECK_FALSE(holds(words_of(black), "/ColorSpace /DeviceCMYK"));
}

TEST_CASE("where a PNG has a profile its gamma is not followed besides") {
  const Row row{PNG_COLOR_TYPE_RGB, 8, 2, std::string("\x20\xa0\x40\x90\x30\x70"), 0,
                swapped_profile()};
  Row both = row;
  both.gamma = 1;
  Row gamma = both;
  gamma.profile.clear();
  CHECK(words_of(admitted(png(both))) == words_of(admitted(png(row))));
  CHECK(words_of(admitted(png(gamma))) != words_of(admitted(png(row))));
}

TEST_CASE("palettes with transparency and 16-bit samples are read") {
  const std::string palette =
      words_of(admitted(png({PNG_COLOR_TYPE_PALETTE, 1, 2, std::string("\x40")})));
  CHECK(holds(palette, "/ColorSpace /DeviceCMYK"));
  CHECK(holds(palette, "/SMask"));
  const Admission deep = admitted(png({PNG_COLOR_TYPE_GRAY, 16, 2, "aabb"}));
  CHECK(holds(words_of(deep), "/BitsPerComponent 8 /Filter /FlateDecode >>\nabab"));
}

TEST_CASE("a PNG that claims to be vast is refused before a pixel is read") {
  std::string bomb = png({PNG_COLOR_TYPE_GRAY, 8, 1, "a"});
  // IHDR: 60 000 × 60 000, with its checksum.
  const unsigned char header[] = {0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 0, 0, 0, 0};
  bomb.replace(16, 13, reinterpret_cast<const char*>(header), 13);
  std::uint32_t crc = 0xffffffff;
  for (std::size_t i = 12; i < 29; ++i) {
    crc ^= static_cast<unsigned char>(bomb[i]);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
  }
  crc = ~crc;
  for (int i = 0; i < 4; ++i)
    bomb[29 + static_cast<std::size_t>(i)] = static_cast<char>(crc >> (24 - 8 * i));
  const Admission admission = admitted(bomb);
  CHECK(rules(admission) == "!artwork-too-large");
  CHECK(admission.pixels == Pixels{60000, 60000});
  CHECK(holds(admission.findings.begin()->sentence.en, "60000 x 60000"));
}

TEST_CASE("a Word file called logo.png is still a Word file") {
  CHECK(rules(admit(real_door(), "PK\3\4[Content_Types].xml", "logo.png", {}, condition())) ==
        "!artwork-kind");
}

TEST_CASE("JPEG in grey stays grey, in RGB becomes CMYK") {
  const Admission grey = admitted(jpeg(1, JCS_GRAYSCALE, "a"));
  CHECK(rules(grey).empty());
  CHECK(grey.kind == Kind::jpeg);
  CHECK(holds(words_of(grey), "/ColorSpace /DeviceGray"));
  const Admission rgb = admitted(jpeg(3, JCS_RGB, "\xc8\x10\x2e"));
  CHECK(rules(rgb) == "artwork-rgb");
  CHECK(rgb.pixels == Pixels{16, 16});
  REQUIRE(rgb.form);
  CHECK(rgb.form->natural.width.millimetres() == Approx(16 * 25.4 / 600).margin(0.001));
}

TEST_CASE("a CMYK JPEG as Adobe writes it, upside down, is turned the right way") {
  // 16 × 16 pixels of "0 ink cyan, full magenta, half yellow, none black" as stored: 255 0 127 255.
  const Admission admission = admitted(jpeg(4, JCS_CMYK, std::string("\xff\0\x7f\xff", 4)));
  CHECK(rules(admission).empty());
  const std::string words = words_of(admission);
  CHECK(holds(words, "/ColorSpace /DeviceCMYK"));
  CHECK(holds(words, std::string("\0\xff\x80\0\0\xff\x80\0", 8)));
}

TEST_CASE("a YCCK JPEG is CMYK in another coding") {
  const std::string words =
      words_of(admitted(jpeg(4, JCS_CMYK, std::string("\xff\0\x7f\xff", 4), JCS_YCCK)));
  CHECK(holds(words, "/ColorSpace /DeviceCMYK"));
  const std::size_t at = words.find("/FlateDecode >>\n");
  REQUIRE(at != std::string::npos);
  const auto ink = [&](std::size_t k) {
    return int{static_cast<unsigned char>(words[at + 16 + k])};
  };
  CHECK(ink(0) < 4);
  CHECK(ink(1) > 251);
  CHECK(std::abs(ink(2) - 128) < 4);
  CHECK(ink(3) < 4);
}

TEST_CASE("a photograph is set upright as its Exif says") {
  // One entry: tag 0x0112, a short, one of them, 6.
  const std::string exif("Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0", 32);
  CHECK(rules(admitted(jpeg(1, JCS_GRAYSCALE, "a", JCS_UNKNOWN, exif))) == "artwork-turned");
  CHECK(rules(admitted(jpeg(1, JCS_GRAYSCALE, "a", JCS_UNKNOWN, exif.substr(0, 20)))).empty());
}
