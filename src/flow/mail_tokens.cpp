#include "flow/mail_tokens.h"

#include "crypto/derive.h"

#include <fmt/format.h>

namespace imprimatur::flow {
namespace {

// Crockford's base 32 in lower case: 32 signs, none of which is taken for another.
constexpr std::string_view signs = "0123456789abcdefghjkmnpqrstvwxyz";

}  // namespace

std::string token_of(const crypto::Secret& key, TokenUse use, const std::string& order,
                     const ledger::MailQueued& mail) {
  const std::string_view purpose = use == TokenUse::reply    ? "reply"
                                   : use == TokenUse::review ? "review"
                                                             : "message";
  const std::string message = fmt::format("imprimatur mail token 1\n{}\n{}\n{}\n{}\n{}\n", purpose,
                                          order, mail.number, mail.version, mail.recipient.hex());
  const crypto::Secret tag = crypto::hmac_sha256(
      key.bytes(), {reinterpret_cast<const std::uint8_t*>(message.data()), message.size()});
  std::string token;
  for (const std::uint8_t byte : tag.bytes().first(use == TokenUse::review ? 32 : 16))
    token += signs[byte % signs.size()];
  return token;
}

std::string review_path(const crypto::Secret& key, const std::string& order,
                        const ledger::MailQueued& mail) {
  return fmt::format("/r/{}/{}/{}", order, mail.number,
                     token_of(key, TokenUse::review, order, mail));
}

}  // namespace imprimatur::flow
