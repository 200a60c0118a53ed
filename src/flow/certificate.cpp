#include "flow/certificate.h"

#include "flow/say.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

using crypto::CertificateFault;
using finding::Sentence;

constexpr std::uintmax_t largest = 1u << 20;

Sentence what_is_wrong(CertificateFault fault) {
  switch (fault) {
    case CertificateFault::none:
      return {"ne contient pas de certificat X.509 lisible, en PEM",
              "holds no X.509 certificate in PEM that can be read"};
    case CertificateFault::key_alone:
      return {"n’en est pas un\u00a0: c’est une clé privée", "is none: it is a private key"};
    case CertificateFault::several:
      return {"contient plusieurs certificats", "holds several certificates"};
    case CertificateFault::private_key: return {"contient une clé privée", "holds a private key"};
    case CertificateFault::not_yet_valid: return {"n’est pas encore valable", "is not valid yet"};
    case CertificateFault::expired: return {"a expiré", "has expired"};
    case CertificateFault::unfit_key:
      return {
          "n’a pas de clé assez forte\u00a0: il faut RSA de 2048 bits, ou EC de 256 bits, au "
          "moins",
          "has no key that is strong enough: it takes RSA of 2048 bits, or EC of 256 bits, at "
          "least"};
    case CertificateFault::unfit_usage:
      return {"n’est pas fait pour chiffrer (keyUsage)", "is not made to encrypt to (keyUsage)"};
    case CertificateFault::nameless:
      return {"ne dit pas à qui il est (sujet vide)", "doesn't say whose it is (no subject)"};
  }
  return {};
}

Sentence what_to_do(CertificateFault fault) {
  switch (fault) {
    case CertificateFault::none:
      return {
          "S’il est en DER, convertissez-le\u00a0: «\u00a0openssl x509 -inform DER -in FICHIER "
          "-out CERT.pem\u00a0».",
          "If it is in DER, convert it: \"openssl x509 -inform DER -in FILE -out CERT.pem\"."};
    case CertificateFault::key_alone:
      return {
          "Donnez le certificat du destinataire. Si c’est lui qui vous a envoyé cette clé, "
          "prévenez-le\u00a0: elle n’est plus secrète.",
          "Give the recipient's certificate. If it was they who sent you this key, tell them: it "
          "is "
          "secret no more."};
    case CertificateFault::several:
      return {"Ne gardez que celui du destinataire\u00a0: on ne devine pas à qui chiffrer.",
              "Keep the recipient's alone: whom to encrypt to is not guessed."};
    case CertificateFault::private_key:
      return {
          "Prévenez son propriétaire\u00a0: cette clé n’est plus secrète. Demandez-lui-en un "
          "nouveau certificat, seul.",
          "Tell its owner: this key is secret no more. Ask for a new certificate, alone."};
    case CertificateFault::not_yet_valid:
    case CertificateFault::expired:
    case CertificateFault::unfit_key:
    case CertificateFault::unfit_usage:
    case CertificateFault::nameless: break;
  }
  return {
      "Demandez au destinataire un certificat à son nom, en cours de validité, fait pour recevoir "
      "des "
      "fichiers chiffrés.",
      "Ask the recipient for a certificate in their name that is valid now and made to receive "
      "encrypted files."};
}

}  // namespace

std::variant<crypto::Certificate, finding::Finding> read_certificate(const Desk& desk,
                                                                     const world::Path& file) {
  auto read = crypto::Certificate::read(world::read_file(file, largest), desk.world.now());
  if (auto* good = std::get_if<crypto::Certificate>(&read)) return std::move(*good);
  const auto fault = std::get<CertificateFault>(read);
  const Sentence wrong = what_is_wrong(fault);
  return finding::Finding{
      finding::Severity::error,
      "certificate",
      {named(file)},
      {fmt::format("Le certificat «\u00a0{}\u00a0» {}.", named(file.filename()), wrong.fr),
       fmt::format("The certificate \"{}\" {}.", named(file.filename()), wrong.en)},
      what_to_do(fault)};
}

std::string read_aloud(const crypto::Digest& digest) {
  const std::string hex = digest.hex();
  std::string groups;
  for (std::size_t at = 0; at < hex.size(); at += 4)
    groups += (at == 0 ? "" : " ") + hex.substr(at, 4);
  return groups;
}

}  // namespace imprimatur::flow
