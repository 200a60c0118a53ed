#include "codes/code.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::codes {
namespace {

// GF(32) = GF(2)[x] / (x⁵ + x² + 1), with α = x = 2, which generates all 31 elements but zero.
struct Field {
  std::array<std::uint8_t, 62>
      power{};  // α^i, twice round, so that sums of logarithms need no modulo
  std::array<std::uint8_t, 32> log{};  // of zero: undefined

  constexpr Field() {
    unsigned value = 1;
    for (std::size_t i = 0; i < 31; ++i) {
      power[i] = power[i + 31] = static_cast<std::uint8_t>(value);
      log[value] = static_cast<std::uint8_t>(i);
      value <<= 1;
      if (value & 32) value ^= 0b100101;
    }
  }
  constexpr std::uint8_t times(std::uint8_t a, std::uint8_t b) const {
    if (a == 0 || b == 0) return 0;
    return power[static_cast<std::size_t>(log[a]) + log[b]];
  }
};
constexpr Field field;

struct Check {
  std::uint8_t high, low;
  bool operator==(const Check&) const = default;
};

constexpr std::uint8_t plus(unsigned a, unsigned b) {
  return static_cast<std::uint8_t>(a ^ b);
}

// So that sixteen zeros are not a code.
constexpr Check offset{17, 10};

// The remainder of payload·x² by the generator (x − α)(x − α²) = x² + 6x + 8, and the offset.
Check check_of(const Payload& payload) {
  Check rest{0, 0};
  for (const std::uint8_t symbol : payload) {
    const std::uint8_t lead = plus(rest.high, symbol);
    rest = {plus(rest.low, field.times(lead, 6)), field.times(lead, 8)};
  }
  return {plus(rest.high, offset.high), plus(rest.low, offset.low)};
}

Symbols joined(const Payload& payload, Check check) {
  Symbols symbols;
  std::ranges::copy(payload, symbols.begin());
  symbols[14] = check.high;
  symbols[15] = check.low;
  return symbols;
}

Payload payload_of(const Symbols& symbols) {
  Payload payload;
  std::copy_n(symbols.begin(), payload.size(), payload.begin());
  return payload;
}

// 0…31, or nullopt for what is no symbol.
std::optional<std::uint8_t> value_of(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'I' || c == 'L') c = '1';
  if (c == 'O') c = '0';
  const auto place = alphabet.find(c);
  if (place == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(place);
}

// How many bytes at the start of `text` stand between symbols and mean nothing: what people type
// there, and what programs make of it when a code is pasted.
std::size_t gap_at(std::string_view text) {
  for (const std::string_view gap :
       {" ", "-", "\t", "\r", "\n", "\u00a0", "\u202f", "\u2009", "\u2007", "\u00ad", "\u2010",
        "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
    if (text.starts_with(gap)) return gap.size();
  return 0;
}

std::variant<Symbols, CodeFault> read_symbols(std::string_view text) {
  Symbols symbols{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const std::size_t gap = gap_at(text.substr(at))) {
      at += gap - 1;
      continue;
    }
    const auto value = value_of(text[at]);
    if (!value) return CodeFault::bad_symbol;
    if (count < symbols.size()) symbols[count] = *value;
    ++count;
  }
  if (count != symbols.size()) return CodeFault::wrong_length;
  return symbols;
}

// The word at `x` = α^`power`, by Horner; zero for both powers 1 and 2 if the check is right.
std::uint8_t syndrome(Symbols symbols, std::size_t power) {
  symbols[14] = plus(symbols[14], offset.high);
  symbols[15] = plus(symbols[15], offset.low);
  std::uint8_t value = 0;
  for (const std::uint8_t symbol : symbols) {
    value = plus(field.times(value, field.power[power]), symbol);
  }
  return value;
}

}  // namespace

Code Code::from_payload(const Payload& payload) {
  assert(std::ranges::all_of(payload, [](std::uint8_t symbol) { return symbol < 32; }));
  return Code(joined(payload, check_of(payload)));
}

Code Code::specimen(std::uint32_t number) {
  const std::string text = fmt::format("SPEC1MEN{:06}", number % 1'000'000);
  Payload payload;
  std::ranges::transform(text, payload.begin(), [](char c) { return *value_of(c); });
  // The word x + α vanishes at α and not at α²: no error of one symbol looks like that.
  const Check right = check_of(payload);
  return Code(joined(payload, {plus(right.high, 1), plus(right.low, 2)}));
}

std::string Code::raw() const {
  std::string text(symbols_.size(), ' ');
  std::ranges::transform(symbols_, text.begin(),
                         [](std::uint8_t symbol) { return alphabet[symbol]; });
  return text;
}

std::string Code::to_text() const {
  std::string text = raw();
  for (const std::size_t place : {12u, 8u, 4u}) text.insert(place, 1, '-');
  return text;
}

Payload Code::payload() const {
  return payload_of(symbols_);
}

bool Code::is_sound() const {
  return check_of(payload()) == Check{symbols_[14], symbols_[15]};
}

std::variant<Code, CodeFault> parse_code(std::string_view text) {
  const auto read = read_symbols(text);
  if (const auto* fault = std::get_if<CodeFault>(&read)) return *fault;
  const auto& symbols = std::get<Symbols>(read);
  const Code code = Code::from_payload(payload_of(symbols));
  if (code.symbols() != symbols) return CodeFault::wrong_check;
  return code;
}

std::optional<Correction> propose_correction(std::string_view text) {
  const auto read = read_symbols(text);
  if (!std::holds_alternative<Symbols>(read)) return std::nullopt;
  Symbols symbols = std::get<Symbols>(read);
  // One error e at the power j gives the syndromes s1 = e·α^j and s2 = e·α^2j.
  const std::uint8_t s1 = syndrome(symbols, 1), s2 = syndrome(symbols, 2);
  if (s1 == 0 || s2 == 0) return std::nullopt;
  const std::size_t j = (field.log[s2] + 31u - field.log[s1]) % 31;
  if (j >= symbols.size()) return std::nullopt;
  const std::uint8_t error = field.power[(field.log[s1] + 31u - j) % 31];
  const std::size_t place = symbols.size() - 1 - j;
  const char wrong = alphabet[symbols[place]];
  symbols[place] = plus(symbols[place], error);
  const Code code = Code::from_payload(payload_of(symbols));
  if (code.symbols() != symbols) return std::nullopt;
  return Correction{code, static_cast<std::uint8_t>(place), wrong, alphabet[symbols[place]]};
}

}  // namespace imprimatur::codes
