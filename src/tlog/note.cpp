#include "tlog/note.h"

#include "crypto/base64.h"
#include "crypto/digest.h"
#include "wording/unicode.h"
#include "wording/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace imprimatur::tlog {
namespace {

constexpr std::size_t longest_note = 64u << 10, most_signatures = 64;
constexpr std::string_view dash = "\u2014 ";
constexpr char ed25519 = 1;  // c2sp.org/signed-note, "Signature types"

std::string octets_of(const crypto::PublicKey& key) {
  return {key.begin(), key.end()};
}

// White_Space of the Unicode Character Database, less the controls.
bool is_space(char32_t c) {
  return c == U' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
  });
}

std::string hex_of(const KeyId& id) {
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", id[0], id[1], id[2], id[3]);
}

// Of a line without its end.
std::optional<NoteSignature> read_signature(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = crypto::from_base64(line.substr(space + 1));
  NoteSignature signature{std::string(line.substr(0, space)), {}, {}};
  if (!bytes || bytes->size() <= signature.id.size()) return std::nullopt;
  std::copy_n(bytes->begin(), signature.id.size(), signature.id.begin());
  signature.bytes = bytes->substr(signature.id.size());
  return signature;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || !wording::is_utf8(name) || has_controls(name)) return false;
  return std::ranges::none_of(wording::decoded(name),
                              [](char32_t c) { return is_space(c) || c == U'+' || c == U'\n'; });
}

KeyId VerifierKey::id() const {
  const crypto::Digest digest = crypto::sha256(name + '\n' + ed25519 + octets_of(key));
  KeyId id{};
  std::copy_n(digest.bytes.begin(), id.size(), id.begin());
  return id;
}

std::string VerifierKey::text() const {
  return fmt::format("{}+{}+{}", name, hex_of(id()), crypto::to_base64(ed25519 + octets_of(key)));
}

std::optional<VerifierKey> VerifierKey::read(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);  // base 64 may hold more of them
  if (second == std::string_view::npos) return std::nullopt;
  const auto bytes = crypto::from_base64(text.substr(second + 1));
  VerifierKey key{std::string(text.substr(0, first)), {}};
  if (!bytes || bytes->size() != 1 + key.key.size() || !is_key_name(key.name)) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
  if (key.text() != text) return std::nullopt;
  return key;
}

std::optional<Note> Note::read(std::string_view text) {
  if (text.size() > longest_note || !text.ends_with('\n') || !wording::is_utf8(text) ||
      has_controls(text))
    return std::nullopt;
  const std::size_t gap = text.rfind("\n\n");
  if (gap == std::string_view::npos) return std::nullopt;
  Note note{std::string(text.substr(0, gap + 1)), {}};
  for (std::size_t at = gap + 2; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    auto signature = read_signature(text.substr(at, end - at));
    if (!signature || note.signatures.size() == most_signatures) return std::nullopt;
    note.signatures.push_back(*std::move(signature));
    at = end + 1;
  }
  if (note.signatures.empty()) return std::nullopt;
  return note;
}

bool Note::is_signed_by(const VerifierKey& key) const {
  bool any = false;
  for (const NoteSignature& signature : signatures) {
    if (signature.name != key.name || signature.id != key.id()) continue;
    if (!crypto::is_signature(signature.bytes, text, key.key)) return false;
    any = true;
  }
  return any;
}

std::string signed_note(std::string_view text, const std::string& name,
                        const crypto::SigningKey& key) {
  assert(text.ends_with('\n') && is_key_name(name));
  const KeyId id = VerifierKey{name, key.public_key()}.id();
  return fmt::format("{}\n{}{} {}\n", text, dash, name,
                     crypto::to_base64(std::string(id.begin(), id.end()) + key.sign(text)));
}

}  // namespace imprimatur::tlog
