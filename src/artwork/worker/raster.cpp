#include "artwork/worker/raster.h"

#include "artwork/worker/image.h"
#include "artwork/worker/importer.h"
#include "artwork/worker/syntax.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

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

// What nobody sees has no colour: it would make a black drawing one of four inks.
void hide_colours(Picture& picture) {
  const std::size_t channels = channels_of(picture.samples);
  const char none = picture.samples == Samples::cmyk ? '\0' : '\xff';
  for (std::size_t i = 0; i < picture.alpha.size(); ++i) {
    if (picture.alpha[i] == 0) std::fill_n(picture.colour.data() + i * channels, channels, none);
  }
}

// Along one side: which pixels become one, and how much of each, in 256ths of a pixel.
struct Run {
  std::uint32_t first = 0;
  std::vector<std::uint32_t> shares;
};

std::vector<Run> runs(std::uint32_t from, std::uint32_t to) {
  constexpr std::uint64_t one = 256;
  std::vector<Run> all(to);
  for (std::uint64_t i = 0; i < to; ++i) {
    const std::uint64_t begin = i * from * one / to, end = (i + 1) * from * one / to;
    Run& run = all[i];
    run.first = static_cast<std::uint32_t>(begin / one);
    for (std::uint64_t at = begin; at < end;) {
      const std::uint64_t next = std::min((at / one + 1) * one, end);
      run.shares.push_back(static_cast<std::uint32_t>(next - at));
      at = next;
    }
  }
  return all;
}

// The mean of what each of the fewer pixels covers. Colours count by their alpha, so that what
// nobody sees colours no edge. A row is squeezed first, then rows are added up: a pixel of either
// has its channels side by side, and its weight last.
class Smaller {
 public:
  Smaller(const Picture& from, const Pixels& size)
      : from_(from),
        size_(size),
        channels_(channels_of(from.samples)),
        across_(runs(from.size.width, size.width)),
        down_(runs(from.size.height, size.height)),
        row_(size.width * (channels_ + 1)),
        sums_(row_.size()) {}

  void replace(Picture& picture) {
    std::string colour, alpha;
    const std::size_t pixels = std::size_t{size_.width} * size_.height;
    colour.reserve(pixels * channels_);
    if (!from_.alpha.empty()) alpha.reserve(pixels);
    for (const Run& rows : down_) {
      add_up(rows);
      for (std::size_t x = 0; x < size_.width; ++x) take(x, rows, colour, alpha);
    }
    picture.colour = std::move(colour);
    picture.alpha = std::move(alpha);
    picture.across *= size_.width / static_cast<double>(picture.size.width);
    picture.down *= size_.height / static_cast<double>(picture.size.height);
    picture.size = size_;
  }

 private:
  void add_up(const Run& rows) {
    std::ranges::fill(sums_, 0);
    for (std::size_t r = 0; r < rows.shares.size(); ++r) {
      squeeze(rows.first + r);
      const std::uint64_t share = rows.shares[r];
      for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += share * row_[i];
    }
  }
  // Two runs may share a row.
  void squeeze(std::size_t y) {
    if (squeezed_ == y) return;
    squeezed_ = y;
    std::ranges::fill(row_, 0);
    std::uint64_t* to = row_.data();
    for (const Run& columns : across_) {
      std::size_t i = y * from_.size.width + columns.first;
      for (const std::uint32_t share : columns.shares) {
        const std::uint64_t weight = from_.alpha.empty() ? share : share * byte(from_.alpha[i]);
        const char* colour = from_.colour.data() + i * channels_;
        for (std::size_t k = 0; k < channels_; ++k) to[k] += weight * byte(colour[k]);
        to[channels_] += weight;
        ++i;
      }
      to += channels_ + 1;
    }
  }
  void take(std::size_t x, const Run& rows, std::string& colour, std::string& alpha) const {
    const std::uint64_t* sums = sums_.data() + x * (channels_ + 1);
    const std::uint64_t weight = sums[channels_];
    for (std::size_t k = 0; k < channels_; ++k) {
      colour += static_cast<char>(weight == 0 ? 0 : (sums[k] + weight / 2) / weight);
    }
    if (from_.alpha.empty()) return;
    const std::uint64_t area = sum_of(across_[x].shares) * sum_of(rows.shares);
    alpha += static_cast<char>((weight + area / 2) / area);
  }
  static std::uint64_t sum_of(const std::vector<std::uint32_t>& shares) {
    return std::accumulate(shares.begin(), shares.end(), std::uint64_t{0});
  }
  static std::uint32_t byte(char c) { return static_cast<unsigned char>(c); }

  const Picture& from_;
  Pixels size_;
  std::size_t channels_;
  std::vector<Run> across_, down_;
  std::vector<std::uint64_t> row_, sums_;
  std::size_t squeezed_ = std::numeric_limits<std::size_t>::max();
};

void make_smaller(Picture& picture, Remarks& remarks) {
  constexpr std::uint64_t longest = 4000;
  const std::uint64_t side = std::max(picture.size.width, picture.size.height);
  if (side <= longest) return;
  const auto fewer = [side](std::uint64_t pixels) {
    return static_cast<std::uint32_t>(
        std::max<std::uint64_t>((pixels * longest + side / 2) / side, 1));
  };
  Smaller(picture, {fewer(picture.size.width), fewer(picture.size.height)}).replace(picture);
  remarks.add("artwork-reduced",
              std::to_string(picture.size.width) + " x " + std::to_string(picture.size.height));
}

bool is_lying(unsigned orientation) {
  return orientation >= 5 && orientation <= 8;
}

// Exif 2.3, 4.6.4, and TIFF 6.0 agree on what the eight orientations mean: 2 to 4 are mirrored or
// upside down, 5 to 8 the same lying on their side.
std::string upright(const std::string& samples, const Pixels& size, unsigned orientation,
                    std::size_t channels) {
  const bool lying = is_lying(orientation);
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
  if (is_lying(turn)) {
    std::swap(picture.size.width, picture.size.height);
    std::swap(picture.across, picture.down);
  }
  remarks.add("artwork-turned");
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

unsigned orientation_in(std::string_view exif) {
  const bool little = exif.starts_with("II");
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < bytes && at + i < exif.size(); ++i) {
      const std::size_t byte = static_cast<unsigned char>(exif[at + i]);
      value |= byte << 8 * (little ? i : bytes - 1 - i);
    }
    return value;
  };
  const std::size_t directory = number(4, 4), count = number(directory, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (entry + 12 > exif.size()) break;
    if (number(entry, 2) == 0x0112) return static_cast<unsigned>(number(entry + 8, 2));
  }
  return 1;
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
  // Refused before it takes its time.
  measure::Size natural = natural_size(picture.size.width * 72.0 / picture.across,
                                       picture.size.height * 72.0 / picture.down);
  if (is_lying(picture.orientation)) std::swap(natural.width, natural.height);
  make_smaller(picture, workshop.remarks);
  hide_colours(picture);
  set_upright(picture, workshop.remarks);
  page::Form form;
  form.natural = natural;
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
