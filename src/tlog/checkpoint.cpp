#include "tlog/checkpoint.h"

#include "crypto/base64.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace imprimatur::tlog {
namespace {

// Takes the next line off `text`; nullopt where none ends any more.
std::optional<std::string_view> next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::optional<std::uint64_t> read_count(std::string_view digits) {
  if (digits.empty() || digits.size() > 19 || (digits.size() > 1 && digits.front() == '0'))
    return std::nullopt;
  std::int64_t count = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, count);
  if (read.ec != std::errc{} || read.ptr != end || count < 0) return std::nullopt;
  return static_cast<std::uint64_t>(count);
}

std::string hash_line(const Hash& hash) {
  return crypto::to_base64({reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()});
}

std::optional<Hash> read_hash_line(std::string_view line) {
  const auto bytes = crypto::from_base64(line);
  Hash hash;
  if (!bytes || bytes->size() != hash.bytes.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.bytes.begin());
  return hash;
}

std::string TreeHead::text() const {
  const std::string digits = root.hex();
  std::string text = std::to_string(size);
  for (std::size_t at = 0; at < digits.size(); at += 8) text += ' ' + digits.substr(at, 8);
  return text;
}

std::optional<TreeHead> TreeHead::read(std::string_view text) {
  const std::size_t gap = text.find(' ');
  if (gap == std::string_view::npos) return std::nullopt;
  std::string digits(text.substr(gap));
  std::erase(digits, ' ');
  const auto size = read_count(text.substr(0, gap));
  const auto root = Hash::from_hex(digits);
  if (!size || !root) return std::nullopt;
  return TreeHead{*size, *root};
}

std::string Checkpoint::text() const {
  return fmt::format("{}\n{}\n{}\n", origin, head.size, hash_line(head.root));
}

std::optional<Checkpoint> Checkpoint::read(std::string_view text) {
  const auto origin = next_line(text), digits = next_line(text), line = next_line(text);
  if (!origin || !digits || !line || origin->empty()) return std::nullopt;
  const auto size = read_count(*digits);
  const auto root = read_hash_line(*line);
  if (!size || !root || text.starts_with('\n') || text.find("\n\n") != std::string_view::npos)
    return std::nullopt;
  return Checkpoint{std::string(*origin), {*size, *root}};
}

std::optional<SignedCheckpoint> SignedCheckpoint::read(std::string_view text) {
  auto note = Note::read(text);
  if (!note) return std::nullopt;
  auto checkpoint = Checkpoint::read(note->text);
  if (!checkpoint) return std::nullopt;
  return SignedCheckpoint{*std::move(checkpoint), *std::move(note)};
}

std::string sign(const Checkpoint& checkpoint, const crypto::SigningKey& key) {
  return signed_note(checkpoint.text(), checkpoint.origin, key);
}

}  // namespace imprimatur::tlog
