#include "artwork/worker/raster.h"
#include "artwork/worker/read.h"

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <map>

#include <jerror.h>
#include <jpeglib.h>

namespace imprimatur::artwork {
namespace {

// libjpeg reports by a jump. Nothing with a destructor is made between setjmp and the jump: all
// that is held lives in the JpegDecoder, outside the functions that jump.
class JpegDecoder {
 public:
  explicit JpegDecoder(std::string_view bytes) : bytes_(bytes) {
    jpeg_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr jpeg) {
      std::longjmp(static_cast<JpegDecoder*>(jpeg->client_data)->back_, 1);
    };
    errors_.emit_message = [](j_common_ptr jpeg, int level) {
      const int code = jpeg->err->msg_code;
      if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) {
        static_cast<JpegDecoder*>(jpeg->client_data)->incomplete_ = true;
      }
    };
    jpeg_.client_data = this;
    created_ = create();
  }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;
  ~JpegDecoder() {
    if (created_) jpeg_destroy_decompress(&jpeg_);
  }

  // False: not a JPEG that libjpeg reads.
  bool read_header() {
    if (!created_ || setjmp(back_) != 0) return false;
    jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
    jpeg_save_markers(&jpeg_, JPEG_APP0 + 1, 0xffff);
    jpeg_save_markers(&jpeg_, JPEG_APP0 + 2, 0xffff);
    jpeg_read_header(&jpeg_, TRUE);
    return true;
  }

  // Every row, into `out`, which is large enough. False: damaged, or data are missing.
  bool read_rows(J_COLOR_SPACE space, char* out) {
    if (setjmp(back_) != 0) return false;
    jpeg_.out_color_space = space;
    jpeg_.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&jpeg_);
    const std::size_t stride =
        std::size_t{jpeg_.output_width} * static_cast<std::size_t>(jpeg_.output_components);
    while (jpeg_.output_scanline < jpeg_.output_height) {
      JSAMPROW row = reinterpret_cast<JSAMPROW>(out) + jpeg_.output_scanline * stride;
      jpeg_read_scanlines(&jpeg_, &row, 1);
    }
    jpeg_finish_decompress(&jpeg_);
    return !incomplete_;
  }

  const jpeg_decompress_struct& facts() const { return jpeg_; }

 private:
  bool create() {
    if (setjmp(back_) != 0) return false;
    jpeg_create_decompress(&jpeg_);
    return true;
  }

  std::string_view bytes_;
  jpeg_decompress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  std::jmp_buf back_{};
  bool created_ = false;
  bool incomplete_ = false;
};

void take_density(const jpeg_decompress_struct& facts, Picture& picture) {
  if (facts.saw_JFIF_marker == FALSE || facts.density_unit == 0) return;
  const double per_inch = facts.density_unit == 2 ? 2.54 : 1;
  const double across = facts.X_density * per_inch, down = facts.Y_density * per_inch;
  if (!is_density(across, down)) return;
  picture.across = across;
  picture.down = down;
}

// A profile may take several markers, each with its number and how many there are (ICC.1:2010,
// B.4). Empty where one is missing.
void look_at_markers(const jpeg_decompress_struct& facts, Picture& picture) {
  constexpr std::string_view profile_name("ICC_PROFILE\0", 12), exif_name("Exif\0\0", 6);
  constexpr std::size_t head = 14;
  std::map<unsigned char, std::string_view> parts;
  std::size_t count = 0;
  for (auto marker = facts.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (data.starts_with(exif_name)) {
      picture.orientation = orientation_in(data.substr(exif_name.size()));
    }
    if (!data.starts_with(profile_name) || data.size() <= head) continue;
    parts[static_cast<unsigned char>(data[12])] = data.substr(head);
    count = static_cast<unsigned char>(data[13]);
  }
  if (parts.size() != count) return;
  for (const auto& [number, part] : parts) picture.profile += part;
}

}  // namespace

page::Form read_jpeg(Workshop& workshop, std::string_view bytes, std::optional<Pixels>& pixels) {
  JpegDecoder decoder(bytes);
  if (!decoder.read_header()) throw Refused("artwork-damaged", "JPEG");
  const jpeg_decompress_struct& facts = decoder.facts();
  pixels = Pixels{facts.image_width, facts.image_height};
  check_size(*pixels);
  const J_COLOR_SPACE coding = facts.jpeg_color_space;
  const bool four = coding == JCS_CMYK || coding == JCS_YCCK;
  Picture picture;
  picture.size = *pixels;
  picture.samples = four ? Samples::cmyk : coding == JCS_GRAYSCALE ? Samples::grey : Samples::rgb;
  const std::size_t channels = four ? 4 : coding == JCS_GRAYSCALE ? 1 : 3;
  picture.colour.resize(std::size_t{pixels->width} * pixels->height * channels);
  take_density(facts, picture);
  look_at_markers(facts, picture);
  const J_COLOR_SPACE wanted = four ? JCS_CMYK : channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  if (!decoder.read_rows(wanted, picture.colour.data())) throw Refused("artwork-damaged", "JPEG");
  // Adobe's programs write CMYK upside down and mark it (Adobe Technical Note 5116, 18).
  if (four && facts.saw_Adobe_marker != FALSE) {
    for (char& sample : picture.colour) sample = static_cast<char>(~sample);
  }
  return picture_form(workshop, std::move(picture));
}

}  // namespace imprimatur::artwork
