#include "bat/specimen.h"

#include "codes/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

namespace imprimatur::bat {
namespace {

constexpr std::string_view digits = "0123456789", no_serial = "000 000 000";

std::int64_t advance_of(const page::Alphabet& alphabet, char c) {
  const auto glyph = alphabet.glyphs.find(static_cast<unsigned char>(c));
  return glyph == alphabet.glyphs.end() ? 0 : glyph->second.advance;
}

std::int64_t advance_of(const page::Alphabet& alphabet, std::string_view text) {
  std::int64_t sum = 0;
  for (const char c : text) sum += advance_of(alphabet, c);
  return sum;
}

// Each of `set` in the text by the widest of `set`, if that is wider.
std::string widened(const page::Alphabet& alphabet, std::string text, std::string_view set) {
  const char widest =
      *std::ranges::max_element(set, {}, [&](char c) { return advance_of(alphabet, c); });
  for (char& c : text)
    if (set.find(c) != set.npos && advance_of(alphabet, c) < advance_of(alphabet, widest))
      c = widest;
  return text;
}

// Neither a code nor one mistake away from one.
bool is_worthless(const std::string& code) {
  return !std::holds_alternative<codes::Code>(codes::parse_code(code)) &&
         !codes::propose_correction(code);
}

// The two check symbols give way, the widest that will do first.
std::string widest_code(const page::Alphabet& alphabet, const std::string& specimen) {
  std::string code = widened(alphabet, specimen, codes::alphabet);
  if (code == specimen) return code;
  std::string last(codes::alphabet);
  std::ranges::stable_sort(last, std::ranges::greater{},
                           [&](char c) { return advance_of(alphabet, c); });
  for (const char first : last) {
    for (const char second : last) {
      code[code.size() - 2] = first;
      code.back() = second;
      if (is_worthless(code)) return code;
    }
  }
  return specimen;
}

}  // namespace

measure::Rect place_of(const page::Symbol& symbol) {
  const measure::Length side = symbol.module * codes::Matrix::size;
  return {symbol.origin, {side, side}};
}

Specimen::Specimen(const Shown& shown, Values values)
    : shown_(shown), values_(values), code_(codes::Code::specimen(0)) {}

std::string Specimen::value(const page::Field& field) const {
  const bool widest = values_ == Values::widest;
  switch (field.variable) {
    case page::Variable::serial:
      return widest ? widened(field.alphabet, std::string(no_serial), digits)
                    : std::string(no_serial);
    case page::Variable::carnet: return carnet(field.alphabet);
    case page::Variable::rank: return rank(field.alphabet);
    case page::Variable::code:
      return widest ? widest_code(field.alphabet, code_.to_text()) : code_.to_text();
  }
  return "";
}

pdf::Modules Specimen::modules() const {
  return codes::symbol_of(code_).rows;
}

std::string Specimen::carnet(const page::Alphabet& alphabet) const {
  const std::uint32_t carnets = shown_.order.batch.carnets;
  std::string text = page::carnet_text(values_ == Values::nobody  ? 0
                                       : values_ == Values::first ? 1
                                                                  : carnets,
                                       carnets);
  if (values_ != Values::widest || widened(alphabet, text, digits) == text) return text;
  for (std::uint32_t number = 1; number < carnets; ++number) {
    std::string other = page::carnet_text(number, carnets);
    if (advance_of(alphabet, other) > advance_of(alphabet, text)) text = std::move(other);
  }
  return text;
}

std::string Specimen::rank(const page::Alphabet& alphabet) const {
  const std::uint32_t of = shown_.document.passes_per_booklet();
  const bool is_last = values_ == Values::last || values_ == Values::widest;
  std::string text = fmt::format("{}/{}", is_last ? of : 1, of);
  for (std::uint32_t place = 1; values_ == Values::widest && place < of; ++place) {
    std::string other = fmt::format("{}/{}", place, of);
    if (advance_of(alphabet, other) > advance_of(alphabet, text)) text = std::move(other);
  }
  return text;
}

}  // namespace imprimatur::bat
