#include "crypto/certificate.h"

#include "crypto/certificate_state.h"
#include "crypto/refusal.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <utility>

namespace imprimatur::crypto {
namespace {

constexpr int least_rsa_bits = 2048, least_ec_bits = 256;

struct CertificateBioFree {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using CertificateBio = std::unique_ptr<BIO, CertificateBioFree>;
using OwnedX509 = std::unique_ptr<X509, CertificateFree>;

// A passphrase is never asked for: a certificate has none.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

OwnedX509 next_of(BIO* bio) {
  OwnedX509 found(PEM_read_bio_X509(bio, nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  return found;
}

bool is_strong(X509* x509) {
  const EVP_PKEY* key = X509_get0_pubkey(x509);
  if (key == nullptr) return false;
  const int bits = EVP_PKEY_get_bits(key);
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) return bits >= least_rsa_bits;
  return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC && bits >= least_ec_bits;
}

// RFC 5280, 4.2.1.3: a content key is encrypted to an RSA key, and agreed upon with an EC key.
// Without the extension everything is allowed, and OpenSSL then gives all bits.
bool is_to_encrypt(X509* x509) {
  const EVP_PKEY* key = X509_get0_pubkey(x509);
  const bool rsa = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
  const std::uint32_t wanted = rsa ? X509v3_KU_KEY_ENCIPHERMENT : X509v3_KU_KEY_AGREEMENT;
  const bool broken = (X509_get_extension_flags(x509) & EXFLAG_INVALID) != 0;
  return !broken && (X509_get_key_usage(x509) & wanted) != 0;
}

std::optional<CertificateFault> fault_of(X509* x509, std::chrono::sys_seconds now) {
  std::time_t time = now.time_since_epoch().count();
  // -1: at or before `time`; 1: after; 0: unreadable.
  if (X509_cmp_time(X509_get0_notBefore(x509), &time) >= 0) return CertificateFault::not_yet_valid;
  if (X509_cmp_time(X509_get0_notAfter(x509), &time) <= 0) return CertificateFault::expired;
  if (!is_strong(x509)) return CertificateFault::unfit_key;
  if (!is_to_encrypt(x509)) return CertificateFault::unfit_usage;
  if (X509_NAME_entry_count(X509_get_subject_name(x509)) == 0) return CertificateFault::nameless;
  return std::nullopt;
}

}  // namespace

void CertificateFree::operator()(x509_st* certificate) const {
  X509_free(certificate);
}

std::variant<Certificate, CertificateFault> Certificate::read(std::string_view pem,
                                                              std::chrono::sys_seconds now) {
  const CertificateBio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (!bio) refuse("X.509");
  auto state = std::make_unique<State>(State{next_of(bio.get())});
  const bool has_key = pem.find("PRIVATE KEY-----") != std::string_view::npos;
  if (!state->x509) return has_key ? CertificateFault::key_alone : CertificateFault::none;
  if (next_of(bio.get())) return CertificateFault::several;
  if (has_key) return CertificateFault::private_key;
  if (const auto fault = fault_of(state->x509.get(), now)) return *fault;
  return Certificate(std::move(state));
}

Certificate::Certificate(std::unique_ptr<State> state) : state_(std::move(state)) {}
Certificate::Certificate(Certificate&&) noexcept = default;
Certificate& Certificate::operator=(Certificate&&) noexcept = default;
Certificate::~Certificate() = default;

Digest Certificate::fingerprint() const {
  Digest digest;
  unsigned size = 0;
  if (X509_digest(state_->x509.get(), EVP_sha256(), digest.bytes.data(), &size) != 1 ||
      size != digest.bytes.size())
    refuse("X.509");
  return digest;
}

std::string Certificate::subject() const {
  const CertificateBio bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long form = (XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  if (!bio || X509_NAME_print_ex(bio.get(), X509_get_subject_name(state_->x509.get()), 0, form) < 0)
    refuse("X.509");
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace imprimatur::crypto
