#include "pdf/function.h"

#include "finding/failure.h"
#include "pdf/calculator.h"

#include <libdeflate.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

namespace imprimatur::pdf {
namespace {

using Drawing = std::vector<page::FormObject>;
using Values = std::vector<double>;

constexpr int deepest = 8;
constexpr std::size_t most_inflated = 256u << 20;

Function read(const Drawing& objects, std::string_view value, int depth);

double mapped(double x, double x0, double x1, double y0, double y1) {
  return x1 == x0 ? y0 : y0 + (x - x0) * (y1 - y0) / (x1 - x0);
}

Values numbers_or(std::string_view dictionary, std::string_view key, Values otherwise) {
  const std::string_view entry = entry_of(dictionary, key);
  return entry.empty() ? std::move(otherwise) : numbers_of(entry);
}

Values clamped(Values values, const Values& range) {
  for (std::size_t i = 0; i < values.size() && 2 * i + 1 < range.size(); ++i)
    values[i] = std::clamp(values[i], range[2 * i], range[2 * i + 1]);
  return values;
}

int whole(std::string_view dictionary, std::string_view key) {
  const Values values = numbers_of(entry_of(dictionary, key));
  return values.size() == 1 ? static_cast<int>(values[0]) : -1;
}

Function exponential(std::string_view dictionary) {
  const Values c0 = numbers_or(dictionary, "/C0", {0}), c1 = numbers_or(dictionary, "/C1", {1});
  const Values exponent = numbers_of(entry_of(dictionary, "/N"));
  if (c0.size() != c1.size() || exponent.size() != 1) refuse_conversion();
  return [=](double x) {
    const double share = std::pow(x, exponent[0]);
    Values out;
    for (std::size_t i = 0; i < c0.size(); ++i) out.push_back(c0[i] + share * (c1[i] - c0[i]));
    return out;
  };
}

// The samples as shares of their largest value, in the order they are stored in.
Values samples_of(const std::string& bytes, std::size_t count, int bits) {
  if (bits < 1 || bits > 32 || bytes.size() * 8 < count * static_cast<std::size_t>(bits))
    refuse_conversion();
  Values samples;
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t value = 0;
    for (int bit = 0; bit < bits; ++bit, ++at)
      value = value << 1 | (static_cast<std::uint8_t>(bytes[at / 8]) >> (7 - at % 8) & 1);
    samples.push_back(static_cast<double>(value) / static_cast<double>((1ull << bits) - 1));
  }
  return samples;
}

Function sampled(const page::FormObject& object, const Values& domain, const Values& range) {
  const Values size = numbers_of(entry_of(object.value, "/Size"));
  if (size.size() != 1 || size[0] < 1 || size[0] > 65536 || range.empty()) refuse_conversion();
  const auto rows = static_cast<std::size_t>(size[0]);
  const std::size_t outputs = range.size() / 2;
  const Values samples =
      samples_of(unfiltered(object), rows * outputs, whole(object.value, "/BitsPerSample"));
  const Values encode = numbers_or(object.value, "/Encode", {0, size[0] - 1});
  const Values decode = numbers_or(object.value, "/Decode", range);
  if (encode.size() != 2 || decode.size() != range.size()) refuse_conversion();
  return [=](double x) {
    const double at =
        std::clamp(mapped(x, domain[0], domain[1], encode[0], encode[1]), 0.0, size[0] - 1);
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, rows - 1);
    Values out;
    for (std::size_t k = 0; k < outputs; ++k) {
      const double share =
          std::lerp(samples[low * outputs + k], samples[high * outputs + k], at - std::floor(at));
      out.push_back(mapped(share, 0, 1, decode[2 * k], decode[2 * k + 1]));
    }
    return out;
  };
}

std::vector<std::string_view> elements_of(std::string_view array) {
  std::vector<std::string_view> all;
  if (!array.starts_with('[')) refuse_conversion();
  array = array.substr(1, array.size() - 2);
  for (std::string_view one = first_value(array); !one.empty(); one = first_value(array)) {
    all.push_back(one);
    array.remove_prefix(static_cast<std::size_t>(one.data() + one.size() - array.data()));
  }
  return all;
}

std::vector<Function> functions_in(const Drawing& objects, std::string_view array, int depth) {
  std::vector<Function> all;
  for (const std::string_view one : elements_of(array))
    all.push_back(read(objects, one, depth + 1));
  return all;
}

Function stitched(const Drawing& objects, std::string_view dictionary, const Values& domain,
                  int depth) {
  const auto pieces = functions_in(objects, entry_of(dictionary, "/Functions"), depth);
  Values edges = numbers_of(entry_of(dictionary, "/Bounds"));
  const Values encode = numbers_of(entry_of(dictionary, "/Encode"));
  if (pieces.empty() || edges.size() + 1 != pieces.size() || encode.size() != 2 * pieces.size())
    refuse_conversion();
  edges.insert(edges.begin(), domain[0]);
  edges.push_back(domain[1]);
  return [=](double x) {
    std::size_t k = 0;
    while (k + 1 < pieces.size() && x >= edges[k + 1]) ++k;
    return pieces[k](mapped(x, edges[k], edges[k + 1], encode[2 * k], encode[2 * k + 1]));
  };
}

Function of_dictionary(const Drawing& objects, const page::FormObject& object, int depth) {
  const Values domain = numbers_of(entry_of(object.value, "/Domain"));
  const Values range = numbers_of(entry_of(object.value, "/Range"));
  if (domain.size() != 2) refuse_conversion();
  const auto inner = [&]() -> Function {
    switch (whole(object.value, "/FunctionType")) {
      case 0: return sampled(object, domain, range);
      case 2: return exponential(object.value);
      case 3: return stitched(objects, object.value, domain, depth);
      case 4: return calculator(unfiltered(object));
      default: refuse_conversion();
    }
  }();
  return [=](double x) { return clamped(inner(std::clamp(x, domain[0], domain[1])), range); };
}

Function read(const Drawing& objects, std::string_view value, int depth) {
  if (depth > deepest || value.empty()) refuse_conversion();
  if (value.starts_with('@')) {
    const page::FormObject& object = objects.at(index_of(value));
    if (object.value.starts_with("<<")) return of_dictionary(objects, object, depth);
    return read(objects, object.value, depth + 1);
  }
  if (value.starts_with("<<")) return of_dictionary(objects, {std::string(value), {}}, depth);
  const auto all = functions_in(objects, value, depth);
  return [all](double x) {
    Values out;
    for (const Function& one : all) {
      const Values part = one(x);
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  };
}

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

}  // namespace

void refuse_conversion() {
  throw finding::Failure(
      {"Un logo emploie un ton direct d’une manière que ce programme ne sait pas convertir en "
       "quadrichromie.",
       "A logo uses a spot ink in a way that this program can't convert to process inks."},
      {"Convertissez-le dans le dessin et refaites le BAT, ou gardez les tons directs "
       "([inks] spots = \"keep\" dans le fichier de l’imprimeur).",
       "Convert it in the drawing and make the BAT again, or keep spot inks ([inks] spots = "
       "\"keep\" in the shop's file)."});
}

Function function_of(const Drawing& objects, std::string_view value) {
  return read(objects, value, 0);
}

std::string unfiltered(const page::FormObject& object) {
  if (!object.stream) refuse_conversion();
  const std::string_view filter = entry_of(object.value, "/Filter");
  if (filter.empty()) return *object.stream;
  if (filter != "/FlateDecode" || !entry_of(object.value, "/DecodeParms").empty())
    refuse_conversion();
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  std::string bytes;
  for (std::size_t room = object.stream->size() * 4 + 1024; room <= most_inflated; room *= 2) {
    bytes.resize(room);
    std::size_t size = 0;
    const auto result =
        libdeflate_zlib_decompress(decompressor.get(), object.stream->data(), object.stream->size(),
                                   bytes.data(), bytes.size(), &size);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) continue;
    if (result != LIBDEFLATE_SUCCESS) break;
    bytes.resize(size);
    return bytes;
  }
  refuse_conversion();
}

std::string_view first_value(std::string_view text) {
  const std::size_t start = text.find_first_not_of(' ');
  if (start == text.npos) return {};
  text.remove_prefix(start);
  if (text.front() == '@') return text.substr(0, text.find('@', 1) + 1);
  if (text.front() != '[' && text.front() != '<')
    return text.substr(0, text.find_first_of(" []<>/@", 1));
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    depth += text[i] == '[' || text[i] == '<' ? 1 : text[i] == ']' || text[i] == '>' ? -1 : 0;
    if (depth == 0) return text.substr(0, i + 1);
  }
  return text;
}

std::string_view entry_of(std::string_view text, std::string_view key) {
  if (!text.starts_with("<<")) return {};
  text = text.substr(2, text.size() - 4);
  for (std::string_view name = first_value(text); !name.empty(); name = first_value(text)) {
    text.remove_prefix(static_cast<std::size_t>(name.data() + name.size() - text.data()));
    const std::string_view value = first_value(text);
    if (name == key) return value;
    text.remove_prefix(static_cast<std::size_t>(value.data() + value.size() - text.data()));
  }
  return {};
}

std::vector<double> numbers_of(std::string_view array) {
  Values values;
  if (array.starts_with('[')) array = array.substr(1, array.size() - 2);
  for (std::string_view one = first_value(array); !one.empty(); one = first_value(array)) {
    array.remove_prefix(static_cast<std::size_t>(one.data() + one.size() - array.data()));
    if (one.starts_with('+')) one.remove_prefix(1);
    double value = 0;
    if (std::from_chars(one.data(), one.data() + one.size(), value).ec != std::errc{})
      refuse_conversion();
    values.push_back(value);
  }
  return values;
}

std::size_t index_of(std::string_view reference) {
  std::size_t index = 0;
  std::from_chars(reference.data() + 1, reference.data() + reference.size(), index);
  return index;
}

}  // namespace imprimatur::pdf
