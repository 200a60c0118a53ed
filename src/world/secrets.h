// Secrets come in by a descriptor or a terminal: never by an argument or the environment, which
// other programs may see.
//
// Every function throws finding::Failure with the system's reason in its sentence.
#pragma once

#include "world/files.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace imprimatur::world {

// Text that must not outlive its use, a passphrase say. Move-only; its memory is overwritten before
// it is given back. Never printed.
class SecretText {
 public:
  // `size` zeros, to be written to.
  explicit SecretText(std::size_t size) : bytes_(size) {}
  // A copy. Whoever holds `text` wipes it.
  explicit SecretText(std::string_view text) : bytes_(text.begin(), text.end()) {}
  SecretText(SecretText&&) noexcept = default;
  SecretText& operator=(SecretText&& other) noexcept;
  ~SecretText();

  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  char* data() { return bytes_.data(); }
  std::size_t size() const { return bytes_.size(); }
  // Its first `size` bytes stay; what stood behind them is overwritten.
  void shorten(std::size_t size);
  bool operator==(const SecretText&) const = default;

 private:
  // A vector and not a string: moving it never leaves bytes behind in the old object.
  std::vector<char> bytes_;
};

// All that a descriptor gives until its end, which may be a pipe; at most `most` bytes. `option`
// names it in a refusal: "--key-fd".
SecretText read_descriptor(int descriptor, std::size_t most, std::string_view option);

// A password kept in a file: its bytes without the line end behind them, at most `most`. Refused
// where the file isn't an ordinary one or others than its owner may read it.
SecretText read_secret_file(const Path& path, std::size_t most);

// What a person types at the terminal, unseen, without the line's end; nullopt without a terminal.
// `prompt` is shown there. At most 1023 bytes. Throws finding::Interrupted where a signal came
// meanwhile that watch_signals (world.h) watches for, with the terminal as it was before.
std::optional<SecretText> ask_unseen(std::string_view prompt);

}  // namespace imprimatur::world
