// The visible number of a pass: one continuous series across all orders and key epochs of a
// workspace (CGCT, article R. 1611-8, asks for one on vouchers that local authorities give out). It
// tells nothing of the code.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::codes {

class Serial {
 public:
  static constexpr std::uint64_t least = 1, most = 999'999'999;

  // nullopt outside 1…999 999 999.
  static constexpr std::optional<Serial> from(std::uint64_t number) {
    if (number < least || number > most) return std::nullopt;
    return Serial(number);
  }

  constexpr std::uint64_t number() const { return number_; }
  constexpr auto operator<=>(const Serial&) const = default;

 private:
  constexpr explicit Serial(std::uint64_t number) : number_(number) {}
  std::uint64_t number_;
};

// As it is printed: nine digits in groups of three with an ASCII space between, "000 012 345".
std::string to_text(Serial serial);

// What to_text wrote, or the bare number ("12345"); spaces count for nothing. nullopt for the rest.
std::optional<Serial> parse_serial(std::string_view text);

// `count` serials that follow each other, from `first` on.
class SerialRange {
 public:
  // nullopt for no serial at all and where the last one would pass Serial::most.
  static std::optional<SerialRange> from(Serial first, std::uint64_t count);

  Serial first() const { return first_; }
  Serial last() const { return *at(count_ - 1); }
  std::uint64_t count() const { return count_; }
  bool holds(Serial serial) const { return first_ <= serial && serial <= last(); }
  bool overlaps(const SerialRange& other) const {
    return first_ <= other.last() && other.first_ <= last();
  }
  // The serial `index` places after the first; nullopt from `count` on.
  std::optional<Serial> at(std::uint64_t index) const {
    return index < count_ ? Serial::from(first_.number() + index) : std::nullopt;
  }
  auto operator<=>(const SerialRange&) const = default;

 private:
  SerialRange(Serial first, std::uint64_t count) : first_(first), count_(count) {}
  Serial first_;
  std::uint64_t count_;
};

}  // namespace imprimatur::codes
