// Inks as a printer speaks of them: process CMYK, named spot colours, and the registration colour.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace imprimatur::ink {

// A coverage from 0 to 1000 per mille of full ink. Out of range is clamped.
class Tint {
 public:
  constexpr Tint() = default;
  static constexpr Tint per_mille(int v) { return Tint(v < 0 ? 0 : v > 1000 ? 1000 : v); }
  static constexpr Tint percent(int v) { return per_mille(v * 10); }
  constexpr int per_mille() const { return value_; }
  constexpr auto operator<=>(const Tint&) const = default;

 private:
  constexpr explicit Tint(int v) : value_(static_cast<std::uint16_t>(v)) {}
  std::uint16_t value_ = 0;
};

struct Process {
  Tint cyan, magenta, yellow, black;
  auto operator<=>(const Process&) const = default;
};

// `name` as the shop and the plates know it ("PANTONE 287 C"); its alternate is in the palette of
// the document that uses it.
struct Spot {
  std::string name;
  Tint tint = Tint::percent(100);
  auto operator<=>(const Spot&) const = default;
};

// Names that the process plates, and what stands for all plates or none, already have (PDF 1.6,
// 4.5.5): no spot ink may bear one.
constexpr bool is_reserved(std::string_view spot) {
  for (const std::string_view name : {"All", "None", "Cyan", "Magenta", "Yellow", "Black"}) {
    if (spot == name) return true;
  }
  return false;
}

// Prints on every plate: for marks outside the product only (PDF 1.6, 4.5.5, Separation /All).
struct Registration {
  auto operator<=>(const Registration&) const = default;
};

using Colour = std::variant<Process, Spot, Registration>;

constexpr Process black() {
  return {{}, {}, {}, Tint::percent(100)};
}
constexpr Process white() {
  return {};
}

// A spot colour and how it looks where there is no plate of its own.
struct SpotInk {
  std::string name;
  Process alternate;
  bool operator==(const SpotInk&) const = default;
};

// The printing condition a job is separated for. `profile` is a whole ICC file (class prtr, CMYK).
// `identifier` is the name in the ICC's registry (FOGRA39), or the shop's own with an empty
// registry.
struct OutputCondition {
  std::string identifier;
  std::string registry;
  std::string description;
  std::string profile;
};

}  // namespace imprimatur::ink
