// What a message may hold at most, looked at before GMime takes it apart: its parser makes an
// object of each header field and of each part, and some of what it does grows with the square of a
// field's length. For the sources of this room.
#pragma once

#include "finding/finding.h"

#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::mail {

constexpr std::size_t largest_message = 50'000'000;
constexpr std::size_t most_fields = 10'000;       // of the message's own header
constexpr std::size_t longest_field = 64 * 1024;  // anywhere; RFC 5322 sets no bound
constexpr int deepest_part = 20;
constexpr std::size_t most_parts = 1000;

// Why the message isn't looked at any further; nullopt where GMime may have it. Every line after
// one that begins with "--" may be a part's header, so the count errs on the side of refusing.
std::optional<finding::Sentence> out_of_bounds(std::string_view bytes);

finding::Sentence too_deep();
finding::Sentence too_many_parts();

}  // namespace imprimatur::mail
