// Links to the review page, and the forms that are answered by: who has the one has it from our
// mail, and who sends the other has it from our page.
#pragma once

#include "flow/workspace.h"
#include "ledger/mails.h"

#include <optional>
#include <string>

namespace imprimatur::flow {

// "/r/ORDER/NUMBER/TOKEN" and what stands behind it, without its slash.
struct ReviewLink {
  std::string order;
  std::uint32_t number = 0;
  std::string token;
  std::string rest;

  std::string home() const;
};
// nullopt for a path that can be no link. What order and token are is not asked here.
std::optional<ReviewLink> review_link_in(std::string_view path);

// Whether the link is that of `mail`, in a time that doesn't tell how much of it is right. Without
// a mail it is false, after the same work.
bool is_link_of(const crypto::Secret& key, const ReviewLink& link, const ledger::MailQueued* mail);

// A form may be sent as long after it was shown: a long day at the office.
inline constexpr std::chrono::hours form_is_good_for{12};

// What a form is about: shown in this link, for this file, to this person.
struct FormFor {
  std::string order;
  const ledger::MailQueued& mail;
  const ledger::BatRendered& bat;
};

// Good until then: HMAC-SHA-256 under a key derived from the mails' for this purpose, over all that
// it is for.
std::string form_token(const crypto::Secret& key, const FormFor& form, world::Instant until);

enum class FormToken : std::uint8_t { good, expired, foreign };
FormToken check_form_token(const crypto::Secret& key, const FormFor& form, std::string_view token,
                           world::Instant now);

}  // namespace imprimatur::flow
