// Text that keys have signed: notes as c2sp.org/signed-note has them, with Ed25519 (type 0x01).
//
//     text, whole lines
//     (an empty line)
//     — key.name/of-the-signer base64( 4 bytes of key ID || signature )
#pragma once

#include "crypto/signature.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::tlog {

// First bytes of SHA-256( name || 0x0A || 0x01 || public key ).
using KeyId = std::array<std::uint8_t, 4>;

// Not empty, UTF-8, without control characters, white space and "+".
bool is_key_name(std::string_view name);

// Who is expected to have signed.
struct VerifierKey {
  std::string name;
  crypto::PublicKey key{};

  KeyId id() const;
  // NAME+ID+KEY: the ID in hexadecimal, the key as base 64 of 0x01 and its 32 bytes.
  std::string text() const;
  // nullopt for whatever text() doesn't write, keys of other types among it.
  static std::optional<VerifierKey> read(std::string_view text);
  bool operator==(const VerifierKey&) const = default;
};

struct NoteSignature {
  std::string name;
  KeyId id{};
  std::string bytes;  // of any type
};

struct Note {
  std::string text;  // what is signed, its last line's end included
  std::vector<NoteSignature> signatures;

  // nullopt unless it is such a note to the byte, of 64 KiB and 64 signatures at most.
  static std::optional<Note> read(std::string_view text);
  // At least one signature bears the key's name and ID, and all of these are right. Others are
  // passed over.
  bool is_signed_by(const VerifierKey& key) const;
};

// The note of `text` (whole lines) under one signature.
std::string signed_note(std::string_view text, const std::string& name,
                        const crypto::SigningKey& key);

}  // namespace imprimatur::tlog
