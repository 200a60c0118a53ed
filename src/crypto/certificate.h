// X.509 certificates that something can be encrypted to (RFC 5280), by OpenSSL.
//
// A certificate is what it says: no chain is followed and no revocation asked for. That the right
// one was handed in is for people to see, by its fingerprint.
#pragma once

#include "crypto/digest.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace imprimatur::crypto {

enum class CertificateFault : std::uint8_t {
  none,         // no certificate in the file, or a damaged one
  key_alone,    // no certificate, but a private key
  several,      // more than one: it isn't said which is meant
  private_key,  // a private key stands in the same file
  not_yet_valid,
  expired,
  unfit_key,    // neither RSA of 2048 bits or more nor EC of 256 bits or more
  unfit_usage,  // its extensions say that nothing is to be encrypted to this key
  nameless,     // no subject (RFC 5280, 4.1.2.6): nobody could say whose it is
};

class Envelope;

class Certificate {
 public:
  // Of a PEM file, which holds one certificate and may hold remarks; fit at `now`. The first fault
  // in the order above.
  static std::variant<Certificate, CertificateFault> read(std::string_view pem,
                                                          std::chrono::sys_seconds now);
  Certificate(Certificate&&) noexcept;
  Certificate& operator=(Certificate&&) noexcept;
  ~Certificate();

  // SHA-256 of the DER form, as "openssl x509 -fingerprint -sha256" shows it.
  Digest fingerprint() const;
  // "CN=Plateforme,O=Exemple" (RFC 2253), UTF-8 on one line.
  std::string subject() const;

 private:
  friend class Envelope;
  struct State;
  explicit Certificate(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace imprimatur::crypto
