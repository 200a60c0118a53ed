// Bytes that must not outlive their use: keys and what is derived from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::crypto {

// Move-only; the memory is overwritten (OPENSSL_cleanse) before it is given back. Never printed:
// there is no conversion to text.
class Secret {
 public:
  // `size` bytes of zero.
  explicit Secret(std::size_t size) : bytes_(size) {}
  // A copy. Whoever holds `bytes` wipes them.
  explicit Secret(std::string_view bytes) : bytes_(bytes.begin(), bytes.end()) {}
  Secret(Secret&&) noexcept = default;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  std::size_t size() const { return bytes_.size(); }
  std::span<const std::uint8_t> bytes() const { return bytes_; }
  std::span<std::uint8_t> bytes() { return bytes_; }

 private:
  // A vector and not a string: moving it never leaves bytes behind in the old object.
  std::vector<std::uint8_t> bytes_;
};

// Overwrites the whole of `text` and leaves it empty.
void wipe(std::string& text);

// Takes the same time wherever the first difference stands. Different lengths differ at once.
bool same_bytes(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

}  // namespace imprimatur::crypto
