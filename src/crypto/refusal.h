// OpenSSL said no: inside this room, every refused call ends here.
#pragma once

namespace imprimatur::crypto {

// Throws finding::Failure naming the algorithm; OpenSSL's own message may speak of keys and is not
// repeated.
[[noreturn]] void refuse(const char* algorithm);

}  // namespace imprimatur::crypto
