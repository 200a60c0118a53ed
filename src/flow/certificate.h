// Certificates that people hand in. For the sources of this room.
#pragma once

#include "crypto/certificate.h"
#include "flow/desk.h"

#include <variant>

namespace imprimatur::flow {

// The certificate of a PEM file, or the error "certificate" that says what is wrong with it, now.
// Throws finding::Failure where the file can't be read.
std::variant<crypto::Certificate, finding::Finding> read_certificate(const Desk& desk,
                                                                     const world::Path& file);

// "AB12 CD34 …": a digest that two people read to each other.
std::string read_aloud(const crypto::Digest& digest);

}  // namespace imprimatur::flow
