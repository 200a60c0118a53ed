#include "flow/review_link.h"

#include "crypto/derive.h"
#include "flow/mail_tokens.h"
#include "order/order.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace imprimatur::flow {
namespace {

constexpr std::size_t longest_token = 64;

std::span<const std::uint8_t> bytes_in(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// The piece up to the next slash, taken off.
std::string_view next_piece(std::string_view& path) {
  const std::string_view piece = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(piece.size() + 1, path.size()));
  return piece;
}

template <typename Number>
bool read_number(std::string_view digits, Number& number) {
  const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return bad == std::errc() && end == digits.data() + digits.size() && !digits.empty();
}

}  // namespace

std::string ReviewLink::home() const {
  return fmt::format("/r/{}/{}/{}", order, number, token);
}

std::optional<ReviewLink> review_link_in(std::string_view path) {
  if (!path.starts_with("/r/")) return std::nullopt;
  path.remove_prefix(3);
  ReviewLink link;
  link.order = next_piece(path);
  const std::string_view number = next_piece(path);
  link.token = next_piece(path);
  link.rest = path;
  if (!order::is_plain_name(link.order) || !read_number(number, link.number) ||
      number.starts_with('0') || link.token.empty() || link.token.size() > longest_token ||
      !std::ranges::all_of(link.token,
                           [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }))
    return std::nullopt;
  return link;
}

bool is_link_of(const crypto::Secret& key, const ReviewLink& link, const ledger::MailQueued* mail) {
  static const ledger::MailQueued nobody{};
  const std::string right =
      token_of(key, TokenUse::review, link.order, mail != nullptr ? *mail : nobody);
  return crypto::same_bytes(bytes_in(right), bytes_in(link.token)) && mail != nullptr;
}

std::string form_token(const crypto::Secret& key, const FormFor& form, world::Instant until) {
  const auto seconds = until.time_since_epoch().count();
  const std::string message = fmt::format("imprimatur review form 1\n{}\n{}\n{}\n{}\n{}\n{}\n",
                                          form.order, form.mail.number, form.bat.version,
                                          form.bat.file.hex(), form.mail.recipient.hex(), seconds);
  const crypto::Secret own = crypto::hkdf_sha256(key, "", "imprimatur/review-form/1", 32);
  const crypto::Secret tag = crypto::hmac_sha256(own.bytes(), bytes_in(message));
  std::string token = fmt::format("{}-", seconds);
  for (const std::uint8_t byte : tag.bytes()) token += fmt::format("{:02x}", byte);
  return token;
}

FormToken check_form_token(const crypto::Secret& key, const FormFor& form, std::string_view token,
                           world::Instant now) {
  std::int64_t seconds = 0;
  const std::size_t dash = token.find('-');
  if (dash == std::string_view::npos || token.size() > 100 ||
      !read_number(token.substr(0, dash), seconds))
    return FormToken::foreign;
  const world::Instant until{std::chrono::seconds(seconds)};
  if (!crypto::same_bytes(bytes_in(form_token(key, form, until)), bytes_in(token)))
    return FormToken::foreign;
  return now < until ? FormToken::good : FormToken::expired;
}

}  // namespace imprimatur::flow
