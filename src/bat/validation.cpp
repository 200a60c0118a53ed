#include "bat/validation.h"

#include "crypto/derive.h"

#include <fmt/format.h>

namespace imprimatur::bat {
namespace {

constexpr std::string_view letters = "34679ACDEFGHJKMNPQRTVWXY";
constexpr std::size_t length = 6;

// Spaces and dashes that mails and word processors put in.
constexpr std::string_view dropped[] = {" ",      "\t",     "\n",     "\r",     "-",
                                        "\u00a0", "\u202f", "\u2010", "\u2011", "\u2013"};

}  // namespace

std::string validation_code(const crypto::Secret& key, std::string_view order,
                            std::uint32_t version, const crypto::Digest& content) {
  const std::string message =
      fmt::format("imprimatur bat validation 1\n{}\n{}\n{}\n", order, version, content.hex());
  const crypto::Secret tag = crypto::hmac_sha256(
      key.bytes(), {reinterpret_cast<const std::uint8_t*>(message.data()), message.size()});
  // 64 bits over 24⁶ (under 2²⁸): no code is likelier than another by more than 2⁻³⁶.
  std::uint64_t number = 0;
  for (const std::uint8_t byte : tag.bytes().first(8)) number = number << 8 | byte;
  std::string code;
  for (std::size_t i = 0; i < length; ++i, number /= letters.size())
    code += letters[number % letters.size()];
  return code;
}

std::optional<std::string> read_validation_code(std::string_view typed) {
  std::string code;
  while (!typed.empty()) {
    std::size_t skipped = 0;
    for (const std::string_view one : dropped)
      if (typed.starts_with(one)) skipped = one.size();
    if (skipped == 0) {
      const char c = typed.front();
      code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      skipped = 1;
    }
    typed.remove_prefix(skipped);
  }
  if (code.size() != length || code.find_first_not_of(letters) != std::string::npos)
    return std::nullopt;
  return code;
}

}  // namespace imprimatur::bat
