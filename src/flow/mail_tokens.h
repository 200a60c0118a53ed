// Words that only this workspace can have made, for addresses and links: lower-case letters and
// digits, since mail servers fold case. They name a mail of an order, and tell nothing else.
#pragma once

#include "flow/workspace.h"
#include "ledger/mails.h"

#include <string>

namespace imprimatur::flow {

// `message`: of the Message-ID, which is no secret.
enum class TokenUse : std::uint8_t { reply, review, message };

// From HMAC-SHA-256 over the order, the mail's number, its version and its recipient: 160 bits for
// links, 80 for the others, since an address has little room.
std::string token_of(const crypto::Secret& key, TokenUse use, const std::string& order,
                     const ledger::MailQueued& mail);

// "/r/ORDER/NUMBER/TOKEN".
std::string review_path(const crypto::Secret& key, const std::string& order,
                        const ledger::MailQueued& mail);

}  // namespace imprimatur::flow
