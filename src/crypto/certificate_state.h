// What a Certificate holds. For the sources of this room; OpenSSL's type is only named here.
#pragma once

#include "crypto/certificate.h"

struct x509_st;

namespace imprimatur::crypto {

struct CertificateFree {
  void operator()(x509_st* certificate) const;
};

struct Certificate::State {
  std::unique_ptr<x509_st, CertificateFree> x509;
};

}  // namespace imprimatur::crypto
