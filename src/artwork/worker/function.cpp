#include "artwork/worker/function.h"

#include "artwork/worker/syntax.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::artwork {
namespace {

constexpr int deepest_function = 8;
constexpr int usual_samples = 33;
constexpr int most_samples = 4096;

QPDFObjectHandle dictionary_of(QPDFObjectHandle function) {
  if (function.isStream()) return function.getDict();
  if (function.isDictionary()) return function;
  throw Refused("artwork-damaged", "/Function");
}

int type_of(QPDFObjectHandle function) {
  QPDFObjectHandle type = dictionary_of(function).getKey("/FunctionType");
  return type.isInteger() ? type.getIntValueAsInt() : -1;
}

[[noreturn]] void refuse_type(int type) {
  throw Refused("artwork-unsupported", "/FunctionType " + std::to_string(type));
}

Values domain_of(QPDFObjectHandle function) {
  Values domain = numbers_in(dictionary_of(function).getKey("/Domain"), 2, "/Domain");
  if (!(domain[0] < domain[1])) throw Refused("artwork-damaged", "/Domain");
  return domain;
}

double between(double x, double x0, double x1, double y0, double y1) {
  return x1 == x0 ? y0 : y0 + (x - x0) * (y1 - y0) / (x1 - x0);
}

int sample_count(QPDFObjectHandle function) {
  if (!function.isStream() || type_of(function) != 0) return usual_samples;
  const double size = numbers_in(function.getDict().getKey("/Size"), 1, "/Size")[0];
  if (!(size >= 2 && size <= most_samples)) throw Refused("artwork-unsupported", "/Size");
  return static_cast<int>(size);
}

// Sampled, 8 or 16 bits.
Values evaluate_samples(QPDFObjectHandle function, double input) {
  QPDFObjectHandle dict = function.getDict();
  const Values domain = domain_of(function);
  const Values range = numbers_in(dict.getKey("/Range"), 0, "/Range");
  const std::size_t outputs = range.size() / 2;
  const int size = sample_count(function);
  QPDFObjectHandle bits = dict.getKey("/BitsPerSample");
  const int bytes = bits.isInteger() && bits.getIntValue() == 16  ? 2
                    : bits.isInteger() && bits.getIntValue() == 8 ? 1
                                                                  : 0;
  if (bytes == 0 || dict.hasKey("/Encode")) throw Refused("artwork-unsupported", "/FunctionType 0");
  const auto data = function.getStreamData(qpdf_dl_specialized);
  if (data->getSize() < outputs * static_cast<std::size_t>(size * bytes)) {
    throw Refused("artwork-damaged", "/FunctionType 0");
  }
  const Values decode =
      dict.hasKey("/Decode") ? numbers_in(dict.getKey("/Decode"), range.size(), "/Decode") : range;
  const double at = between(input, domain[0], domain[1], 0, size - 1);
  const auto low = static_cast<std::size_t>(std::clamp(std::floor(at), 0.0, size - 2.0));
  Values values;
  for (std::size_t k = 0; k < outputs; ++k) {
    const auto sample = [&](std::size_t row) {
      const unsigned char* p =
          data->getBuffer() + (row * outputs + k) * static_cast<std::size_t>(bytes);
      return bytes == 2 ? (p[0] * 256 + p[1]) / 65535.0 : p[0] / 255.0;
    };
    const double share = between(at, static_cast<double>(low), static_cast<double>(low) + 1,
                                 sample(low), sample(low + 1));
    values.push_back(between(share, 0, 1, decode[2 * k], decode[2 * k + 1]));
  }
  return values;
}

Values evaluate_exponential(QPDFObjectHandle function, double input) {
  QPDFObjectHandle dict = dictionary_of(function);
  const Values c0 = dict.hasKey("/C0") ? numbers_in(dict.getKey("/C0"), 0, "/C0") : Values{0};
  const Values c1 =
      dict.hasKey("/C1") ? numbers_in(dict.getKey("/C1"), c0.size(), "/C1") : Values{1};
  QPDFObjectHandle exponent = dict.getKey("/N");
  if (!exponent.isNumber() || c0.size() != c1.size()) throw Refused("artwork-damaged", "/N");
  const double share = std::pow(input, exponent.getNumericValue());
  Values values;
  for (std::size_t k = 0; k < c0.size(); ++k) values.push_back(c0[k] + share * (c1[k] - c0[k]));
  return values;
}

struct Stitches {
  std::vector<QPDFObjectHandle> pieces;
  Values edges;  // one more than pieces
  Values encode;
};

// Several stops at one place make pieces without length, which the standard does not know (7.10.4
// wants bounds strictly inside the domain and rising) and readers trip over. Inside they show
// nothing and are left out. Of those at either end the outermost is the colour beyond that end: it
// gets a sliver, in the colour of its outer end.
void mend_empty_pieces(Stitches& s) {
  for (std::size_t k = s.pieces.size() - 1; k-- > 1;) {
    if (s.edges[k + 1] > s.edges[k]) continue;
    const auto at = static_cast<std::ptrdiff_t>(k);
    s.pieces.erase(s.pieces.begin() + at);
    s.edges.erase(s.edges.begin() + at + 1);
    s.encode.erase(s.encode.begin() + 2 * at, s.encode.begin() + 2 * at + 2);
  }
  const std::size_t last = s.pieces.size() - 1;
  if (last == 0) return;
  const double sliver = (s.edges.back() - s.edges.front()) / 2000;
  if (s.edges[last] >= s.edges[last + 1]) {
    s.edges[last] =
        s.edges[last + 1] - std::min(sliver, (s.edges[last + 1] - s.edges[last - 1]) / 2);
    s.encode[2 * last] = s.encode[2 * last + 1];
  }
  if (s.edges[1] <= s.edges[0]) {
    s.edges[1] = s.edges[0] + std::min(sliver, (s.edges[2] - s.edges[0]) / 2);
    s.encode[1] = s.encode[0];
  }
}

Stitches stitches_of(QPDFObjectHandle function) {
  QPDFObjectHandle dict = dictionary_of(function);
  Stitches stitches;
  QPDFObjectHandle pieces = dict.getKey("/Functions");
  if (pieces.isArray()) stitches.pieces = pieces.getArrayAsVector();
  const std::size_t count = stitches.pieces.size();
  if (count == 0) throw Refused("artwork-damaged", "/Functions");
  const Values domain = domain_of(function);
  stitches.edges = {domain[0]};
  if (count > 1) {
    const Values bounds = numbers_in(dict.getKey("/Bounds"), count - 1, "/Bounds");
    stitches.edges.insert(stitches.edges.end(), bounds.begin(), bounds.end());
  }
  stitches.edges.push_back(domain[1]);
  stitches.encode = numbers_in(dict.getKey("/Encode"), 2 * count, "/Encode");
  mend_empty_pieces(stitches);
  return stitches;
}

Values evaluate_at(QPDFObjectHandle function, double input, int depth) {
  if (depth > deepest_function) throw Refused("artwork-complex");
  if (function.isArray()) {
    Values values;
    for (QPDFObjectHandle one : function.getArrayAsVector()) {
      const Values part = evaluate_at(one, input, depth + 1);
      values.insert(values.end(), part.begin(), part.end());
    }
    return values;
  }
  const Values domain = domain_of(function);
  const double x = std::clamp(input, domain[0], domain[1]);
  const int type = type_of(function);
  if (type == 0 && function.isStream()) return evaluate_samples(function, x);
  if (type == 2) return evaluate_exponential(function, x);
  if (type != 3) refuse_type(type);
  const Stitches s = stitches_of(function);
  std::size_t k = 0;
  while (k + 1 < s.pieces.size() && x >= s.edges[k + 1]) ++k;
  return evaluate_at(s.pieces[k],
                     between(x, s.edges[k], s.edges[k + 1], s.encode[2 * k], s.encode[2 * k + 1]),
                     depth + 1);
}

// Where a piece is looked at, from one end of its domain to the other.
Values places_in(QPDFObjectHandle piece) {
  QPDFObjectHandle first =
      piece.isArray() && piece.getArrayNItems() > 0 ? piece.getArrayItem(0) : piece;
  const Values domain = domain_of(first);
  // An array may hold stitched functions: look closely enough for their edges.
  const int count = piece.isArray() ? 257 : sample_count(piece);
  Values places;
  for (int i = 0; i < count; ++i) {
    places.push_back(between(i, 0, count - 1, domain[0], domain[1]));
  }
  return places;
}

std::size_t add_sampled(Workshop& workshop, QPDFObjectHandle piece,
                        const std::function<Values(const Values&)>& convert) {
  std::string samples;
  std::size_t outputs = 0;
  const Values places = places_in(piece);
  for (const double place : places) {
    const Values values = convert(evaluate_at(piece, place, 0));
    outputs = values.size();
    for (const double value : values) {
      samples += static_cast<char>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
    }
  }
  std::string range;
  for (std::size_t i = 0; i < outputs; ++i) range += " 0 1";
  return workshop.add("<< /FunctionType 0 /Domain [ " +
                          numbers_text({places.front(), places.back()}) + " ] /Range [" + range +
                          " ] /Size [ " + std::to_string(places.size()) +
                          " ] /BitsPerSample 8 /Filter /FlateDecode >>",
                      deflated(samples));
}

std::size_t add_stitched(Workshop& workshop, QPDFObjectHandle function,
                         const std::function<std::size_t(QPDFObjectHandle)>& add_piece) {
  const Stitches s = stitches_of(function);
  const std::size_t index = workshop.reserve();
  std::string pieces, bounds, encode;
  for (std::size_t k = 0; k < s.pieces.size(); ++k) {
    pieces += ' ' + reference(add_piece(s.pieces[k]));
    if (k > 0) bounds += ' ' + number_text(s.edges[k]);
    encode += ' ' + numbers_text({s.encode[2 * k], s.encode[2 * k + 1]});
  }
  workshop.objects[index].value =
      "<< /FunctionType 3 /Domain [ " + numbers_text({s.edges.front(), s.edges.back()}) +
      " ] /Functions [" + pieces + " ] /Bounds [" + bounds + " ] /Encode [" + encode + " ] >>";
  return index;
}

std::size_t add_at(Workshop& workshop, QPDFObjectHandle function,
                   const std::function<Values(const Values&)>& convert, int depth) {
  if (depth > deepest_function) throw Refused("artwork-complex");
  if (function.isArray() || type_of(function) != 3) {
    return add_sampled(workshop, function, convert);
  }
  return add_stitched(workshop, function, [&](QPDFObjectHandle piece) {
    return add_at(workshop, piece, convert, depth + 1);
  });
}

std::size_t copy_at(Workshop& workshop, QPDFObjectHandle function, int depth) {
  if (depth > deepest_function) throw Refused("artwork-complex");
  if (type_of(function) == 3) {
    return add_stitched(workshop, function, [&](QPDFObjectHandle piece) {
      return copy_at(workshop, piece, depth + 1);
    });
  }
  QPDFObjectHandle dict = dictionary_of(function);
  const std::size_t index = workshop.reserve();
  std::string text = "<<";
  for (const char* key : {"/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample", "/Order",
                          "/Encode", "/Decode", "/C0", "/C1", "/N"}) {
    if (dict.hasKey(key)) text += ' ' + std::string(key) + ' ' + direct_text(dict.getKey(key));
  }
  if (function.isStream()) {
    const auto data = function.getStreamData(qpdf_dl_specialized);
    workshop.objects[index].stream =
        deflated({reinterpret_cast<const char*>(data->getBuffer()), data->getSize()});
    text += " /Filter /FlateDecode";
  }
  workshop.objects[index].value = text + " >>";
  return index;
}

void visit_at(QPDFObjectHandle function, const std::function<void(const Values&)>& look,
              int depth) {
  if (depth > deepest_function) throw Refused("artwork-complex");
  if (!function.isArray() && type_of(function) == 3) {
    for (QPDFObjectHandle piece : stitches_of(function).pieces) visit_at(piece, look, depth + 1);
    return;
  }
  for (const double place : places_in(function)) look(evaluate_at(function, place, 0));
}

}  // namespace

Values evaluate(QPDFObjectHandle function, double input) {
  return evaluate_at(function, input, 0);
}

std::size_t add_converted(Workshop& workshop, QPDFObjectHandle function,
                          const std::function<Values(const Values&)>& convert) {
  return add_at(workshop, function, convert, 0);
}

std::size_t add_copied(Workshop& workshop, QPDFObjectHandle function) {
  return copy_at(workshop, function, 0);
}

void visit(QPDFObjectHandle function, const std::function<void(const Values&)>& look) {
  visit_at(function, look, 0);
}

}  // namespace imprimatur::artwork
