#include "codes/serial.h"

#include <fmt/format.h>

namespace imprimatur::codes {

std::string to_text(Serial serial) {
  const std::uint64_t n = serial.number();
  return fmt::format("{:03} {:03} {:03}", n / 1'000'000, n / 1'000 % 1'000, n % 1'000);
}

std::optional<Serial> parse_serial(std::string_view text) {
  std::uint64_t number = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    if (number > Serial::most) return std::nullopt;
  }
  return Serial::from(number);
}

std::optional<SerialRange> SerialRange::from(Serial first, std::uint64_t count) {
  if (count == 0 || count > Serial::most - first.number() + 1) return std::nullopt;
  return SerialRange(first, count);
}

}  // namespace imprimatur::codes
