#include "artwork/worker/raster.h"

#include "artwork/worker/image.h"
#include "artwork/worker/importer.h"
#include "artwork/worker/syntax.h"

#include <algorithm>
#include <array>
#include <optional>

namespace imprimatur::artwork {
namespace {

std::string head(const Pixels& size, std::string_view space) {
  return "<< /Type /XObject /Subtype /Image /Width " + std::to_string(size.width) + " /Height " +
         std::to_string(size.height) + " /ColorSpace " + std::string(space) +
         " /BitsPerComponent 8 /Filter /FlateDecode";
}

// Nothing shows where every pixel is wholly transparent; where all are opaque no mask is wanted.
void look_at_alpha(std::string& alpha) {
  if (alpha.empty()) return;
  if (std::ranges::all_of(alpha, [](char a) { return a == 0; })) throw Refused("artwork-blank");
  if (std::ranges::all_of(alpha, [](char a) { return a == '\xff'; })) std::string().swap(alpha);
}

std::size_t channels_of(Samples samples) {
  return samples == Samples::grey ? 1 : samples == Samples::rgb ? 3 : 4;
}

// The mean of `by` × `by` pixels becomes one; what is left over at the right and at the foot is as
// narrow as it is. Colours count by their alpha, so that what nobody sees colours no edge.
class Smaller {
 public:
  Smaller(const Picture& from, std::uint32_t by)
      : from_(from),
        by_(by),
        channels_(channels_of(from.samples)),
        size_{(from.size.width + by - 1) / by, (from.size.height + by - 1) / by} {}

  void replace(Picture& picture) {
    for (std::uint32_t y = 0; y < size_.height; ++y) {
      for (std::uint32_t x = 0; x < size_.width; ++x) add(x, y);
    }
    picture.colour = std::move(colour_);
    picture.alpha = std::move(alpha_);
    picture.across *= size_.width / static_cast<double>(picture.size.width);
    picture.down *= size_.height / static_cast<double>(picture.size.height);
    picture.size = size_;
  }

 private:
  void add(std::uint32_t x, std::uint32_t y) {
    std::array<std::uint64_t, 4> sums{};
    std::uint64_t weights = 0, pixels = 0;
    const std::uint32_t right = std::min((x + 1) * by_, from_.size.width);
    const std::uint32_t bottom = std::min((y + 1) * by_, from_.size.height);
    for (std::uint32_t row = y * by_; row < bottom; ++row) {
      for (std::uint32_t column = x * by_; column < right; ++column) {
        const std::size_t i = std::size_t{row} * from_.size.width + column;
        const unsigned weight = from_.alpha.empty() ? 255 : byte(from_.alpha[i]);
        for (std::size_t k = 0; k < channels_; ++k) {
          sums.at(k) += weight * byte(from_.colour[i * channels_ + k]);
        }
        weights += weight;
        ++pixels;
      }
    }
    for (std::size_t k = 0; k < channels_; ++k) {
      colour_ += static_cast<char>(weights == 0 ? 0 : (sums.at(k) + weights / 2) / weights);
    }
    if (!from_.alpha.empty()) alpha_ += static_cast<char>((weights + pixels / 2) / pixels);
  }
  static unsigned byte(char c) { return static_cast<unsigned char>(c); }

  const Picture& from_;
  std::uint32_t by_;
  std::size_t channels_;
  Pixels size_;
  std::string colour_, alpha_;
};

void make_smaller(Picture& picture, Remarks& remarks) {
  constexpr std::uint32_t longest = 6000;
  const std::uint32_t side = std::max(picture.size.width, picture.size.height);
  if (side <= longest) return;
  Smaller(picture, (side + longest - 1) / longest).replace(picture);
  remarks.add("artwork-reduced",
              std::to_string(picture.size.width) + " x " + std::to_string(picture.size.height));
}

// Exif 2.3, 4.6.4, and TIFF 6.0 agree on what the eight orientations mean: 2 to 4 are mirrored or
// upside down, 5 to 8 the same lying on their side.
std::string upright(const std::string& samples, const Pixels& size, unsigned orientation,
                    std::size_t channels) {
  const bool lying = orientation >= 5;
  const std::uint32_t width = lying ? size.height : size.width;
  const std::uint32_t height = lying ? size.width : size.height;
  const bool mirrored =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool upside = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  std::string out;
  out.reserve(samples.size());
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      std::uint32_t column = lying ? y : x, row = lying ? x : y;
      if (mirrored) column = size.width - 1 - column;
      if (upside) row = size.height - 1 - row;
      out.append(samples, (std::size_t{row} * size.width + column) * channels, channels);
    }
  }
  return out;
}

void set_upright(Picture& picture, Remarks& remarks) {
  const unsigned turn = picture.orientation;
  if (turn < 2 || turn > 8) return;
  picture.colour = upright(picture.colour, picture.size, turn, channels_of(picture.samples));
  if (!picture.alpha.empty()) picture.alpha = upright(picture.alpha, picture.size, turn, 1);
  if (turn >= 5) {
    std::swap(picture.size.width, picture.size.height);
    std::swap(picture.across, picture.down);
  }
  remarks.add("artwork-turned");
}

// Writers put the name into the profile's description; it means what no profile means.
bool is_srgb(const std::string& profile) {
  return profile.find("sRGB") != std::string::npos ||
         profile.find(std::string_view("s\0R\0G\0B", 7)) != std::string::npos;
}

// The samples become what the press wants; the answer is their colour space.
std::string_view to_press(Workshop& workshop, Picture& picture) {
  if (picture.samples == Samples::grey) return "/DeviceGray";
  if (picture.samples == Samples::cmyk) {
    if (!picture.profile.empty()) workshop.remarks.add("artwork-profile-cmyk");
    return "/DeviceCMYK";
  }
  if (is_neutral(picture.colour)) {
    picture.colour = reds_of(picture.colour);
    return "/DeviceGray";
  }
  std::optional<std::string> inks;
  if (!picture.profile.empty() && !is_srgb(picture.profile)) {
    inks = workshop.colours.picture(picture.colour, picture.profile);
    if (!inks) workshop.remarks.add("artwork-profile-unusable");
  }
  picture.colour = inks ? *std::move(inks) : workshop.colours.picture(picture.colour);
  return "/DeviceCMYK";
}

}  // namespace

bool is_density(double across, double down) {
  const auto fits = [](double ppi) { return ppi >= 20 && ppi <= 10'000; };
  return fits(across) && fits(down);
}

void check_size(const Pixels& size) {
  if (std::uint64_t{size.width} * size.height <= most_pixels) return;
  throw Refused("artwork-too-large",
                std::to_string(size.width) + " x " + std::to_string(size.height));
}

void split(std::string samples, std::size_t channels, Picture& picture) {
  const std::size_t pixels = samples.size() / (channels + 1);
  picture.alpha.resize(pixels);
  for (std::size_t i = 0; i < pixels; ++i) {
    const char* pixel = samples.data() + i * (channels + 1);
    picture.alpha[i] = pixel[channels];
    std::copy_n(pixel, channels, samples.begin() + static_cast<std::ptrdiff_t>(i * channels));
  }
  samples.resize(pixels * channels);
  samples.shrink_to_fit();
  picture.colour = std::move(samples);
}

page::Form picture_form(Workshop& workshop, Picture picture) {
  look_at_alpha(picture.alpha);
  make_smaller(picture, workshop.remarks);
  set_upright(picture, workshop.remarks);
  page::Form form;
  form.natural = natural_size(picture.size.width * 72.0 / picture.across,
                              picture.size.height * 72.0 / picture.down);
  workshop.gauge.density = std::min(picture.across, picture.down) / 72;
  const std::size_t outer = workshop.reserve(), image = workshop.reserve();
  std::string mask, group;
  if (!picture.alpha.empty()) {
    mask = " /SMask " + reference(workshop.add(head(picture.size, "/DeviceGray") + " >>",
                                               deflated(picture.alpha)));
    group = " /Group << /Type /Group /S /Transparency /CS /DeviceCMYK /I true >>";
    std::string().swap(picture.alpha);
  }
  const std::string_view space = to_press(workshop, picture);
  workshop.objects[image] = {head(picture.size, space) + mask + " >>", deflated(picture.colour)};
  const std::string matrix =
      numbers_text({form.natural.width.points(), 0, 0, form.natural.height.points(), 0, 0});
  workshop.objects[outer] = {"<< /Type /XObject /Subtype /Form " + box_text(form.natural) + group +
                                 " /Resources << /XObject << /I " + reference(image) + " >> >> >>",
                             "q " + matrix + " cm /I Do Q"};
  form.objects = std::move(workshop.objects);
  return form;
}

}  // namespace imprimatur::artwork
