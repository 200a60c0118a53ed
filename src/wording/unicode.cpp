#include "wording/unicode.h"

#include "wording/wording.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace imprimatur::wording {
namespace {

struct Freed {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

// One code point off the front; negative where the bytes are no UTF-8 (and then one byte is taken).
utf8proc_int32_t take(std::string_view& text) {
  utf8proc_int32_t c = -1;
  const auto length =
      utf8proc_iterate(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &c);
  text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
  return length > 0 ? c : -1;
}

bool noncharacter(char32_t c) {
  return (c & 0xFFFE) == 0xFFFE || (0xFDD0 <= c && c <= 0xFDEF);
}

bool is_space_of_any_kind(char32_t c) {
  return (U'\t' <= c && c <= U'\r') ||
         utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ZS;
}

bool variation_selector(char32_t c) {
  return (0xFE00 <= c && c <= 0xFE0F) || (0xE0100 <= c && c <= 0xE01EF);
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    if (take(bytes) < 0) return false;
  }
  return true;
}

std::optional<char32_t> unprintable(std::string_view text) {
  for (const char32_t c : decoded(text)) {
    if (c == U'\n') continue;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
      case UTF8PROC_CATEGORY_CC:
      case UTF8PROC_CATEGORY_CF:
      case UTF8PROC_CATEGORY_CO:
      case UTF8PROC_CATEGORY_CS:
      case UTF8PROC_CATEGORY_ZL:
      case UTF8PROC_CATEGORY_ZP: return c;
      default:
        if (noncharacter(c) || variation_selector(c)) return c;
    }
  }
  return std::nullopt;
}

std::string composed(std::string_view text) {
  utf8proc_uint8_t* out = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const auto length =
      utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  const std::unique_ptr<utf8proc_uint8_t, Freed> owned{out};
  if (length < 0) return std::string{text};
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

std::string folded(std::string_view name) {
  utf8proc_uint8_t* out = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  const auto length =
      utf8proc_map(bytes_of(name), static_cast<utf8proc_ssize_t>(name.size()), &out, options);
  const std::unique_ptr<utf8proc_uint8_t, Freed> owned{out};
  if (length < 0) return std::string{name};
  const std::string_view plain{reinterpret_cast<const char*>(out),
                               static_cast<std::size_t>(length)};
  std::u32string words;
  bool apart = false;
  for (const char32_t c : decoded(plain)) {
    if (is_space_of_any_kind(c)) {
      apart = !words.empty();
      continue;
    }
    if (apart) words += U' ';
    apart = false;
    words += c == U'\u2019' ? U'\'' : c == U'\u2010' || c == U'\u2011' ? U'-' : c;
  }
  return encoded(words);
}

std::u32string decoded(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    const auto c = take(text);
    out += c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
  }
  return out;
}

std::string encoded(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
  return out;
}

bool is_letter(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return true;
    default: return false;
  }
}

std::string capitalised(std::string_view text) {
  std::u32string out = decoded(text);
  if (!out.empty()) {
    out[0] = static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(out[0])));
  }
  return encoded(out);
}

}  // namespace imprimatur::wording
