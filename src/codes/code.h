// The secret number of a pass: what redeems it. See docs/formats/code.md.
//
// 16 symbols of Crockford's base-32 alphabet, 14 of payload and 2 of check, written in groups of
// four: "7K3P-Q9WX-2MHT-4BSE". A code is money: it never goes into a log, an error text, a file
// name or the ledger.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace imprimatur::codes {

inline constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// Each symbol by its place in the alphabet, 0…31; the leftmost first.
using Payload = std::array<std::uint8_t, 14>;
using Symbols = std::array<std::uint8_t, 16>;

class Code {
 public:
  // Adds the check symbols. Every payload symbol is below 32.
  static Code from_payload(const Payload& payload);

  // The `number`-th specimen (modulo 1 000 000), "SPEC-1MEN-0000-12??" for the BAT. Its check
  // symbols are always wrong, and so that no single correction mends them: it scans and can never
  // redeem.
  static Code specimen(std::uint32_t number);

  // "XXXX-XXXX-XXXX-XXXX", and the same without dashes.
  std::string to_text() const;
  std::string raw() const;

  const Symbols& symbols() const { return symbols_; }
  Payload payload() const;
  // Whether the check symbols are right: true for every code but a specimen.
  bool is_sound() const;
  bool operator==(const Code&) const = default;

 private:
  explicit Code(const Symbols& symbols) : symbols_(symbols) {}
  Symbols symbols_;
};

enum class CodeFault : std::uint8_t { wrong_length, bad_symbol, wrong_check };

// What a person typed, pasted or a scanner read. Case counts for nothing; white space, dashes and
// soft hyphens of Unicode are dropped, I and L are read as 1, O as 0; U is refused (Crockford).
// Gives a sound code or the first reason why not: a symbol that is none, then the length, then the
// check symbols.
std::variant<Code, CodeFault> parse_code(std::string_view text);

// For 16 good symbols whose check is wrong: the one sound code that differs in a single symbol, if
// there is one. A question to put to a person, who looks at the pass again; never an answer by
// itself.
struct Correction {
  Code code;
  std::uint8_t place;  // 0…15, of the symbol that differs
  char wrong, right;   // as the alphabet has them
};
std::optional<Correction> propose_correction(std::string_view text);

}  // namespace imprimatur::codes
