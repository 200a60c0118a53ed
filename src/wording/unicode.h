// UTF-8 in and out of code points, for rooms that must look at single characters.
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::wording {

// `text` is UTF-8; what is not becomes U+FFFD.
std::u32string decoded(std::string_view text);
std::string encoded(std::u32string_view text);

bool is_letter(char32_t c);

}  // namespace imprimatur::wording
