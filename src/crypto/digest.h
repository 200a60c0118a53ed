// SHA-256 (FIPS 180-4), by OpenSSL.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::crypto {

// A SHA-256 value. Written as 64 lower-case hexadecimal digits wherever a person or a file sees it.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};
  std::string hex() const;
  // nullopt unless `text` is exactly 64 hexadecimal digits.
  static std::optional<Digest> from_hex(std::string_view text);
  auto operator<=>(const Digest&) const = default;
};

Digest sha256(std::string_view bytes);

// The same, piece by piece.
class Hasher {
 public:
  Hasher();
  Hasher(Hasher&&) noexcept;
  ~Hasher();
  void add(std::string_view bytes);
  // May be called once.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::crypto
