// The validation code of a BAT: printed on its first page and nowhere else, so that whoever
// gives it shows that somebody had that page before them, in the PDF or a picture of it. It says nothing of who did, and redeems nothing.
//
// Six of 24 letters and figures, none of which is taken for another (0 O, 1 I L, 2 Z, 5 S, 8 B and
// U are left out), from HMAC-SHA-256 under a key that is the workspace's own and for this purpose
// alone.
#pragma once

#include "crypto/digest.h"
#include "crypto/secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::bat {

// "K7WPQ4". The same for the same key, order, version and content; one in 191 million is guessed.
std::string validation_code(const crypto::Secret& key, std::string_view order,
                            std::uint32_t version, const crypto::Digest& content);

// What a person typed or pasted: case counts for nothing, white space and dashes are dropped.
// nullopt where that leaves no six characters of the alphabet.
std::optional<std::string> read_validation_code(std::string_view typed);

}  // namespace imprimatur::bat
