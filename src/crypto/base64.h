// Base 64 (RFC 4648, section 4): bytes in files that are lines of text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::crypto {

std::string to_base64(std::string_view bytes);

// nullopt unless `text` is, to the character, what to_base64 writes of some bytes: padded, without
// white space, and with the spare bits of the last character zero.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace imprimatur::crypto
