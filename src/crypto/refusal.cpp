#include "crypto/refusal.h"

#include "finding/failure.h"

#include <fmt/format.h>

namespace imprimatur::crypto {

void refuse(const char* algorithm) {
  throw finding::Failure(
      {fmt::format("La bibliothèque OpenSSL refuse l’algorithme {}.", algorithm),
       fmt::format("The OpenSSL library refuses the algorithm {}.", algorithm)},
      {"Vérifiez l’installation et la configuration d’OpenSSL (openssl.cnf, mode FIPS).",
       "Check the installation and the configuration of OpenSSL (openssl.cnf, FIPS mode)."});
}

}  // namespace imprimatur::crypto
