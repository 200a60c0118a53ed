// A stream, encrypted to one certificate: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM
// (RFC 5084), in BER, as "openssl cms -decrypt -inform DER" reads it from version 3.0 on.
//
// The content key goes to an RSA key by OAEP with SHA-256 (RFC 3560), to an EC key by ECDH with an
// ephemeral key, SHA-256 and AES key wrap (RFC 5753).
#pragma once

#include "crypto/certificate.h"

#include <functional>

namespace imprimatur::crypto {

// Holds a piece of the stream at most, and wipes it.
class Envelope {
 public:
  using Output = std::function<void(std::string_view bytes)>;

  // What `output` throws comes out of the call that wrote; the envelope is then of no more use.
  Envelope(const Certificate& to, Output output);
  Envelope(Envelope&&) noexcept;
  Envelope& operator=(Envelope&&) = delete;
  ~Envelope();

  void write(std::string_view plain);
  // Once, at the end, after one byte at least: without it the envelope can't be opened.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::crypto
