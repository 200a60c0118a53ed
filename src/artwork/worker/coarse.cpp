#include "artwork/worker/coarse.h"

#include "artwork/worker/image.h"
#include "artwork/worker/syntax.h"
#include "page/form.h"

#include <qpdf/Pl_DCT.hh>
#include <qpdf/Pl_String.hh>

#include <algorithm>
#include <charconv>
#include <exception>
#include <map>
#include <optional>
#include <stdexcept>

namespace imprimatur::artwork {
namespace {

// The top-level entries of a dictionary as page::Form writes it (no literal strings): key → value.
using Entries = std::map<std::string, std::string, std::less<>>;

class EntryReader {
 public:
  explicit EntryReader(std::string_view text) : rest_(text) {}

  Entries read() {
    Entries entries;
    if (!rest_.starts_with("<<")) return entries;
    rest_.remove_prefix(2);
    for (blank(); rest_.starts_with('/'); blank()) {
      const std::string key(token());
      blank();
      entries[key] = value();
    }
    return entries;
  }

 private:
  void blank() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  std::string_view token() { return cut(rest_.find_first_of(" /<>[]@", 1)); }
  std::string_view cut(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // With everything inside its brackets.
  std::string value() {
    if (rest_.starts_with('@'))
      return std::string(cut(std::min(rest_.find('@', 1), rest_.size() - 1) + 1));
    if (!rest_.starts_with('<') && !rest_.starts_with('[')) return std::string(token());
    std::size_t length = 0;
    int depth = 0;
    do {
      const char c = rest_[length++];
      if (c == '<' || c == '[') ++depth;
      if (c == '>' || c == ']') --depth;
    } while (depth > 0 && length < rest_.size());
    return std::string(cut(length));
  }

  std::string_view rest_;
};

// The dictionary with another value for `key`, where its own one stands, or else at its end.
std::string with(std::string dictionary, const std::string& key, const Entries& entries,
                 const std::string& value) {
  const auto old = entries.find(key);
  if (old == entries.end())
    return dictionary.insert(dictionary.rfind(">>"), key + " " + value + " ");
  const std::string entry = key + " " + old->second;
  const std::size_t at = dictionary.find(entry);
  if (at == std::string::npos) throw std::runtime_error("a dictionary that no form has");
  return dictionary.replace(at, entry.size(), key + " " + value);
}

std::optional<std::uint64_t> number_in(const Entries& entries, std::string_view key) {
  const auto entry = entries.find(key);
  if (entry == entries.end()) return std::nullopt;
  std::uint64_t number = 0;
  const std::string& text = entry->second;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string text_in(const Entries& entries, std::string_view key) {
  const auto entry = entries.find(key);
  return entry == entries.end() ? std::string() : entry->second;
}

std::optional<std::size_t> reference_in(const Entries& entries, std::string_view key) {
  const std::string text = text_in(entries, key);
  if (!text.starts_with('@')) return std::nullopt;
  std::size_t index = 0;
  std::from_chars(text.data() + 1, text.data() + text.size(), index);
  return index;
}

// Samples of eight bits, `channels` a pixel.
struct Raster {
  std::size_t width = 0, height = 0, channels = 0;
  std::string samples;
};

std::string undone(std::string_view filter, const std::string& stream, std::size_t most) {
  if (filter.empty()) return stream;
  if (filter == "/FlateDecode") return inflated(stream, most);
  std::string samples;
  Pl_String end("samples", nullptr, samples);
  Pl_DCT decoder("picture", &end);
  decoder.writeString(stream);
  decoder.finish();
  return samples;
}

std::string as_jpeg(const Raster& raster) {
  std::string stream;
  Pl_String end("stream", nullptr, stream);
  Pl_DCT encoder("picture", &end, static_cast<JDIMENSION>(raster.width),
                 static_cast<JDIMENSION>(raster.height), static_cast<int>(raster.channels),
                 raster.channels == 4 ? JCS_CMYK : JCS_GRAYSCALE);
  encoder.writeString(raster.samples);
  encoder.finish();
  return stream;
}

unsigned byte(char c) {
  return static_cast<unsigned char>(c);
}

// The mean of `by` × `by` pixels becomes one. Where `alpha` is as large a picture, colours count by
// it, so that what nobody sees colours no edge.
Raster smaller(const Raster& from, std::size_t by, const Raster* alpha) {
  Raster to{(from.width + by - 1) / by, (from.height + by - 1) / by, from.channels, {}};
  to.samples.reserve(to.width * to.height * to.channels);
  for (std::size_t y = 0; y < to.height; ++y) {
    for (std::size_t x = 0; x < to.width; ++x) {
      std::uint64_t sums[4]{}, plain[4]{}, weights = 0, pixels = 0;
      for (std::size_t row = y * by; row < std::min((y + 1) * by, from.height); ++row) {
        for (std::size_t column = x * by; column < std::min((x + 1) * by, from.width); ++column) {
          const std::size_t i = row * from.width + column;
          const unsigned weight = alpha != nullptr ? byte(alpha->samples[i]) : 1;
          for (std::size_t k = 0; k < from.channels; ++k) {
            const unsigned sample = byte(from.samples[i * from.channels + k]);
            sums[k] += weight * sample;
            plain[k] += sample;
          }
          weights += weight;
          ++pixels;
        }
      }
      for (std::size_t k = 0; k < from.channels; ++k)
        to.samples +=
            static_cast<char>(weights == 0 ? plain[k] / pixels : (sums[k] + weights / 2) / weights);
    }
  }
  return to;
}

class Coarsener {
 public:
  Coarsener(page::Form form, const Detail& detail) : form_(std::move(form)), detail_(detail) {
    for (std::size_t i = 0; i < form_.objects.size(); ++i) {
      if (!form_.objects[i].stream) continue;
      Entries entries = EntryReader(form_.objects[i].value).read();
      if (text_in(entries, "/Subtype") == "/Image") pictures_.emplace(i, std::move(entries));
    }
  }

  page::Form coarsen() {
    const std::uint64_t by = coarsest() / detail_.wanted;
    if (by < 2) return std::move(form_);
    // A picture before its mask, whose alpha it needs as it was.
    for (const bool masks : {false, true})
      for (const auto& [index, entries] : pictures_)
        if (is_mask(index) == masks) replace(index, entries, by);
    return std::move(form_);
  }

 private:
  bool is_mask(std::size_t index) const {
    return std::ranges::any_of(pictures_, [&](const auto& picture) {
      return reference_in(picture.second, "/SMask") == index ||
             reference_in(picture.second, "/Mask") == index;
    });
  }

  // If nobody knows, as if the largest picture filled the drawing, whichever way it is turned.
  std::uint64_t coarsest() const {
    if (detail_.coarsest != 0) return detail_.coarsest;
    std::uint64_t most = 0;
    for (const auto& [index, entries] : pictures_)
      most = std::max({most, number_in(entries, "/Width").value_or(0),
                       number_in(entries, "/Height").value_or(0)});
    const auto longest = static_cast<std::uint64_t>(
        std::max(form_.natural.width, form_.natural.height).micrometres());
    return most * 1'000'000 / longest;
  }

  // By its colour space, as page::Form has them; 0: a palette, or of no kind that can be averaged.
  std::size_t channels_of(const Entries& entries) const {
    std::string space = text_in(entries, "/ColorSpace");
    if (const auto index = reference_in(entries, "/ColorSpace"))
      space = *index < form_.objects.size() ? form_.objects[*index].value : std::string();
    if (space == "/DeviceCMYK") return 4;
    return space == "/DeviceGray" || space.starts_with("[/Separation") ||
                   space.starts_with("[ /Separation")
               ? 1
               : 0;
  }

  // nullopt: not of a kind that can be averaged.
  std::optional<Raster> raster_of(std::size_t index, const Entries& entries) const {
    const auto width = number_in(entries, "/Width"), height = number_in(entries, "/Height");
    const std::string filter = text_in(entries, "/Filter");
    const bool is_plain = entries.find("/DecodeParms") == entries.end() &&
                          (filter.empty() || filter == "/FlateDecode" || filter == "/DCTDecode");
    if (!is_plain || !width || !height || *width == 0 || *height == 0 ||
        number_in(entries, "/BitsPerComponent") != 8 || channels_of(entries) == 0 ||
        *width > most_pixels || *height > most_pixels || *width * *height > most_pixels)
      return std::nullopt;
    Raster raster{*width, *height, channels_of(entries), {}};
    const std::size_t pixels = raster.width * raster.height;
    raster.samples = undone(filter, *form_.objects[index].stream, pixels * 4);
    if (raster.samples.size() != pixels * raster.channels) return std::nullopt;
    return raster;
  }

  std::optional<Raster> alpha_of(const Entries& entries, const Raster& raster) const {
    const auto mask = reference_in(entries, "/SMask");
    const auto picture = mask ? pictures_.find(*mask) : pictures_.end();
    if (picture == pictures_.end() || !text_in(picture->second, "/Decode").empty())
      return std::nullopt;
    auto alpha = raster_of(*mask, picture->second);
    if (!alpha || alpha->channels != 1 || alpha->width != raster.width ||
        alpha->height != raster.height)
      return std::nullopt;
    return alpha;
  }

  void replace(std::size_t index, const Entries& entries, std::uint64_t by) {
    const auto raster = raster_of(index, entries);
    if (!raster) return;
    const auto alpha = alpha_of(entries, *raster);
    const Raster made = smaller(*raster, by, alpha ? &*alpha : nullptr);
    std::string stream = deflated(made.samples), filter = "/FlateDecode";
    if (text_in(entries, "/Filter") == "/DCTDecode") {
      std::string other = as_jpeg(made);
      if (other.size() < stream.size()) {
        stream = std::move(other);
        filter = "/DCTDecode";
      }
    }
    std::string& before = *form_.objects[index].stream;
    if (stream.size() >= before.size()) return;
    before = std::move(stream);
    std::string& value = form_.objects[index].value;
    value = with(value, "/Filter", entries, filter);
    value = with(value, "/Width", entries, std::to_string(made.width));
    value = with(value, "/Height", entries, std::to_string(made.height));
  }

  page::Form form_;
  Detail detail_;
  std::map<std::size_t, Entries> pictures_;  // by object
};

}  // namespace

std::string coarse_form(const Coarsening& request) {
  try {
    return page::serialise(Coarsener(page::parse_form(request.form), request.detail).coarsen());
  } catch (const std::exception&) {  // no form, or a picture that its library can't read
    return {};
  }
}

}  // namespace imprimatur::artwork
